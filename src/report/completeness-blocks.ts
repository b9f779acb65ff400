import type { ViewBlock } from '../pipeline/view.ts';
import { several } from './words.ts';

/** What was asked and answered, and what was not: absent, failed and never asked stay apart. */
export interface CompletenessFacts {
  readonly usersWithoutDetail: readonly string[];
  readonly usersWithoutServices: readonly string[];
  readonly packsWithoutDetail: readonly string[];
  readonly instancesWithoutDetail: readonly string[];
  readonly devicesReferencedOnly: readonly string[];
  readonly countsThatDisagree: readonly {
    readonly object: string;
    readonly what: string;
    readonly said: number;
    readonly saidBy: string;
    readonly found: number;
    readonly foundIn: string;
  }[];
  readonly numbersOfUnknown: readonly { readonly dn: string; readonly ownerKey: string }[];
  readonly responses: readonly {
    readonly response: string;
    readonly read: number;
    readonly error: number;
    readonly neverAsked: number;
  }[];
}

const SHOWN = 5;
const GAPS = [
  ['usersWithoutDetail', 'user', 'users', 'without details (UserGetResponse)'],
  ['usersWithoutServices', 'user', 'users', 'without a service list'],
  [
    'packsWithoutDetail',
    'service pack',
    'service packs',
    'that cannot be expanded (ServiceProviderServicePackGetDetailListResponse)',
  ],
  ['instancesWithoutDetail', 'service instance', 'service instances', 'without details'],
  ['devicesReferencedOnly', 'device', 'devices', 'that users name but no list holds'],
] as const;

/** How many lines of a table are shown; the JSON output holds them all. */
const ROWS = 20;

function doubtBlocks({ countsThatDisagree, numbersOfUnknown }: CompletenessFacts): ViewBlock[] {
  const cut = (total: number): ViewBlock[] =>
    total > ROWS ? [{ kind: 'text', text: `… and ${total - ROWS} more: see --format json.` }] : [];
  return [
    ...(countsThatDisagree.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            title: 'Counts that disagree',
            head: ['Of', 'What', 'Said', 'By', 'Found', 'In'],
            rows: countsThatDisagree
              .slice(0, ROWS)
              .map((it) => [it.object, it.what, it.said, it.saidBy, it.found, it.foundIn]),
          },
          ...cut(countsThatDisagree.length),
        ]),
    ...(numbersOfUnknown.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            title: 'Numbers of somebody whom nobody lists',
            head: ['Number', 'Assigned to'],
            rows: numbersOfUnknown.slice(0, ROWS).map(({ dn, ownerKey }) => [dn, ownerKey]),
          },
          ...cut(numbersOfUnknown.length),
        ]),
  ];
}

export function completenessBlocks(facts: CompletenessFacts): ViewBlock[] {
  const gaps = GAPS.flatMap(([field, one, many, what]) => {
    const names = facts[field];
    if (names.length === 0) return [];
    const rest = names.length > SHOWN ? `, … (${names.length - SHOWN} more)` : '';
    return [`${several(names.length, one, many)} ${what}: ${names.slice(0, SHOWN).join(', ')}${rest}`];
  });
  return [
    {
      kind: 'table',
      title: 'Completeness',
      head: ['Response', 'Read', 'Error', 'Never asked'],
      rows: facts.responses.map((row) => [row.response, row.read, row.error, row.neverAsked]),
    },
    ...(gaps.length > 0 ? [{ kind: 'list' as const, items: gaps }] : []),
    ...doubtBlocks(facts),
  ];
}
