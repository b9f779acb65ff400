import type { SourceCustomer } from '../../domain/source.ts';
import type { BarringCriterion, BarringRule } from '../../domain/source-barring.ts';

/** Whether a rule is about all calls of a type of the target, about some of them, or about none. */
export type Fit = 'all' | 'some' | 'none';

/** Categories of calls, and which of them together are all that the target calls national. */
const CATEGORIES = ['Local', 'National', 'Interlata', 'Intralata', 'International', 'Private', 'Emergency', 'Other'];
const NATIONAL: readonly (readonly string[])[] = [
  ['Local', 'National'],
  ['Local', 'Intralata', 'Interlata'],
];
/** Switches that say nothing where all or none of a row are on. */
const ASPECTS: readonly (readonly string[])[] = [
  ['PublicNetwork', 'PrivateNetwork'],
  ['InterNetwork', 'InterHostingNE', 'InterAS', 'IntraAS'],
  ['ChargeCalls', 'NoChargeCalls'],
  [
    'GroupCalls',
    'EnterpriseCalls',
    'NetworkCalls',
    'NetworkURLCalls',
    'RepairCalls',
    'EmergencyCalls',
    'InternalCalls',
  ],
];
/** Digits that lead abroad wherever one dials. */
const ABROAD = /^(?:\+|00|011)/;

/** How rules of a customer's provider fit types of calls, as far as their criteria were read. */
export function ruleFits(source: SourceCustomer): (rule: BarringRule, callType: string) => Fit {
  const criteria = new Map(
    (source.feature('system', 'barringCriteria')?.data?.parts ?? []).map((part) => [part.name, part.content]),
  );
  const patterns = patternsOf(source);
  return (rule, callType) => {
    const fit =
      rule.digitPatternCriteria === undefined
        ? criterionFit(criteria.get(rule.criteria ?? ''), callType)
        : patternFit(patterns.get(rule.digitPatternCriteria), callType);
    const atTimes = rule.timeSchedule !== undefined || rule.holidaySchedule !== undefined;
    return fit === 'all' && atTimes ? 'some' : fit;
  };
}

/** Digits that criteria of the provider name, by the name of the criterion. */
export function patternsOf(source: SourceCustomer): ReadonlyMap<string, readonly string[]> {
  const parts = source.feature(source.provider.key, 'barringDigitPatterns')?.data?.parts ?? [];
  return new Map(parts.flatMap(({ name, content }) => (content === undefined ? [] : [[name, content.patterns]])));
}

/** What was never read may be about anything. */
function patternFit(patterns: readonly string[] | undefined, callType: string): Fit {
  if (patterns === undefined) return 'some';
  return callType === 'INTERNATIONAL' && patterns.some((pattern) => ABROAD.test(pattern)) ? 'some' : 'none';
}

function criterionFit(criterion: BarringCriterion | undefined, callType: string): Fit {
  if (criterion === undefined) return 'some';
  const on = new Set(criterion.matches);
  const categories = CATEGORIES.filter((category) => on.has(category));
  // Without a category it is about something else, which the target does not tell apart.
  if (categories.length === 0) return 'some';
  const known = new Set([...CATEGORIES, ...ASPECTS.flat()]);
  const narrowed =
    criterion.further.length > 0 ||
    criterion.matches.some((match) => !known.has(match)) ||
    ASPECTS.some((aspect) => {
      const count = aspect.filter((one) => on.has(one)).length;
      return count > 0 && count < aspect.length;
    });
  const fit = categoryFit(on, callType);
  return fit === 'all' && narrowed ? 'some' : fit;
}

function categoryFit(on: ReadonlySet<string>, callType: string): Fit {
  const inland = ['Local', 'National', 'Interlata', 'Intralata'].some((category) => on.has(category));
  switch (callType) {
    case 'INTERNATIONAL':
      return on.has('International') ? 'all' : 'none';
    case 'NATIONAL':
      return NATIONAL.some((all) => all.every((category) => on.has(category))) ? 'all' : inland ? 'some' : 'none';
    case 'INTERNAL_CALL':
      return on.has('Private') ? 'some' : 'none';
    default:
      // Toll-free, premium and special numbers are national ones, or of no category of their own.
      return inland || on.has('Other') ? 'some' : 'none';
  }
}
