import type { Loss } from '../../domain/drafts.ts';
import { type EntityRef, type SourceRef, sourceRef } from '../../domain/keys.ts';
import type { PhoneList } from '../../domain/source-policies.ts';
import type { MapContext, Mapped } from '../context.ts';
import { lossOfUser } from '../settings/further-parts.ts';
import { readFeature, type Subject } from '../settings/owner-settings.ts';

/** What groups have that no service stands for: who is told of emergency calls, and lists that phones show. */
export function noticeLosses(context: MapContext): Loss[] {
  const { source } = context;
  const moving = source.groups.filter(({ key }) => context.location(key) !== undefined);
  const provider: EntityRef = { kind: 'serviceProvider', key: source.provider.key };
  const groups = moving.map(({ key }): EntityRef => ({ kind: 'group', key }));
  const shared = moving.length > 0 && source.provider.isEnterprise !== false ? [provider] : [];
  return [
    ...groups.flatMap((group) => emergencyNotice(context, group, provider)),
    ...[...shared, ...groups].flatMap((owner) => commonList(context, owner)),
  ];
}

/** A group's own address counts where it has one switched on, else that of its provider. */
function emergencyNotice(context: MapContext, group: EntityRef, provider: EntityRef): Loss[] {
  for (const owner of [group, provider]) {
    const read = context.source.feature(owner.key, 'emergencyCallNotification');
    if (read?.data?.send !== true) continue;
    return [
      lossOf(context, group, 'Emergency call notification', {
        notice: `${read.data.email ?? 'Nobody'} is no longer told when somebody here makes an emergency call.`,
        action: 'Set the emergency call notification of the location in Control Hub before anybody moves.',
        sources: [sourceRef(owner, read.response, 'sendEmergencyCallNotificationEmail')],
      }),
    ];
  }
  return [];
}

function commonList(context: MapContext, owner: EntityRef): Loss[] {
  const read = context.source.feature(owner.key, 'commonPhoneList');
  if (read?.data === undefined || read.data.entries.length === 0) return [];
  return [
    lossOf(context, owner, 'Common phone list', {
      notice: `The common phone list does not come along: ${countOf(read.data)}.`,
      action: 'Enter them as contacts of the organisation in Control Hub.',
      sources: [`${owner.kind}:${owner.key} ${read.response}`],
    }),
  ];
}

/** Names and numbers that a person has entered. */
export function mapPersonalPhoneList(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'personalPhoneList');
  if (read === undefined || read.data.entries.length === 0) return { drafts: [] };
  return {
    drafts: [],
    losses: [
      lossOfUser(context, subject, 'Personal phone list', {
        verdict: 'manual',
        notice: `The personal phone list does not come along: ${countOf(read.data)}.`,
        action: 'Enter them as contacts in the Webex App.',
        sources: [read.all],
      }),
    ],
  };
}

function countOf({ entries }: PhoneList): string {
  return `${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`;
}

function lossOf(
  { customer }: MapContext,
  owner: EntityRef,
  service: string,
  told: { readonly notice: string; readonly action: string; readonly sources: readonly SourceRef[] },
): Loss {
  return { customer, owner: `${owner.kind}:${owner.key}`, service, verdict: 'manual', ...told };
}
