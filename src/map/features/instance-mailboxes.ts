import type { Draft, DraftOf, Loss, Why } from '../../domain/drafts.ts';
import type { FeatureSettingData } from '../../domain/feature-settings.ts';
import type { SourceRef } from '../../domain/keys.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { mailboxDelivery } from '../mailbox-delivery.ts';
import { passcodeLoss } from '../mailbox-loss.ts';
import { readInstanceFeature } from './instance-features.ts';
import type { Account } from './merge.ts';

type Feature = DraftOf<'huntGroup'> | DraftOf<'callQueue'> | DraftOf<'autoAttendant'>;

const SERVICE = 'Voice Messaging User';
const RULE = 'mailbox-takes-calls';

/** When BroadWorks sends calls of a virtual user to its mailbox, by the field that says so. */
const SWITCHES = {
  always: 'alwaysRedirectToVoiceMail',
  busy: 'busyRedirectToVoiceMail',
  noAnswer: 'noAnswerRedirectToVoiceMail',
} as const;
type Case = keyof typeof SWITCHES;

/** Cases that a kind of feature knows: a queue is busy when it is full, and an attendant always answers. */
const CASES: Readonly<Record<Feature['kind'], readonly Case[]>> = {
  huntGroup: ['always', 'busy', 'noAnswer'],
  callQueue: ['always', 'busy'],
  autoAttendant: ['always'],
};

/**
 * The mailbox inside a hunt group, queue or attendant -> a voicemail group of its own, to which calls are sent. It needs
 * an extension, which `settleExtensions` finds; `settleMailboxes` then sends the calls there.
 */
export function mapInstanceMailbox(context: MapContext, instance: SourceInstance, feature: Feature): Mapped {
  const read = readInstanceFeature(context, instance, 'voicemail');
  if (read === undefined) return { drafts: [] };
  const { data: source, ref } = read;
  const cases = casesOf(source, feature.kind);
  if (!source.isActive || cases.length === 0) {
    return { drafts: [], accounts: [{ prefix: read.all, outcome: 'not used', reason: 'inactive-and-empty' }] };
  }
  const owner = `serviceInstance:${instance.key}`;
  const delivery = mailboxDelivery(context, source, ref, { groupKey: instance.groupKey, owner, service: SERVICE });
  const { location, name, language } = feature.data;
  const ofFeature: Why = { rule: 'mailbox-of-its-feature', sources: [] };
  const draft: DraftOf<'voicemailGroup'> = {
    id: mailboxId(instance),
    kind: 'voicemailGroup',
    customer: context.customer,
    from: owner,
    data: { location, name, language, mailboxOf: feature.id, ...delivery.data },
    why: {
      location: ofFeature,
      name: ofFeature,
      language: ofFeature,
      mailboxOf: { rule: 'mailbox-of-its-feature', sources: [ref('isActive')] },
      ...delivery.why,
    },
  };
  const unused = (path: string, reason: string): Account => ({ prefix: ref(path), outcome: 'not used', reason });
  const others = (Object.keys(SWITCHES) as Case[]).filter((each) => !cases.includes(each));
  return {
    drafts: [draft],
    losses: delivery.losses,
    accounts: [
      ...delivery.accounts,
      ...others.map((each) => unused(SWITCHES[each], 'calls-never-get-there')),
      unused('usePhoneMessageWaitingIndicator', 'mailbox-without-phone'),
    ],
  };
}

function casesOf(source: Parameters<typeof switchOf>[0], kind: Feature['kind']): Case[] {
  return CASES[kind].filter((each) => switchOf(source, each));
}

function switchOf(
  source: { readonly alwaysRedirect?: boolean; readonly busyRedirect?: boolean; readonly noAnswerRedirect?: boolean },
  each: Case,
): boolean {
  return source[`${each}Redirect`] === true;
}

function mailboxId({ key }: SourceInstance): string {
  return `voicemailGroup:${key}`;
}

/**
 * Sends the calls of hunt groups, queues and attendants to their mailboxes. A forwarding that BroadWorks asks first keeps
 * its place. A mailbox that got no extension is not made, and what led there is told.
 *
 * @param drafts - owners and features of the customer, extensions settled
 */
export function settleMailboxes(context: MapContext, drafts: readonly Draft[]): Required<Mapped> {
  const settled = new Map(drafts.map((draft) => [draft.id, draft]));
  const losses: Loss[] = [];
  const accounts: Account[] = [];
  for (const instance of context.source.instances) {
    const mailbox = settled.get(mailboxId(instance));
    const read = readInstanceFeature(context, instance, 'voicemail');
    if (mailbox?.kind !== 'voicemailGroup' || mailbox.data.mailboxOf === undefined || read === undefined) continue;
    const feature = settled.get(mailbox.data.mailboxOf);
    if (!isFeature(feature)) continue;
    const { extension } = mailbox.data;
    if (extension === undefined) {
      settled.delete(mailbox.id);
      losses.push(notMade(context, instance, read.all));
      accounts.push({ prefix: read.all, outcome: 'manual', reason: 'mailbox-without-extension' });
      continue;
    }
    losses.push(passcodeLoss(context.customer, mailbox.from, mailbox.data.name, [read.all]));
    for (const each of casesOf(read.data, feature.kind)) {
      const source = read.ref(SWITCHES[each]);
      const sent = sendTo(context, settled, instance, feature.id, { each, extension, source });
      if (!sent) accounts.push({ prefix: source, outcome: 'not used', reason: 'forwarding-comes-first' });
    }
  }
  return { drafts: [...settled.values()], decisions: [], losses, accounts };
}

