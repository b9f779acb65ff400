import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEVICE_FORM, USER_FORM } from '../../src/broadworks/entity-layers.ts';
import { ShelvedMap } from '../../src/broadworks/shelved-map.ts';
import { openStore } from '../../src/store/open.ts';
import { temporaryShelf } from '../../src/store/temporary-shelf.ts';

const FORM = {
  write: (value: { n: number }) => String(value.n),
  read: (text: string) => ({ n: Number(text) }),
};
const key = fc.integer({ min: 0, max: 30 }).map((n) => `k${n}`);
const action = fc.oneof(
  fc.record({ do: fc.constant('set' as const), key, n: fc.nat(1000) }),
  fc.record({ do: fc.constant('change' as const), key, n: fc.nat(1000) }),
  fc.record({ do: fc.constant('delete' as const), key }),
  fc.record({ do: fc.constant('list' as const) }),
);

it('holds what a map holds, however few entries fit into memory', () => {
  const db = openStore(':memory:');
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 12 }), fc.array(action, { maxLength: 120, size: 'max' }), (most, actions) => {
      const map = new Map<string, { n: number }>();
      const shelved = new ShelvedMap('it', FORM, temporaryShelf(db, most));
      const sorted = (): unknown => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
      for (const it of actions) {
        if (it.do === 'list') {
          expect([...shelved.sorted()]).toEqual(sorted());
          continue;
        }
        expect(shelved.get(it.key)).toEqual(map.get(it.key));
        if (it.do === 'delete') {
          map.delete(it.key);
          shelved.delete(it.key);
        } else if (it.do === 'set') {
          map.set(it.key, { n: it.n });
          shelved.set(it.key, { n: it.n });
        } else {
          // In place, as readers do it.
          for (const found of [map.get(it.key), shelved.get(it.key)]) if (found !== undefined) found.n = it.n;
        }
      }
      expect([...shelved.sorted()]).toEqual(sorted());
    }),
    { numRuns: 300 },
  );
});

it('keeps kinds apart, and forgets what an earlier settling left', () => {
  const db = openStore(':memory:');
  const shelf = temporaryShelf(db, 2);
  const [users, devices] = [new ShelvedMap('user', FORM, shelf), new ShelvedMap('device', FORM, shelf)];
  for (const n of [1, 2, 3, 4]) {
    users.set('same', { n });
    users.set(`u${n}`, { n });
    devices.set('same', { n: -n });
    devices.set(`d${n}`, { n });
  }

  expect([users.get('same'), devices.get('same')]).toEqual([{ n: 4 }, { n: -4 }]);
  expect([...temporaryShelf(db, 2).all('user')]).toEqual([]);
});

it('keeps what was asked for last in memory, so that it may be changed until half as many others were asked for', () => {
  const map = new ShelvedMap('it', FORM, temporaryShelf(openStore(':memory:'), 10));
  // Six are left in memory then, and one comes back.
  for (let n = 0; n < 12; n++) map.set(`k${n}`, { n });
  map.get('k0');
  const held = map.get('k6');
  for (let n = 20; n < 24; n++) map.set(`k${n}`, { n });
  if (held !== undefined) held.n = 99;

  expect(map.get('k6')).toEqual({ n: 99 });
});

it.each([
  [
    'a user',
    USER_FORM,
    {
      list: { userId: 'a' },
      detail: { lastName: 'A' },
      listed: true,
      state: 'read' as const,
      assignedState: 'read' as const,
      effectiveState: 'error' as const,
      packs: new Map([['Pack', 'where']]),
      dnSource: 'there',
      assigned: new Map([['Voice', { name: 'Voice', source: 'here' }]]),
      effective: new Map([['Fax', { name: 'Fax', active: false, source: 'here' }]]),
    },
  ],
  [
    'a device',
    DEVICE_FORM,
    {
      list: { type: 'Phone' },
      detail: {},
      state: 'never-asked' as const,
      lines: new Map([['a 1', { userKey: 'a', linePort: '1', endpointType: 'Primary' }]]),
    },
  ],
])('brings %s back whole', (_, form, entity) => {
  const { write, read } = form as { write(value: object): string; read(text: string): object };

  expect(read(write(entity))).toEqual(entity);
});
