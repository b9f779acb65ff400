import type { Loss } from '../../domain/drafts.ts';
import type { FurtherSetting } from '../../domain/further-settings.ts';
import type { MapContext, Mapped } from '../context.ts';
import type { Account } from '../features/merge.ts';
import { account, carried, lossOfUser, NOTHING } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';
import { rulesThatHold, ruleWords } from './ringing-rules.ts';

const SERVICE = 'Executive';
const TYPES: Readonly<Record<string, FurtherSetting<'executiveFiltering'>['filterType']>> = {
  'All Calls': 'ALL_CALLS',
  'All Internal Calls': 'ALL_INTERNAL_CALLS',
  'All External Calls': 'ALL_EXTERNAL_CALLS',
};

/**
 * Which calls of an executive go to the assistants: all, those from inside or those from outside. Filtering by rules does
 * not come along. It is off then: a filter without its rules would take calls from the executive, or let none through.
 */
export function mapExecutiveFiltering(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'executiveFiltering');
  if (read === undefined) return NOTHING;
  const { data, ref } = read;
  const enabled = data.enabled === true;
  const advanced = data.mode === 'Advanced';
  const held = enabled && advanced ? rulesThatHold(data.criteria) : [];
  const rules: Account[] =
    data.criteria.length === 0
      ? []
      : [
          account(
            ref('criteriaTable'),
            held.length > 0 ? 'manual' : 'not used',
            held.length > 0 ? 'filter-rules-by-hand' : 'rules-that-do-not-hold',
          ),
        ];
  if (!advanced) {
    const filterType = TYPES[data.simpleType ?? ''];
    if (filterType === undefined) return { drafts: [], accounts: rules };
    const value = { setting: 'executiveFiltering', owner: subject.owner.draft, enabled, filterType } as const;
    const why = { enabled: carried(ref('enableFiltering')), filterType: carried(ref('simpleFilterType')) };
    return { drafts: [settingDraft(context, subject, value, why)], accounts: [...rules, mode(ref, 'migrated')] };
  }
  const simple = account(ref('simpleFilterType'), 'not used', 'filtered-by-rules');
  if (!enabled) {
    const off = account(ref('enableFiltering'), 'migrated', 'same-as-target-default');
    return { drafts: [], accounts: [...rules, simple, off, mode(ref, 'not used')] };
  }
  const losses: Loss[] = [
    lossOfUser(context, subject, SERVICE, {
      verdict: 'manual',
      notice: `No call is sent to the assistants, for the rules that say which do not come along: ${
        held.map((rule) => ruleWords(rule, [], rule.filter === false ? 'stays' : 'is sent')).join(', ') || 'none is on'
      }.`,
      action: 'Set the rules of call filtering in Control Hub, then switch it on.',
      sources: [ref('filteringMode'), ref('criteriaTable')],
    }),
  ];
  const on = account(ref('enableFiltering'), 'manual', 'filter-rules-by-hand');
  return { drafts: [], accounts: [...rules, simple, on, mode(ref, 'manual')], losses };
}

const mode = (ref: (path: string) => string, outcome: Account['outcome']): Account =>
  account(ref('filteringMode'), outcome, outcome === 'manual' ? 'filter-rules-by-hand' : 'part-of-the-filter');