interface Sending {
  readonly each: Case;
  readonly extension: string;
  readonly source: SourceRef;
}

/** @returns false where another forwarding has the place already */
function sendTo(
  context: MapContext,
  settled: Map<string, Draft>,
  instance: SourceInstance,
  id: string,
  sending: Sending,
): boolean {
  if (sending.each === 'always') return sendAlways(context, settled, instance, id, sending);
  const feature = settled.get(id);
  const changed = feature?.kind === 'callQueue' ? ofFullQueue(feature, sending) : ofHuntGroup(feature, sending);
  if (changed === undefined) return false;
  settled.set(id, changed);
  return true;
}

function ofHuntGroup(feature: Draft | undefined, { each, extension, source }: Sending): Draft | undefined {
  if (feature?.kind !== 'huntGroup') return undefined;
  const { data, why } = feature;
  if (each === 'busy') {
    if (data.busyRedirect?.enabled === true) return undefined;
    return {
      ...feature,
      data: { ...data, busyRedirect: { enabled: true, destination: extension } },
      why: over(why, 'busyRedirect', 'enabled', source),
    };
  }
  if (data.noAnswer.forwardEnabled) return undefined;
  return {
    ...feature,
    data: { ...data, noAnswer: { ...data.noAnswer, forwardEnabled: true, destination: extension } },
    why: over(why, 'noAnswer', 'forwardEnabled', source),
  };
}

/** Callers of a full queue who hear that it is busy: BroadWorks sends them to the mailbox instead. */
function ofFullQueue(feature: DraftOf<'callQueue'>, { extension, source }: Sending): Draft | undefined {
  const { data, why } = feature;
  // A proposal for what nobody captured is no busy treatment yet.
  if (data.overflow.action !== 'PERFORM_BUSY_TREATMENT' || why['overflow.action'] === undefined) return undefined;
  return {
    ...feature,
    data: {
      ...data,
      overflow: { ...data.overflow, action: 'TRANSFER_TO_PHONE_NUMBER', destination: extension },
    },
    why: over(why, 'overflow', 'action', source),
  };
}

function sendAlways(
  context: MapContext,
  settled: Map<string, Draft>,
  instance: SourceInstance,
  feature: string,
  { extension, source }: Sending,
): boolean {
  const id = `featureSetting:${instance.key}/forwarding`;
  const before = settled.get(id);
  const own = before?.kind === 'featureSetting' && before.data.setting === 'forwarding' ? before.data : undefined;
  if (own?.always.enabled === true) return false;
  const data: FeatureSettingData = {
    setting: 'forwarding',
    feature,
    always: { enabled: true, destination: extension, ringReminder: own?.always.ringReminder ?? false },
    selective: own?.selective ?? { enabled: false, ringReminder: false },
  };
  const untouched: Why = { rule: 'target-default', sources: [] };
  settled.set(id, {
    id,
    kind: 'featureSetting',
    customer: context.customer,
    from: `serviceInstance:${instance.key}`,
    data,
    why: over(
      {
        setting: { rule: 'carried-over', sources: [] },
        feature: { rule: 'setting-of-its-owner', sources: [] },
        always: untouched,
        selective: untouched,
        ...before?.why,
      },
      'always',
      'enabled',
      source,
    ),
  });
  return true;
}

/** Reasons with the mailbox in place of what stood there; a stored switch or target that gives way counts as changed. */
function over(why: Draft['why'], field: string, enabled: string, source: SourceRef): Record<string, Why> {
  const [switchField, target] = [`${field}.${enabled}`, `${field}.destination`];
  const before = (path: string) => why[path]?.sources ?? [];
  const changed = (path: string) =>
    before(path).length === 0 ? {} : { changed: true, note: 'the mailbox takes these calls, as in BroadWorks' };
  return {
    ...why,
    [switchField]: { rule: RULE, sources: [...before(switchField), source], ...changed(switchField) },
    [target]: { rule: RULE, sources: before(target), ...changed(target) },
  };
}

function notMade(context: MapContext, instance: SourceInstance, source: SourceRef) {
  return {
    customer: context.customer,
    owner: `serviceInstance:${instance.key}`,
    service: SERVICE,
    verdict: 'manual' as const,
    notice: `Callers of ${instance.name ?? instance.userId} cannot leave a message any more: its mailbox got no extension, as decided.`,
    action: 'Make a voicemail group in Control Hub and send the calls there.',
    sources: [source],
  };
}

function isFeature(draft: Draft | undefined): draft is Feature {
  return draft?.kind === 'huntGroup' || draft?.kind === 'callQueue' || draft?.kind === 'autoAttendant';
}
