import type { NotMigratedData, Why } from '../domain/drafts.ts';
import type { SourceRef } from '../domain/keys.ts';
import type { SourceUser } from '../domain/source.ts';
import type { OwnerEvidence } from './owner-evidence.ts';

/** Who a user becomes, and why. */
export type OwnerFate =
  | { readonly kind: 'subscriber' | 'workspace' | 'virtualLine' | 'voicemailGroup'; readonly why: Why }
  | {
      readonly kind: 'notMigrated';
      readonly category: NotMigratedData['category'];
      readonly reason: string;
      readonly why: Why;
    };

/** A choice between two fates that a person should confirm. */
export interface OwnerChoice {
  readonly kind: 'life-safety' | 'place' | 'no-device' | 'mailbox' | 'never-asked';
  readonly question: string;
  readonly reason: string;
  /** The first one is recommended. */
  readonly options: readonly { readonly value: string; readonly consequence: string; readonly fate: OwnerFate }[];
  /** What the answer depends on. */
  readonly cause: readonly (string | undefined)[];
}

/**
 * Decides by evidence, strongest first: behind a trunk, life safety, a phone in a place, nothing at all, no device, a
 * person (section 1 of the migration rules).
 *
 * @param refs - source references of a field of the user
 */
export function classifyOwner(
  user: SourceUser,
  evidence: OwnerEvidence,
  refs: (detail?: string, heading?: string) => readonly SourceRef[],
): OwnerFate | OwnerChoice {
  const named = [...refs('firstName', 'First Name'), ...refs('lastName', 'Last Name')];
  if (user.trunk) {
    return {
      kind: 'notMigrated',
      category: 'out-of-scope',
      reason: 'sits behind a PBX (trunk); trunks are out of scope',
      why: { rule: 'trunk-out-of-scope', sources: refs('trunkAddressing', 'In Trunk Group') },
    };
  }

  const person: OwnerFate = {
    kind: 'subscriber',
    why: { rule: 'user-is-person', sources: [...named, ...refs('emailAddress', 'Email Address')] },
  };
  const place = (rule: string, note: string): OwnerFate => ({
    kind: 'workspace',
    why: { rule, sources: [...named, ...(user.isPlace === undefined ? [] : refs('isPlace'))], note },
  });

  if (evidence.safetyWords.length > 0 || evidence.hasAdapter) {
    const signs = evidence.safetyWords.length > 0 ? `"${evidence.safetyWords.join('", "')}"` : 'an analogue adapter';
    return {
      kind: 'life-safety',
      question: 'Does this line carry fax, alarm, lift, door or payment calls, and may it move?',
      reason: `${signs} suggests a line that people or machines rely on; it stays until somebody signs for it`,
      cause: [signs, user.emailAddress ?? ''],
      options: [
        {
          value: 'hold',
          consequence: 'stays on BroadWorks with its number and device until it is decided',
          fate: {
            kind: 'notMigrated',
            category: 'hold',
            reason: `held: ${signs} suggests a life-safety line`,
            why: { rule: 'life-safety-hold', sources: named, note: signs },
          },
        },
        {
          value: 'move',
          consequence: 'moves like any other line; a test call must prove it before cutover',
          fate:
            user.emailAddress === undefined
              ? place('life-safety-signed', 'moved on a signed decision')
              : { ...person, why: { ...person.why, rule: 'life-safety-signed' } },
        },
      ],
    };
  }

  const looksLikePlace =
    user.isPlace === true ||
    (user.emailAddress === undefined && evidence.placeWords.length > 0 && evidence.hasPhone && !evidence.hasClient);
  if (looksLikePlace) {
    const signs =
      user.isPlace === true
        ? 'marked as a place'
        : `no e-mail, a phone only, named "${evidence.placeWords.join('", "')}"`;
    if (evidence.beyondCommonArea.length === 0) return place('common-area-place', signs);
    const lost = evidence.beyondCommonArea.join(', ');
    const workspace = {
      value: 'workspace',
      consequence: `becomes a Webex workspace with the common-area package, which does not hold: ${lost}`,
      fate: place('common-area-place', signs),
    };
    const subscriber = {
      value: 'subscriber',
      consequence: 'becomes a subscriber, who needs an e-mail address or a generated id, and keeps these services',
      fate: { ...person, why: { ...person.why, rule: 'place-as-subscriber' } },
    };
    return {
      kind: 'place',
      question: 'Is this a phone in a place, and may it lose the services that a common-area phone cannot hold?',
      reason: `${signs}, but it uses ${lost}`,
      cause: [signs, ...evidence.beyondCommonArea],
      options: user.isPlace === true ? [workspace, subscriber] : [subscriber, workspace],
    };
  }

  if (evidence.hasPhone || evidence.hasClient) return person;
  return withoutDevice(user, evidence, person, named);
}

