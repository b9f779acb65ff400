import { beforeAll, describe, expect, it } from 'vitest';
import { explainQueries } from '../../src/store/explain-queries.ts';
import { readInventory } from '../../src/store/inventory.ts';
import type { Db } from '../../src/store/open.ts';
import { extractInto, newStore } from '../extract/extract-into.ts';

describe('switches of services', () => {
  let db: Db;
  beforeAll(async () => {
    db = newStore();
    await extractInto(db, ['enterprise', 'service-provider']);
  });

  it('are those of the response of each service, where the list of services says nothing', () => {
    const of = (name: string) => readInventory(db).services.find((row) => row.name === name);
    const said = (base: string, word: string): number =>
      db
        .prepare<[string, string], number>(
          `SELECT count(*) FROM current_response WHERE base = ? AND state = 'read' AND body ->> '$.isActive[0]' = ?
             AND owner_key IN (SELECT user_key FROM bw_user_service WHERE name = 'Call Forwarding Always')`,
        )
        .pluck()
        .get(base, word) ?? 0;
    const on = said('UserCallForwardingAlwaysGetResponse', 'true');

    expect(on).toBeGreaterThan(0);
    expect(of('Call Forwarding Always')).toMatchObject({
      active: on,
      inactive: said('UserCallForwardingAlwaysGetResponse', 'false'),
    });
    // Several responses are about it: the first says whether it is on.
    expect(of('Voice Messaging User')?.active).toBeGreaterThan(20);
    // No switch of its own.
    expect(of('Three-Way Call')).toMatchObject({ active: 0, inactive: 0 });
  });

  it('read the same person by person as in the sums', () => {
    const explain = explainQueries(db);
    const users = db.prepare<[], string>('SELECT key FROM bw_user').pluck().all();
    const sums = new Map<string, { active: number; inactive: number }>();
    for (const { name, active } of users.flatMap((key) => explain.services(key))) {
      const sum = sums.get(name) ?? { active: 0, inactive: 0 };
      if (active === true) sum.active += 1;
      if (active === false) sum.inactive += 1;
      sums.set(name, sum);
    }
    const inventory = readInventory(db).services;

    expect(inventory.length).toBeGreaterThan(20);
    for (const { name, active, inactive } of inventory)
      expect({ name, active, inactive }).toEqual({ name, ...sums.get(name) });
  });
});
