import type { Loss } from '../../domain/drafts.ts';
import { partRef, type SourceRef } from '../../domain/keys.ts';
import type { Criterion } from '../../domain/source-features.ts';
import type { MapContext } from '../context.ts';
import type { Account } from '../features/merge.ts';
import { account, lossOfUser } from './further-parts.ts';
import { type Subject, userRef } from './owner-settings.ts';

const DETAILS = 'UserSimultaneousRingPersonalGetCriteriaResponse';
const RULE_HAS_NO_FORM = 'rule-has-no-documented-form';

/** Rules by caller or time that are on: only these say when numbers ring. */
export const rulesThatHold = (rules: readonly Criterion[]): Criterion[] =>
  rules.filter(({ isActive }) => isActive !== false);

/**
 * What a rule says, for somebody who has to set it by hand: `"Day" (rings; callers: Any; hours: Week)`.
 *
 * @param does - what becomes of calls that fit
 */
export function ruleWords(
  rule: Criterion,
  callers: readonly string[] = [],
  does = rule.blacklisted === true ? 'does not ring' : 'rings',
): string {
  const from = callers.length > 0 ? callers.join(', ') : rule.callsFrom;
  const parts = [
    does,
    ...(from === undefined ? [] : [`callers: ${from}`]),
    ...(rule.timeSchedule === undefined ? [] : [`hours: ${rule.timeSchedule}`]),
    ...(rule.holidaySchedule === undefined ? [] : [`holidays: ${rule.holidaySchedule}`]),
  ];
  return `"${rule.name}" (${parts.join('; ')})`;
}

/**
 * Rules of simultaneous ring. An administrator's call for them has no documented shape for people, so that they stay
 * behind, told with what they say.
 *
 * @param rings - whether any number rings, so that its rules are missed
 */
export function leaveRingRules(
  context: MapContext,
  subject: Subject,
  service: string,
  { rules, table, rings }: { readonly rules: readonly Criterion[]; readonly table: SourceRef; readonly rings: boolean },
): { readonly losses: readonly Loss[]; readonly accounts: readonly Account[] } {
  if (rules.length === 0) return { losses: [], accounts: [] };
  const details = context.source.feature(subject.user.key, 'simultaneousRingCriteria')?.data?.parts ?? [];
  const held = rings ? rulesThatHold(rules) : [];
  const outcome = held.length === 0 ? 'not used' : 'manual';
  const reason = held.length === 0 ? 'rules-that-do-not-hold' : RULE_HAS_NO_FORM;
  const accounts = [
    account(table, outcome, reason),
    ...details.map(({ name }) =>
      account(partRef(userRef(subject.user), DETAILS, `criteriaName=${name}`), outcome, reason),
    ),
  ];
  if (held.length === 0) return { losses: [], accounts };
  const told = held.map((rule) =>
    ruleWords(rule, details.find(({ name }) => name === rule.name)?.content?.phoneNumbers),
  );
  return {
    accounts,
    losses: [
      lossOfUser(context, subject, service, {
        verdict: 'manual',
        notice: `The numbers ring for every call, for the rules that say when do not come along: ${told.join(', ')}.`,
        action: 'Set the rules in Control Hub, or switch simultaneous ring off until somebody has.',
        sources: [table],
      }),
    ],
  };
}
