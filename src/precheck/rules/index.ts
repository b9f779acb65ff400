import type { AnyRule, Rule } from '../rule.ts';
import { ADDRESS_RULES } from './addresses.ts';
import { ATTESTATION_RULES } from './attestations.ts';
import { AUDIO_RULES } from './audio.ts';
import { COMPLETENESS_RULES } from './completeness.ts';
import { CUSTOMER_RULES } from './customers.ts';
import { DECISION_RULES } from './decisions.ts';
import { DEVICE_LINE_RULES } from './device-lines.ts';
import { DEVICE_RULES } from './devices.ts';
import { DIGIT_PATTERN_RULES } from './digit-patterns.ts';
import { EXTENSION_RULES } from './extensions.ts';
import { FEATURE_RULES } from './features.ts';
import { IDENTITY_RULES } from './identity.ts';
import { LOCALE_RULES } from './locale.ts';
import { MEMBER_GROUP_RULES } from './member-groups.ts';
import { NAME_RULES } from './names.ts';
import { NUMBER_RULES } from './numbers.ts';
import { PACKAGE_RULES } from './packages.ts';
import { REFERENCE_RULES } from './references.ts';
import { REMOTE_RULES } from './remote.ts';
import { SAFETY_RULES } from './safety.ts';
import { SETTING_RULES } from './settings.ts';
import { SPLIT_LOCATION_RULES } from './split-locations.ts';

/** The catalogue, in the order in which people read it. */
export const RULE_FAMILIES = [
  { title: 'Customers', rules: CUSTOMER_RULES },
  { title: 'Identity', rules: IDENTITY_RULES },
  { title: 'Names', rules: NAME_RULES },
  { title: 'Numbers', rules: NUMBER_RULES },
  { title: 'Extensions', rules: EXTENSION_RULES },
  { title: 'Addresses', rules: ADDRESS_RULES },
  { title: 'Split locations', rules: SPLIT_LOCATION_RULES },
  { title: 'Time zones and languages', rules: LOCALE_RULES },
  { title: 'Packages', rules: PACKAGE_RULES },
  { title: 'Devices', rules: DEVICE_RULES },
  { title: 'Lines and keys of devices', rules: DEVICE_LINE_RULES },
  { title: 'References', rules: REFERENCE_RULES },
  { title: 'Features', rules: FEATURE_RULES },
  { title: 'Announcements', rules: AUDIO_RULES },
  { title: 'Groups of members', rules: MEMBER_GROUP_RULES },
  { title: 'Settings', rules: SETTING_RULES },
  { title: 'Safety gates', rules: SAFETY_RULES },
  { title: 'Patterns of digits', rules: DIGIT_PATTERN_RULES },
  { title: 'Decisions', rules: DECISION_RULES },
  { title: 'Completeness of the captures', rules: COMPLETENESS_RULES },
  { title: 'Attestations', rules: ATTESTATION_RULES },
] as const;

export type LocalRuleId = (typeof RULE_FAMILIES)[number]['rules'][number]['id'];
type RuleId = LocalRuleId | (typeof REMOTE_RULES)[number]['id'];

/** Every rule that looks at drafts and source alone. */
export const LOCAL_RULES: readonly Rule[] = RULE_FAMILIES.flatMap(({ rules }): readonly AnyRule[] => rules);

/** Ids that `--include`, `--exclude` and overrides may name. */
export const RULE_IDS: ReadonlySet<string> = new Set<RuleId>([
  ...RULE_FAMILIES.flatMap(({ rules }) => rules.map(({ id }): RuleId => id)),
  ...REMOTE_RULES.map(({ id }): RuleId => id),
]);

const BY_ID: ReadonlyMap<string, Rule> = new Map(LOCAL_RULES.map((rule) => [rule.id, rule]));

/** False for rules behind which nothing could be written even if somebody took the risk. */
export function isOverridable(id: string): boolean {
  return BY_ID.get(id)?.overridable !== false;
}

/** Whether a finding of this rule means "we do not know" rather than "it is wrong". */
export function isUnknownRule(id: string): boolean {
  return BY_ID.get(id)?.unknown === true;
}
