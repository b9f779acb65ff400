import type { Loss, Why } from '../../domain/drafts.ts';
import type { InterceptFields } from '../../domain/intercept.ts';
import type { SourceRef } from '../../domain/keys.ts';
import type { Intercept } from '../../domain/source-settings.ts';
import type { MapContext, Mapped } from '../context.ts';
import { type Destination, destinationOf, unresolvedLoss } from '../features/destination.ts';
import type { Account } from '../features/merge.ts';
import { account, cannotHold, carried, NOTHING, targetDefault } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';

const SERVICE = 'Intercept User';
const EVERYBODY = ['subscriber', 'workspace', 'virtualLine'] as const;

/** Intercepted lines. One that is off travels as off with its numbers; an empty one is not written. */
export function mapIntercept(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'interceptUser');
  if (read === undefined) return NOTHING;
  const { data, ref, all } = read;
  const lost = cannotHold(context, subject, { service: SERVICE, kinds: EVERYBODY }, all, data.isActive);
  if (lost) return lost;
  if (isIdle(data)) return { drafts: [], accounts: [account(all, 'not used', 'inactive-and-empty')] };
  const owner = `user:${subject.user.key}`;
  const { fields, why, ...told } = interceptOf(context, data, {
    owner,
    service: SERVICE,
    groupKey: subject.user.groupKey,
    ref,
  });
  const value = { setting: 'intercept', owner: subject.owner.draft, ...fields } as const;
  return { drafts: [settingDraft(context, subject, value, why)], ...told };
}

/** Switched off with nothing behind it. */
export function isIdle({ isActive, newPhoneNumber, transferPhoneNumber, outboundReroutePhoneNumber }: Intercept) {
  const stored = [newPhoneNumber, transferPhoneNumber, outboundReroutePhoneNumber];
  return !isActive && stored.every((number) => number === undefined);
}

/** Who is intercepted: a person, or a group. */
interface Intercepted {
  /** As losses name it. */
  readonly owner: string;
  readonly service: string;
  readonly groupKey: string;
  readonly ref: (path: string) => SourceRef;
}

/** An intercept in the words of the target, with what of it stays behind. */
export function interceptOf(
  context: MapContext,
  data: Intercept,
  { owner, service, groupKey, ref }: Intercepted,
): {
  readonly fields: InterceptFields;
  readonly why: Readonly<Record<string, Why>>;
  readonly accounts: readonly Account[];
  readonly losses: readonly Loss[];
} {
  const targets = {
    newPhoneNumber: destinationOf(context, data.newPhoneNumber, groupKey),
    transferPhoneNumber: destinationOf(context, data.transferPhoneNumber, groupKey),
    outboundReroutePhoneNumber: destinationOf(context, data.outboundReroutePhoneNumber, groupKey),
  };
  const fields = fieldsOf(data, targets);
  const open = Object.entries(targets).flatMap(([path, { unresolved }]) =>
    unresolved === undefined ? [] : [{ source: ref(path), unresolved }],
  );
  return {
    fields,
    why: reasons(data, fields, ref),
    accounts: [
      ...open.map(({ source }) => account(source, 'manual', 'forward-target-unresolved')),
      ...(data.announcementSelection === 'Personal'
        ? ['announcementSelection', 'audioFileDescription', 'audioMediaType', 'videoFileDescription', 'videoMediaType']
        : []
      ).map((path) => account(ref(path), 'manual', 'audio-by-hand')),
      ...(data.announcementSelection === 'Default'
        ? [account(ref('announcementSelection'), 'migrated', 'same-as-target-default')]
        : []),
    ],
    losses: open.map(({ source, unresolved }) =>
      unresolvedLoss(context, owner, service, unresolved, data.isActive, source),
    ),
  };
}

type Targets = Readonly<Record<'newPhoneNumber' | 'transferPhoneNumber' | 'outboundReroutePhoneNumber', Destination>>;

/** A number that cannot be written switches off what needs it. */
function fieldsOf(data: Intercept, targets: Targets): InterceptFields {
  const newNumber = targets.newPhoneNumber.value;
  const zeroTransfer = targets.transferPhoneNumber.value;
  const reroute = targets.outboundReroutePhoneNumber.value;
  const { outboundCallMode: mode } = data;
  const local = mode === undefined ? data.allowOutboundLocalCalls === true : mode === 'Allow Outbound Local Calls';
  return {
    enabled: data.isActive,
    incoming: data.inboundCallMode === 'Allow All' ? 'ALLOW_ALL' : 'INTERCEPT_ALL',
    toVoicemail: data.routeToVoiceMail ?? false,
    newNumberEnabled: (data.playNewPhoneNumber ?? false) && newNumber !== undefined,
    ...(newNumber === undefined ? {} : { newNumber }),
    zeroTransferEnabled: (data.transferOnZero ?? false) && zeroTransfer !== undefined,
    ...(zeroTransfer === undefined ? {} : { zeroTransfer }),
    outgoing: local ? 'ALLOW_LOCAL_ONLY' : 'INTERCEPT_ALL',
    outgoingTransferEnabled: (data.rerouteOutboundCalls ?? false) && reroute !== undefined,
    ...(reroute === undefined ? {} : { outgoingTransfer: reroute }),
  };
}

function reasons(data: Intercept, value: InterceptFields, ref: (path: string) => SourceRef): Record<string, Why> {
  const from = (path: string, known: unknown): Why => (known === undefined ? targetDefault : carried(ref(path)));
  const mode = (path: string, known: string | undefined, kept: readonly string[]): Why =>
    known === undefined || kept.includes(known)
      ? from(path, known)
      : { ...carried(ref(path)), changed: true, note: `"${known}" has no equal: all calls are intercepted` };
  const needing = (path: string, wanted: boolean | undefined, is: boolean): Why =>
    wanted === true && !is
      ? { rule: 'forward-target-unresolved', sources: [ref(path)], changed: true, note: 'switched off: no such number' }
      : from(path, wanted);
  const outgoing =
    data.outboundCallMode === undefined
      ? from('allowOutboundLocalCalls', data.allowOutboundLocalCalls)
      : mode('outboundCallMode', data.outboundCallMode, ['Block All', 'Allow Outbound Local Calls']);
  return {
    enabled: carried(ref('isActive')),
    incoming: mode('inboundCallMode', data.inboundCallMode, ['Intercept All', 'Allow All']),
    toVoicemail: from('routeToVoiceMail', data.routeToVoiceMail),
    newNumberEnabled: needing('playNewPhoneNumber', data.playNewPhoneNumber, value.newNumberEnabled),
    ...(value.newNumber === undefined ? {} : { newNumber: carried(ref('newPhoneNumber')) }),
    zeroTransferEnabled: needing('transferOnZeroToPhoneNumber', data.transferOnZero, value.zeroTransferEnabled),
    ...(value.zeroTransfer === undefined ? {} : { zeroTransfer: carried(ref('transferPhoneNumber')) }),
    outgoing,
    outgoingTransferEnabled: needing('rerouteOutboundCalls', data.rerouteOutboundCalls, value.outgoingTransferEnabled),
    ...(value.outgoingTransfer === undefined ? {} : { outgoingTransfer: carried(ref('outboundReroutePhoneNumber')) }),
  };
}
