import type { Decision, SettingData, Why } from '../../domain/drafts.ts';
import type { SourceRef } from '../../domain/keys.ts';
import type { Voicemail } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { decide, onDecision } from '../features/decide.ts';
import type { Account } from '../features/merge.ts';
import { mailboxDelivery } from '../mailbox-delivery.ts';
import { faxOf } from './fax.ts';
import { hasService, readFeature, type Subject, serviceAbsent, settingDraft } from './owner-settings.ts';
import { ringsWithinRange } from './rings.ts';

type VoicemailSetting = Extract<SettingData, { setting: 'voicemail' }>;

const SERVICE = 'Voice Messaging User';
const THIRD_PARTY = 'Third-Party Voice Mail Support';
/** What the target starts with. */
const DEFAULT_RINGS = 3;
const NO_MAILBOX = 'the mailbox of the third party is switched off, and the target would switch its own on';

/**
 * Voicemail. The target switches it on for everybody, so "the source does not have it" is written as off (migration rules §2).
 * Common-area Webex workspaces have none.
 */
export function mapVoicemail(context: MapContext, subject: Subject): Mapped {
  const { user, owner } = subject;
  const read = readFeature(context, user, 'voicemail');
  if (owner.kind === 'workspace') return onWorkspace(context, subject, read?.all);
  if (read !== undefined) return carried(context, subject, read.data, read.ref);
  if (hasService(context, user, SERVICE) !== 'no') return { drafts: [] };
  if (hasService(context, user, THIRD_PARTY) === 'yes') {
    const elsewhere = readFeature(context, user, 'thirdPartyVoicemail');
    if (elsewhere?.data.isActive !== false) return thirdParty(context, subject);
    const why = { rule: 'target-default-differs', sources: [elsewhere.ref('isActive')], note: NO_MAILBOX };
    return { drafts: [switchedOff(context, subject, why)] };
  }
  return { drafts: [switchedOff(context, subject, serviceAbsent(context, user, SERVICE))] };
}

function carried(context: MapContext, subject: Subject, source: Voicemail, ref: (path: string) => SourceRef): Mapped {
  const { user } = subject;
  const rings = ringsOf(context, subject);
  const delivery = mailboxDelivery(context, source, ref, {
    groupKey: user.groupKey,
    owner: `user:${user.key}`,
    service: SERVICE,
  });
  const fax = faxOf(context, user);
  const data: VoicemailSetting = {
    setting: 'voicemail',
    owner: subject.owner.draft,
    enabled: source.isActive,
    sendAllCalls: source.alwaysRedirect ?? false,
    sendBusyCalls: source.busyRedirect ?? false,
    sendUnansweredCalls: source.noAnswerRedirect ?? false,
    numberOfRings: rings.value,
    ...delivery.data,
    ...fax.data,
  };
  const plain = (path: string): Why => ({ rule: 'carried-over', sources: [ref(path)] });
  const why = {
    enabled: plain('isActive'),
    sendAllCalls: plain('alwaysRedirectToVoiceMail'),
    sendBusyCalls: plain('busyRedirectToVoiceMail'),
    sendUnansweredCalls: plain('noAnswerRedirectToVoiceMail'),
    ...delivery.why,
    ...fax.why,
    numberOfRings: rings.why,
  };
  return {
    drafts: [settingDraft(context, subject, data, why)],
    accounts: [...delivery.accounts, ...fax.accounts, lamp(source, ref('usePhoneMessageWaitingIndicator'))],
    losses: [...delivery.losses, ...fax.losses],
  };
}

/** The lamp of a phone is on in the target, and its switch stays as it is. */
function lamp({ usePhoneMessageWaitingIndicator }: Voicemail, prefix: SourceRef): Account {
  return usePhoneMessageWaitingIndicator === false
    ? { prefix, outcome: 'manual', reason: 'not-supported-yet' }
    : { prefix, outcome: 'migrated', reason: 'same-as-target-default' };
}

/** Rings before a mailbox answers stand beside its greetings. */
function ringsOf(context: MapContext, subject: Subject): { readonly value: number; readonly why: Why } {
  const greetings = readFeature(context, subject.user, 'voicemailGreetings');
  const written = greetings?.data.noAnswerNumberOfRings;
  if (greetings === undefined || written === undefined)
    return { value: DEFAULT_RINGS, why: { rule: 'target-default', sources: [] } };
  const source = greetings.ref('noAnswerNumberOfRings');
  if (/^\d{1,4}$/.test(written)) return ringsWithinRange(Number(written), source);
  const note = `"${written}" is no number of rings`;
  return { value: DEFAULT_RINGS, why: { rule: 'target-default', sources: [source], changed: true, note } };
}

function switchedOff(context: MapContext, subject: Subject, why: Why) {
  const off: VoicemailSetting = {
    setting: 'voicemail',
    owner: subject.owner.draft,
    enabled: false,
    sendAllCalls: false,
    sendBusyCalls: false,
    sendUnansweredCalls: false,
    numberOfRings: DEFAULT_RINGS,
    messageStorage: 'INTERNAL',
  };
  const rest: Why = { rule: 'target-default', sources: [] };
  return settingDraft(context, subject, off, {
    enabled: why,
    sendAllCalls: rest,
    sendBusyCalls: rest,
    sendUnansweredCalls: rest,
    numberOfRings: rest,
    messageStorage: rest,
  });
}

/** Somebody else's mailbox answers today: whether Webex voicemail takes over is for a person to say. */
function thirdParty(context: MapContext, subject: Subject): Mapped {
  const { decision, answer } = decide(context, {
    kind: 'third-party-voicemail',
    object: `user:${subject.user.key}`,
    question: `A third party's mailbox answers for ${subject.user.userId}. Does Webex voicemail take its place?`,
    options: [
      { value: 'webex-voicemail', consequence: 'Webex voicemail answers, as the target switches it on.' },
      { value: 'none', consequence: 'Voicemail is switched off for this user.' },
    ],
    recommendation: 'webex-voicemail',
    reason: 'The other system is not reached from Webex.',
    cause: [THIRD_PARTY],
  });
  const decisions: Decision[] = [decision];
  if (answer !== 'none') return { drafts: [], decisions };
  return {
    drafts: [
      switchedOff(
        context,
        subject,
        onDecision({ rule: 'decision', sources: [], note: `answer to ${decision.id}` }, decision),
      ),
    ],
    decisions,
  };
}

function onWorkspace(context: MapContext, { user }: Subject, read: SourceRef | undefined): Mapped {
  if (!context.inUse(user).some(({ name }) => name === SERVICE)) {
    return {
      drafts: [],
      accounts: read === undefined ? [] : [{ prefix: read, outcome: 'not used', reason: 'inactive-and-empty' }],
    };
  }
  return {
    drafts: [],
    accounts: read === undefined ? [] : [{ prefix: read, outcome: 'lost', reason: 'no-voicemail-in-common-area' }],
    losses: [
      {
        customer: context.customer,
        owner: `user:${user.key}`,
        service: SERVICE,
        verdict: 'lost',
        notice: 'A common-area phone has no voicemail.',
        action: 'Forward its unanswered calls to somebody who has one.',
        sources: read === undefined ? [] : [read],
      },
    ],
  };
}
