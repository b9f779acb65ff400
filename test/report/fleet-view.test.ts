import { expect, it } from 'vitest';
import { type FleetRow, fleetView, rankFleet } from '../../src/report/fleet-view.ts';

const row = (customer: string, changes: Partial<FleetRow> = {}): FleetRow => ({
  customer,
  name: customer,
  users: 10,
  features: 1,
  devices: 5,
  locations: 1,
  ...changes,
});

it('ranks the readiest first, then those with the least in the way, then the smallest', () => {
  const rows = [
    row('e', { readiness: 'notReady', blockers: 1 }),
    row('d', { readiness: 'conditions', warnings: 2, users: 1 }),
    row('c', { readiness: 'ready', features: 2, users: 1 }),
    row('b', { readiness: 'ready', users: 20 }),
    row('a', { readiness: 'ready' }),
  ];

  expect(rankFleet(rows).map(({ customer }) => customer)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

it('shows readiness only where it was checked', () => {
  const head = (rows: FleetRow[]) => fleetView(rows).flatMap((block) => (block.kind === 'table' ? block.head : []));

  expect(head([row('a')])).not.toContain('readiness');
  expect(head([row('a', { readiness: 'ready' })])).toContain('readiness');
  // A legend of columns that are not there makes one look for them.
  expect(JSON.stringify(fleetView([row('a')]))).not.toContain('blk');
  expect(JSON.stringify(fleetView([row('a', { readiness: 'ready' })]))).toContain('blk: blockers');
});
