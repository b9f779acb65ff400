import { beforeAll, describe, expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { explainObject } from '../../src/explain/explain-object.ts';
import { cheaperForSubscriber } from '../../src/map/explain-package.ts';
import { runMap } from '../../src/map/map.ts';
import { draftRepository } from '../../src/store/draft-repository.ts';
import { explainQueries } from '../../src/store/explain-queries.ts';
import type { Db } from '../../src/store/open.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { context, extractInto, newStore } from '../extract/extract-into.ts';
import { CATALOGUES, migrationConfig } from '../map/map-inputs.ts';

const INPUTS = { config: migrationConfig(), catalogues: CATALOGUES };
/** Tables that grow with the customer; what they are read by has to be an index. */
const GROWING =
  /\bSCAN (?:response|current_response|bw_user|bw_device|bw_dn|bw_feature|draft|decision|loss|coverage|coverage_list|finding)\b/;
let db: Db;

beforeAll(async () => {
  db = newStore();
  await extractInto(db, ['enterprise', 'service-provider']);
  await runMap(context, INPUTS, { source: sourceReader(db, FEATURE_SOURCE), drafts: draftRepository(db) });
});

describe('explain, asked by id', () => {
  it('gives the devices of a user that the whole customer has of him, and no others', () => {
    const reader = sourceReader(db, FEATURE_SOURCE);
    let seen = 0;
    for (const handle of reader.customers()) {
      const { users, devices } = reader.load(handle);
      for (const user of users) {
        const own = devices.filter(
          ({ key, lines }) => key === user.endpoint?.deviceKey || lines.some(({ userKey }) => userKey === user.key),
        );
        expect(reader.user(user.key)?.devices.map(({ key }) => key)).toEqual(own.map(({ key }) => key).sort());
        seen += own.length;
      }
    }
    expect(seen).toBeGreaterThan(20);
  });

  it('reads no table as a whole, so that it takes as long on the largest snapshot', () => {
    const [subscriber = '', user = ''] = db
      .prepare<[], [string, string]>("SELECT id, origin FROM draft WHERE kind = 'subscriber' ORDER BY id LIMIT 1")
      .raw()
      .get() ?? ['', ''];
    const run = statementsOf(db, () => {
      const answer = explainObject(user, {
        ...explainQueries(db),
        cheaperPackage(id) {
          const draft = draftRepository(db).draft(id);
          if (draft?.kind !== 'subscriber') throw new Error(`${id} is no subscriber`);
          const source = sourceReader(db, FEATURE_SOURCE).user(draft.from.slice('user:'.length));
          return source && cheaperForSubscriber(source, draft, INPUTS);
        },
      });
      expect(answer).toMatchObject({ found: 'one', story: { object: { kind: 'user' } } });
      expect(answer.found === 'one' && answer.story.drafts.map(({ id }) => id)).toContain(subscriber);
    });

    expect(run.size).toBeGreaterThan(20);
    const whole = [...run].flatMap((sql) =>
      planOf(sql)
        .filter((line) => GROWING.test(line))
        .map((line) => [line, sql]),
    );
    expect(whole).toEqual([]);
  });
});

/** The text of every statement that is run meanwhile. */
function statementsOf(of: Db, work: () => void): ReadonlySet<string> {
  const run = new Set<string>();
  const prepare = of.prepare.bind(of);
  const watched = (sql: string) => {
    const statement = prepare(sql);
    for (const method of ['get', 'all', 'iterate'] as const) {
      const own = statement[method].bind(statement);
      Object.defineProperty(statement, method, {
        value(...values: Parameters<typeof own>) {
          run.add(sql);
          return own(...values);
        },
      });
    }
    return statement;
  };
  Object.defineProperty(of, 'prepare', { value: watched, configurable: true });
  try {
    work();
  } finally {
    Reflect.deleteProperty(of, 'prepare');
  }
  return run;
}

/** How SQLite goes about a statement, one line for each table. */
function planOf(sql: string): string[] {
  const statement = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
  const names = [...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => [name, ''] as const);
  const count = sql.split('?').length - 1;
  const rows = names.length > 0 ? statement.all(Object.fromEntries(names)) : statement.all(...Array(count).fill(''));
  return rows.map(({ detail }) => detail);
}