function withoutDevice(
  user: SourceUser,
  evidence: OwnerEvidence,
  person: OwnerFate,
  named: readonly SourceRef[],
): OwnerFate | OwnerChoice {
  const line: OwnerFate = {
    kind: 'virtualLine',
    why: { rule: 'virtual-line-without-device', sources: named, note: 'no device and no app, but calls arrive here' },
  };
  const nothing: OwnerFate = {
    kind: 'notMigrated',
    category: 'none',
    reason: 'no device, app, number, forwarding, voicemail or membership',
    why: { rule: 'nothing-to-move', sources: named },
  };
  const asked = user.detail !== 'never-asked' && user.servicesState !== 'never-asked';
  const takesCalls = evidence.forwards || evidence.hasVoicemail;

  if (!evidence.hasNumber && !takesCalls && !evidence.isMember) {
    if (asked) return nothing;
    return {
      kind: 'never-asked',
      question: 'Is this user still needed?',
      reason: 'its details or services were never captured, and nothing that was read shows any use',
      cause: [user.detail, user.servicesState, user.emailAddress ?? ''],
      options: [
        { value: 'subscriber', consequence: 'becomes a subscriber, billed from the first day', fate: person },
        { value: 'leave', consequence: 'is not moved, and is listed', fate: nothing },
      ],
    };
  }
  const mailbox: OwnerFate = {
    kind: 'voicemailGroup',
    why: { rule: 'mailbox-of-nobody', sources: named, note: 'no device and no app: callers leave a message' },
  };
  const isMailbox = evidence.mailbox !== undefined && evidence.hasNumber && !evidence.isMember && asked;
  const shared = {
    value: 'voicemailGroup',
    consequence: 'becomes a voicemail group: every call leaves a message, which several people may hear',
    fate: mailbox,
  };
  if (user.emailAddress === undefined) return isMailbox ? sharedMailbox(evidence, shared, line) : line;
  const options = [
    { value: 'subscriber', consequence: 'becomes a subscriber, who can use the Webex App', fate: person },
    {
      value: 'virtualLine',
      consequence: 'becomes a virtual line: number, voicemail and forwarding, no sign-in',
      fate: line,
    },
  ];
  // A person whose devices nobody read, or who only lacks a phone, is more likely a person than a bare line.
  const preferLine = asked && takesCalls && evidence.hasNumber;
  return {
    kind: 'no-device',
    question: 'Is this a person who will sign in, or a number that only takes calls?',
    reason: asked ? 'it has a mailbox, but no device and no app' : 'it has a mailbox; its devices were never captured',
    cause: [user.detail, user.emailAddress, String(takesCalls), String(evidence.hasNumber)],
    options: [...(preferLine ? options.toReversed() : options), ...(isMailbox ? [shared] : [])],
  };
}

/** Nobody's name is on it: a mailbox that takes every call is one that people share. */
function sharedMailbox(
  { mailbox }: OwnerEvidence,
  shared: OwnerChoice['options'][number],
  line: OwnerFate,
): OwnerChoice {
  const virtualLine = {
    value: 'virtualLine',
    consequence: 'becomes a virtual line: number, voicemail and forwarding, which a phone may show one day',
    fate: line,
  };
  const takesAll = mailbox === 'takes-all';
  return {
    kind: 'mailbox',
    question: 'Is this a mailbox that several people share, or a line that a phone will have?',
    reason: takesAll
      ? 'it has no device, no app and no e-mail address, and every call goes to its mailbox at once'
      : 'it has a mailbox, but no device, no app and no e-mail address',
    cause: [mailbox],
    options: takesAll ? [shared, virtualLine] : [virtualLine, shared],
  };
}
