import type { ViewBlock } from '../pipeline/view.ts';

/** What was asked and answered, and what was not: absent, failed and never asked stay apart. */
export interface CompletenessFacts {
  readonly usersWithoutDetail: readonly string[];
  readonly usersWithoutServices: readonly string[];
  readonly packsWithoutDetail: readonly string[];
  readonly instancesWithoutDetail: readonly string[];
  readonly devicesReferencedOnly: readonly string[];
  readonly responses: readonly {
    readonly response: string;
    readonly read: number;
    readonly error: number;
    readonly neverAsked: number;
  }[];
}

const SHOWN = 5;
const GAPS = [
  ['usersWithoutDetail', 'users without details (UserGetResponse)'],
  ['usersWithoutServices', 'users without a service list'],
  ['packsWithoutDetail', 'service packs that cannot be expanded (ServiceProviderServicePackGetDetailListResponse)'],
  ['instancesWithoutDetail', 'service instances without details'],
  ['devicesReferencedOnly', 'devices that users name but no list holds'],
] as const satisfies readonly (readonly [keyof CompletenessFacts, string])[];

export function completenessBlocks(facts: CompletenessFacts): ViewBlock[] {
  const gaps = GAPS.flatMap(([field, label]) => {
    const names = facts[field];
    if (names.length === 0) return [];
    const rest = names.length > SHOWN ? `, … (${names.length - SHOWN} more)` : '';
    return [`${names.length} ${label}: ${names.slice(0, SHOWN).join(', ')}${rest}`];
  });
  return [
    {
      kind: 'table',
      title: 'Completeness',
      head: ['Response', 'Read', 'Error', 'Never asked'],
      rows: facts.responses.map((row) => [row.response, row.read, row.error, row.neverAsked]),
    },
    ...(gaps.length > 0 ? [{ kind: 'list' as const, items: gaps }] : []),
  ];
}
