import type { Loss } from '../../domain/drafts.ts';
import { type EntityRef, type SourceRef, sourceRef } from '../../domain/keys.ts';
import type { CallingPlan } from '../../domain/source-features.ts';
import type { MapContext, Mapped } from '../context.ts';
import { mapPatterns, type ToldPattern } from '../digit-patterns/digit-patterns.ts';
import { heldPatterns, PATTERN_PLANS } from '../digit-patterns/held-patterns.ts';
import { type Account, mergeMapped } from '../features/merge.ts';
import { departmentPath } from '../inherited-plans.ts';
import { account } from '../settings/further-parts.ts';
import { numbersOfGroup } from '../transfer-numbers.ts';

const SERVICE = 'Outgoing Calling Plan';
/** What a person has to know of each kind, and do. */
const KINDS = {
  left: {
    verdict: 'manual',
    notice: (whose: string, patterns: string) =>
      `Patterns of digits that decide calls of ${whose} do not come along: ${patterns}.`,
    action: 'Enter them as digit patterns of the outgoing permissions in Control Hub, before anybody calls.',
  },
  changed: {
    verdict: 'part',
    notice: (whose: string, patterns: string) =>
      `Patterns of digits that decide calls of ${whose} become something else: ${patterns}.`,
    action: 'Decide what is to become of these calls, and set it in the outgoing permissions in Control Hub.',
  },
  unclear: {
    verdict: 'part',
    notice: (whose: string, patterns: string) =>
      `Patterns of digits that decide calls of ${whose} contradict each other: ${patterns}.`,
    action:
      'Call one such number from each location, and change the digit patterns in Control Hub where it must not pass.',
  },
} as const satisfies Record<
  ToldPattern['kind'],
  Pick<Loss, 'verdict' | 'action'> & { notice(whose: string, patterns: string): string }
>;

/** How patterns of digits of groups end that no draft names, and what their people are told of those that are changed. */
export function digitPlansOfGroups(context: MapContext): Mapped {
  const { source } = context;
  const moving = source.groups.filter(({ key }) => context.location(key) !== undefined);
  return mergeMapped(
    moving.map(({ key }): Mapped => {
      const owner: EntityRef = { kind: 'group', key };
      const numbers = numbersOfGroup(source, key, context)?.numbers ?? {};
      const { told } = mapPatterns(heldPatterns(source, key), numbers);
      return {
        drafts: [],
        losses: patternLosses(context, owner, 'everybody here', told),
        accounts: [...patternAccounts(told), ...answersOf(context, owner)],
      };
    }),
  );
}

function answersOf({ source }: MapContext, owner: EntityRef): readonly Account[] {
  return PATTERN_PLANS.flatMap((plan): Account[] => {
    const plans = [source.feature(owner.key, plan.group), source.feature(owner.key, plan.groupHandedOn)];
    const list = source.feature(owner.key, plan.patterns);
    return [
      // Plans of incoming calls name these patterns too, and those are none of the target.
      ...(list?.state === 'read' ? [account(whole(owner, list.response), 'manual', 'caller-patterns-by-hand')] : []),
      ...plans.flatMap((read) => {
        if (read?.state !== 'read' || read.data === undefined) return [];
        return [
          ...restOfPlan(whole(owner, read.response), read.data, 'groupPermissions', {
            outcome: 'not used',
            reason: 'pattern-of-no-call',
          }),
          ...(read.data.departments ?? []).map((_, index) =>
            account(
              sourceRef(owner, read.response, departmentPath('departmentPermissions', index)),
              'not used',
              'like-the-group-or-inherited-by-nobody',
            ),
          ),
        ];
      }),
    ];
  });
}

const whole = ({ kind, key }: EntityRef, response: string): string => `${kind}:${key} ${response}`;

/** Values that are told instead of written. */
export function patternAccounts(told: readonly ToldPattern[]): readonly Account[] {
  return told.flatMap(({ kind, sources }) =>
    kind === 'left' ? sources.map((ref) => account(ref, 'manual', 'digit-patterns-by-hand')) : [],
  );
}

/**
 * How the rest of a plan ends: each entry by itself, for what is said about the first one would answer for all.
 *
 * @param all - reference of the whole response
 */
export function restOfPlan(
  all: SourceRef,
  { patternNames = [] }: CallingPlan,
  path: string,
  end: Pick<Account, 'outcome' | 'reason'>,
): readonly Account[] {
  const entries = patternNames.map((_, index) => departmentPath(`${path}.digitPatternPermissions`, index));
  return [
    ...entries.map((entry) => account(`${all}.${entry}`, end.outcome, end.reason)),
    account(all, end.outcome, end.reason),
  ];
}

/** One row for each kind of thing that is told. */
export function patternLosses(
  { customer }: MapContext,
  owner: EntityRef,
  whose: string,
  told: readonly ToldPattern[],
): readonly Loss[] {
  return (['left', 'changed', 'unclear'] as const).flatMap((kind): Loss[] => {
    const these = told.filter((each) => each.kind === kind);
    if (these.length === 0) return [];
    const { verdict, notice, action } = KINDS[kind];
    return [
      {
        customer,
        owner: `${owner.kind}:${owner.key}`,
        service: SERVICE,
        verdict,
        notice: notice(whose, these.map(({ text }) => text).join('; ')),
        action,
        sources: [...new Set(these.flatMap(({ sources }) => sources))],
      },
    ];
  });
}
