import type { DraftOf, SettingData, Why } from '../../domain/drafts.ts';
import type { MapContext, Mapped } from '../context.ts';
import { type MappedPatterns, mapPatterns } from '../digit-patterns/digit-patterns.ts';
import { heldPatterns, PATTERN_PLANS, type Words } from '../digit-patterns/held-patterns.ts';
import type { Account } from '../features/merge.ts';
import { patternAccounts, patternLosses, restOfPlan } from '../losses/digit-plan-losses.ts';
import { numbersOfGroup, numbersOfUser } from '../transfer-numbers.ts';
import { account } from './further-parts.ts';
import { readFeature, type Subject, settingDraft, userRef } from './owner-settings.ts';

/**
 * Patterns of digits of an owner, where they are not those of its location: its own, or those of its department. The
 * target has one switch for all of them: who differs in one plan gets the patterns of both.
 */
export function mapDigitPatterns(context: MapContext, subject: Subject): Mapped {
  const { source } = context;
  const { user, owner } = subject;
  const held = heldPatterns(source, user.groupKey, user);
  const differs = held.some(({ calls, handedOn }) => isNotOfGroup(calls) || isNotOfGroup(handedOn));
  const ofGroup = numbersOfGroup(source, user.groupKey, context)?.numbers ?? {};
  const numbers = numbersOfUser(source, user, context)?.numbers ?? ofGroup;
  const own = mapPatterns(held, numbers);
  const ofLocation = mapPatterns(heldPatterns(source, user.groupKey), ofGroup);
  const told = differs ? own.told : [];
  const losses = patternLosses(context, userRef(user), 'this person', told);
  const same = alike(own, ofLocation);
  const accounts = [...patternAccounts(told), ...accountsOf(context, subject, same)];
  if (same) return { drafts: [], losses, accounts };
  const custom: Why = {
    rule: differs ? 'digit-plan-not-of-the-location' : 'transfer-numbers-not-of-the-location',
    sources: PATTERN_PLANS.flatMap((plan) =>
      ([plan.user, plan.userHandedOn] as const).flatMap((name) => {
        const read = readFeature(context, user, name);
        return read?.data.useCustomSettings === true ? [read.ref('useCustomSettings')] : [];
      }),
    ),
  };
  // What a department says counts as one value, whatever becomes of its patterns one by one.
  const inPart = own.told.some(({ kind }) => kind === 'left');
  const entries = own.patterns.map(({ value, why: said }): DraftOf<'setting'> => {
    const why = inPart && said.rule === 'digit-plan-of-department' ? { ...said, changed: true } : said;
    const data: SettingData = { setting: 'digitPattern', owner: owner.draft, ...value };
    const reasons = { name: why, pattern: why, action: why, transferEnabled: why };
    const draft = settingDraft(context, subject, data, reasons);
    return { ...draft, id: `${draft.id}/${encodeURIComponent(value.name)}` };
  });
  const switched: SettingData = { setting: 'digitPatterns', owner: owner.draft, custom: true };
  return { drafts: [...entries, settingDraft(context, subject, switched, { custom })], losses, accounts };
}

const isNotOfGroup = (words: Words | undefined): boolean => words !== undefined && words.level !== 'group';

function alike(one: MappedPatterns, other: MappedPatterns): boolean {
  const text = ({ patterns }: MappedPatterns): string => JSON.stringify(patterns.map(({ value }) => value));
  return text(one) === text(other);
}

const LIKE_THE_LOCATION = { outcome: 'migrated', reason: 'same-as-the-location' } as const;
const OF_NO_CALL = { outcome: 'not used', reason: 'pattern-of-no-call' } as const;

/** How the answers about a user end that no draft names. */
function accountsOf(context: MapContext, { user }: Subject, same: boolean): readonly Account[] {
  return PATTERN_PLANS.flatMap((plan) =>
    ([plan.user, plan.userHandedOn] as const).flatMap((name): readonly Account[] => {
      const read = readFeature(context, user, name);
      if (read === undefined) return [];
      return read.data.useCustomSettings === true
        ? restOfPlan(read.all, read.data, 'userPermissions', same ? LIKE_THE_LOCATION : OF_NO_CALL)
        : [account(read.all, 'not used', 'follows-department-or-group')];
    }),
  );
}
