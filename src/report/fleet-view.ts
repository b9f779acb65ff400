import type { Readiness } from '../domain/findings.ts';
import type { View } from '../pipeline/view.ts';
import { READINESS_WORDS, several } from './words.ts';

/** One customer of many: how much of it there is. */
export interface SizedCustomer {
  readonly customer: string;
  readonly name: string;
  readonly users: number;
  readonly features: number;
  readonly devices: number;
  readonly locations: number;
}

/** How ready it is besides. */
export interface CheckedCustomer extends SizedCustomer {
  readonly readiness: Readiness;
  readonly blockers: number;
  readonly warnings: number;
}

export type FleetRow = SizedCustomer & Partial<CheckedCustomer>;

const ORDER: readonly (Readiness | undefined)[] = ['ready', 'conditions', 'unknown', 'notReady', undefined];

/** Easy first: the readiest, then those with the fewest blockers and features, then the smallest. */
export function rankFleet<Row extends FleetRow>(rows: readonly Row[]): Row[] {
  const keys = (row: FleetRow) => [
    ORDER.indexOf(row.readiness),
    row.blockers ?? 0,
    row.warnings ?? 0,
    row.features,
    row.users,
  ];
  return rows.toSorted((left, right) => {
    const [one, other] = [keys(left), keys(right)];
    const place = one.findIndex((key, index) => key !== other[index]);
    if (place >= 0) return (one[place] ?? 0) - (other[place] ?? 0);
    return left.customer < right.customer ? -1 : left.customer > right.customer ? 1 : 0;
  });
}

/** Many customers, easy first. */
export function fleetView(rows: readonly FleetRow[]): View {
  const checked = rows.some(({ readiness }) => readiness !== undefined);
  return [
    {
      kind: 'table',
      title: `${several(rows.length, 'customer')}, easy first`,
      head: ['#', 'customer', ...(checked ? ['readiness', 'blk', 'wrn'] : []), 'users', 'feat', 'dev', 'loc'],
      rows: rows.map((row, index) => [
        index + 1,
        row.name,
        ...(checked
          ? [row.readiness === undefined ? '' : READINESS_WORDS[row.readiness], row.blockers ?? 0, row.warnings ?? 0]
          : []),
        row.users,
        row.features,
        row.devices,
        row.locations,
      ]),
    },
    {
      kind: 'text',
      text: `feat: hunt groups, queues, attendants and other virtual users; dev: devices; loc: locations${checked ? '; blk: blockers; wrn: warnings' : ''}.`,
    },
    checked
      ? {
          kind: 'next',
          command: 'bw2wholesale batch create NAME --query customer=KEY',
          why: 'a batch of the easy ones',
        }
      : { kind: 'next', command: 'bw2wholesale map', why: 'then `precheck --fleet` ranks them by readiness' },
  ];
}
