import { entryOf } from '../../domain/entry-of.ts';
import type { FurtherSetting } from '../../domain/further-settings.ts';
import { partRef } from '../../domain/keys.ts';
import type { MapContext, Mapped } from '../context.ts';
import type { Account } from '../features/merge.ts';
import { account, carried, NOTHING } from './further-parts.ts';
import { hasService, readFeature, type Subject, settingDraft, userRef } from './owner-settings.ts';
import type { PersonSchedules } from './person-schedules.ts';
import { RULED_SERVICES, RuleDrafts } from './rule-drafts.ts';

const TYPES: Readonly<Record<string, FurtherSetting<'executiveFiltering'>['filterType']>> = {
  'All Calls': 'ALL_CALLS',
  'All Internal Calls': 'ALL_INTERNAL_CALLS',
  'All External Calls': 'ALL_EXTERNAL_CALLS',
};

/**
 * Which calls of an executive go to the assistants: all, those from inside, those from outside, or those that rules name.
 * Without a rule that exempts calls, the assistants would be called for them: the filter is off then, and told.
 */
export function mapExecutiveFiltering(context: MapContext, subject: Subject, schedules: PersonSchedules): Mapped {
  const { user, owner } = subject;
  const read = readFeature(context, user, 'executiveFiltering');
  if (read === undefined || owner.kind !== 'subscriber' || hasService(context, user, 'Executive') !== 'yes') {
    return NOTHING;
  }
  const { data, ref } = read;
  if (data.mode !== 'Advanced') {
    const rules = unusedRules(context, subject, data.criteria.length > 0 ? [ref('criteriaTable')] : []);
    const filterType = entryOf(TYPES, data.simpleType);
    if (filterType === undefined) return { drafts: [], accounts: rules };
    const value = {
      setting: 'executiveFiltering',
      owner: owner.draft,
      enabled: data.enabled === true,
      filterType,
    } as const;
    const why = { enabled: carried(ref('enableFiltering')), filterType: carried(ref('simpleFilterType')) };
    const mode = account(ref('filteringMode'), 'migrated', 'part-of-the-filter');
    return { drafts: [settingDraft(context, subject, value, why)], accounts: [...rules, mode] };
  }
  const simple = account(ref('simpleFilterType'), 'not used', 'filtered-by-rules');
  const active = data.enabled === true;
  if (!active && data.criteria.length === 0) {
    const same = account(ref('enableFiltering'), 'migrated', 'same-as-target-default');
    return { drafts: [], accounts: [simple, same, account(ref('filteringMode'), 'not used', 'part-of-the-filter')] };
  }
  const rules = new RuleDrafts(context, subject, 'executiveFiltering', (index) => ref(`criteriaTable[${index + 1}]`));
  for (const [index, listed] of data.criteria.entries()) rules.add(listed, index, undefined, schedules);
  const whole = rules.blocked.length === 0;
  if (active && !whole) rules.tellSwitchedOff();
  const value = {
    setting: 'executiveFiltering',
    owner: owner.draft,
    enabled: active && whole,
    filterType: 'CUSTOM_CALL_FILTERS',
  } as const;
  const enabled = ref('enableFiltering');
  const draft = settingDraft(context, subject, value, {
    enabled:
      active && !whole
        ? { rule: 'off-until-its-rules-are-whole', sources: [enabled], changed: true }
        : carried(enabled),
    filterType: carried(ref('filteringMode')),
  });
  return { drafts: [...rules.drafts, draft], losses: rules.losses, accounts: [...rules.accounts, simple] };
}

/** Rules beside a filter without rules say nothing. */
function unusedRules(context: MapContext, subject: Subject, table: readonly string[]): Account[] {
  const { rules, base } = RULED_SERVICES.executiveFiltering;
  const details = context.source.feature(subject.user.key, rules)?.data?.parts ?? [];
  const refs = details.map(({ name }) => partRef(userRef(subject.user), base, `criteriaName=${name}`));
  return [...table, ...refs].map((each) => account(each, 'not used', 'rules-that-do-not-hold'));
}
