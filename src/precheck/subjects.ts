import { CALLED_FEATURE_KINDS, OWNER_KINDS } from '../domain/callable-kinds.ts';
import type { Draft, DraftKind } from '../domain/drafts.ts';

const CALLABLE = [...OWNER_KINDS, ...CALLED_FEATURE_KINDS, 'voicePortal'] as const satisfies readonly DraftKind[];

/** What a rule looks at: one kind of draft, or a family of kinds that share a trait. */
const SUBJECT_FAMILIES = {
  /** Who or what makes calls. */
  owner: OWNER_KINDS,
  /** A feature that is called by number or extension. */
  feature: ['huntGroup', 'callQueue', 'autoAttendant'],
  /** The same, and paging and voicemail groups, which know no time zone. */
  calledFeature: CALLED_FEATURE_KINDS,
  /** Everything that is reached by number or extension. */
  callable: CALLABLE,
  /** A number, and everything that may have one. */
  numbered: ['number', ...CALLABLE],
  /** The same, and settings that bring numbers of their own: further numbers and faxes of people. */
  numberHolder: [...CALLABLE, 'setting'],
  /** What may deliver voice messages somewhere. */
  mailbox: ['setting', 'voicemailGroup'],
  /** Whatever became of a BroadWorks user, "not migrated" included. */
  person: ['subscriber', 'workspace', 'virtualLine', 'notMigrated'],
  /** A named list of members. */
  memberGroup: ['callPickup', 'callPark'],
  /** Settings of people, places, lines and features. */
  anySetting: ['setting', 'featureSetting'],
  /** Everything that may point at a number to dial. */
  dialler: [
    'setting',
    'featureSetting',
    'huntGroup',
    'callQueue',
    'autoAttendant',
    'voicemailGroup',
    'locationIntercept',
    'location',
  ],
} as const satisfies Record<string, readonly DraftKind[]>;

type Family = keyof typeof SUBJECT_FAMILIES;
export type Subject = DraftKind | Family;
type KindsOf<On extends Subject> = On extends Family ? (typeof SUBJECT_FAMILIES)[On][number] : On;
export type SubjectDraft<On extends Subject> = Extract<Draft, { kind: KindsOf<On> }>;

/** The kinds of draft that a rule is run on. */
export function kindsOf(subject: Subject): readonly DraftKind[] {
  return isFamily(subject) ? SUBJECT_FAMILIES[subject] : [subject];
}

function isFamily(subject: Subject): subject is Family {
  return Object.hasOwn(SUBJECT_FAMILIES, subject);
}
