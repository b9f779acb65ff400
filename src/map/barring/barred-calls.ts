import type { CallingPermission } from '../../domain/drafts.ts';
import { type EntityRef, partRef, type SourceRef } from '../../domain/keys.ts';
import type { SourceCustomer } from '../../domain/source.ts';
import type { BarringDirection, BarringRule } from '../../domain/source-barring.ts';
import { CALL_TYPES } from '../call-types.ts';
import type { AppliedProfile } from './applied-profiles.ts';
import { type Fit, patternsOf, ruleFits } from './rule-fit.ts';

const DETAILS = 'ServiceProviderCommunicationBarringProfileGetResponse';

/** What profiles of barring leave of the calls of somebody. */
export interface Barred {
  /** What each type of call hangs on, by name; a type that no profile bars has no entry. */
  readonly calls: ReadonlyMap<string, readonly SourceRef[]>;
  /** The same for calls that are transferred or forwarded. */
  readonly transfers: ReadonlyMap<string, readonly SourceRef[]>;
  /** What the target cannot say, in words for a person. */
  readonly left: readonly string[];
  readonly sources: readonly SourceRef[];
}

type Verdict = { readonly allowed: boolean; readonly refs: readonly SourceRef[] };
type Direction = 'originating' | 'redirecting' | 'incoming';

/**
 * What profiles bar, by types of calls of the target. Of a rule about some of the calls of a type nothing is written
 * where the type is safe to dial (the person is told); a type that may cost money is blocked, and so is every such type
 * of a profile that nobody read (R-NUM-10).
 */
export function barredCalls(source: SourceCustomer, profiles: readonly AppliedProfile[]): Barred {
  if (profiles.length === 0) return NOTHING_BARRED;
  const calls = new Map<string, readonly SourceRef[]>();
  const transfers = new Map<string, readonly SourceRef[]>();
  const left: string[] = [];
  const fits = ruleFits(source);
  const note = (into: Map<string, readonly SourceRef[]>, callType: string, refs: readonly SourceRef[]): void =>
    void into.set(callType, [...(into.get(callType) ?? []), ...refs]);
  for (const { name, profile, sources } of profiles) {
    const called = name === undefined ? "the provider's default profile" : `profile "${name}"`;
    if (profile === undefined) {
      for (const { callType, safe } of CALL_TYPES) if (!safe) note(calls, callType, sources);
      left.push(`${called} was never read, so that all calls that may cost money are blocked`);
      continue;
    }
    const owner: EntityRef = { kind: 'serviceProvider', key: source.provider.key };
    const ref = (path: string): SourceRef => partRef(owner, DETAILS, `name=${name ?? ''}`, path);
    for (const { callType, safe } of CALL_TYPES) {
      const verdict = (direction: 'originating' | 'redirecting') =>
        verdictOf(profile[direction], direction, (rule) => fits(rule, callType), safe, ref);
      const own = verdict('originating');
      const sent = verdict('redirecting');
      if (!own.allowed) note(calls, callType, [...sources, ...own.refs]);
      else if (!sent.allowed) note(transfers, callType, [...sources, ...sent.refs]);
    }
    const told = (['originating', 'redirecting', 'incoming'] as const).flatMap((direction) =>
      leftOf(source, direction, profile[direction], fits),
    );
    if (told.length > 0) left.push(`${called}: ${told.join('; ')}`);
  }
  return { calls, transfers, left, sources: profiles.flatMap((profile) => profile.sources) };
}

const NOTHING_BARRED: Barred = { calls: new Map(), transfers: new Map(), left: [], sources: [] };

/** Permissions of a plan, with what profiles bar taken out of them. */
export function withoutBarred(permissions: readonly CallingPermission[], barred: Barred): CallingPermission[] {
  return permissions.map((permission) =>
    barred.calls.has(permission.callType)
      ? { ...permission, action: 'BLOCK', transferEnabled: false }
      : barred.transfers.has(permission.callType)
        ? { ...permission, transferEnabled: false }
        : permission,
  );
}

/** By the first rule that fits all calls of a type, in the order of priorities; else by what happens to the others. */
function verdictOf(
  { action, rules }: BarringDirection,
  direction: Direction,
  about: (rule: BarringRule) => Fit,
  safe: boolean,
  ref: (path: string) => SourceRef,
): Verdict {
  for (const rule of byPriority(rules)) {
    const found = about(rule);
    if (found === 'none') continue;
    const allowed = isAllowed(rule.action);
    if (found === 'all' || (!allowed && !safe)) return { allowed, refs: refsOf(rule, direction, ref) };
  }
  return { allowed: action === undefined || isAllowed(action), refs: [ref(`${direction}DefaultAction`)] };
}

/** What needs a code, is transferred or answered with an announcement is not allowed: a person decides about codes. */
function isAllowed(action: string | undefined): boolean {
  return action?.startsWith('Allow') === true;
}

/** Priorities are decimal numbers, the smallest comes first. */
function byPriority(rules: readonly BarringRule[]): readonly BarringRule[] {
  const rank = ({ priority }: BarringRule): number => {
    const number = Number(priority);
    return priority === undefined || Number.isNaN(number) ? Number.POSITIVE_INFINITY : number;
  };
  return [...rules].sort((one, other) => (rank(one) === rank(other) ? 0 : rank(one) - rank(other)));
}

function refsOf(rule: BarringRule, direction: Direction, ref: (path: string) => SourceRef): SourceRef[] {
  const at = `${direction}Rule${rule.position === 1 ? '' : `[${rule.position}]`}`;
  return (['criteria', 'digitPatternCriteria', 'action', 'priority'] as const).flatMap((field) =>
    rule[field] === undefined ? [] : [ref(`${at}.${field}`)],
  );
}

const WORDS = {
  originating: '',
  redirecting: 'forwarded and transferred calls, ',
  incoming: 'incoming calls, ',
} as const;

/** Rules that no permission says whole. */
function leftOf(
  source: SourceCustomer,
  direction: Direction,
  { action, transferNumber, rules }: BarringDirection,
  fits: ReturnType<typeof ruleFits>,
): string[] {
  const patterns = patternsOf(source);
  const told = rules.flatMap((rule) => {
    const incoming = direction === 'incoming';
    const plain = rule.action === 'Allow' || rule.action === 'Block';
    const partly =
      CALL_TYPES.some(({ callType }) => fits(rule, callType) === 'some') || rule.digitPatternCriteria !== undefined;
    if (plain && !partly && !incoming) return [];
    const digits = patterns.get(rule.digitPatternCriteria ?? '');
    const what = `"${rule.criteria ?? rule.digitPatternCriteria ?? 'any'}"${digits === undefined ? '' : ` (${digits.join(', ')})`}`;
    const when = [rule.timeSchedule, rule.holidaySchedule].filter((name) => name !== undefined);
    const to = rule.transferNumber === undefined ? '' : ` to ${rule.transferNumber}`;
    return [
      `${WORDS[direction]}${what}: ${rule.action ?? 'no action'}${to}${when.length === 0 ? '' : ` during ${when.join(' and ')}`}`,
    ];
  });
  const isPlain = action === undefined || action === 'Allow' || (action === 'Block' && direction !== 'incoming');
  const others = isPlain
    ? []
    : [`${WORDS[direction]}all others: ${action}${transferNumber === undefined ? '' : ` to ${transferNumber}`}`];
  return [...told, ...others];
}
