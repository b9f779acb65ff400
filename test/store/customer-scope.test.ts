import { beforeAll, describe, expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { runMap } from '../../src/map/map.ts';
import { customerScope } from '../../src/store/customer-scope.ts';
import { draftRepository } from '../../src/store/draft-repository.ts';
import type { Db } from '../../src/store/open.ts';
import { reportQueries } from '../../src/store/report-queries.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { context, extractInto, newStore } from '../extract/extract-into.ts';
import { CATALOGUES, migrationConfig } from '../map/map-inputs.ts';

const GROUP = {
  customer: 'customer:3100001877/cafe-luna',
  providerKey: '3100001877',
  groupKey: '3100001877/cafe-luna',
};
const ENTERPRISE = { customer: 'customer:brightwater', providerKey: 'brightwater' };

/** Tables that say nothing about anybody, or that no report of one customer reads. Everything else is cut down. */
const OF_NOBODY = ['coverage_line', 'meta', 'reason_pattern', 'source_file', 'table_pattern'];
const NEVER_SHOWN = [
  'attestation',
  'audit',
  'batch',
  'batch_member',
  'pause',
  'source_audio',
  'source_claim',
  'writer_lock',
];

function names(db: Db, schema: 'main' | 'temp', type: 'table' | 'view'): string[] {
  return db
    .prepare<[string], string>(
      `SELECT name FROM ${schema}.sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all(type);
}

describe('a connection that is cut down to one customer', () => {
  let db: Db;
  beforeAll(async () => {
    db = newStore();
    await extractInto(db, ['service-provider', 'enterprise']);
    await runMap(
      context,
      { config: migrationConfig(), catalogues: CATALOGUES },
      { source: sourceReader(db, FEATURE_SOURCE), drafts: draftRepository(db) },
    );
  });

  it('has a word about every table', () => {
    const scope = customerScope(db);
    scope.enter(GROUP);
    const cutDown = names(db, 'temp', 'view');
    scope.leave();
    const all = [...names(db, 'main', 'table'), ...names(db, 'main', 'view')];

    expect(all.filter((name) => !cutDown.includes(name)).sort()).toEqual([...OF_NOBODY, ...NEVER_SHOWN].sort());
  });

  it.each([GROUP, ENTERPRISE])('shows what belongs to $customer, to statements of before too', (handle) => {
    const users = db.prepare<[], string>('SELECT DISTINCT group_key FROM bw_user').pluck();
    const reader = sourceReader(db, FEATURE_SOURCE);
    const whole = reader.load({ ...handle, name: '' });
    const queries = reportQueries(db);
    const { drafts } = draftRepository(db);
    const reasons = drafts(handle.customer).map(({ why }) => why);
    const before = { groups: users.all().length, counts: queries.sourceFacts().counts, drafts: draftsIn(db) };
    // Read now: a customer reads its answers when somebody asks.
    const others = [...whole.otherResponses()].map(({ owner, base }) => `${owner.kind}:${owner.key} ${base}`);
    const services = whole.users.map((user) => user.services.length);
    const scope = customerScope(db);
    scope.enter(handle);

    expect(users.all().sort()).toEqual(whole.groups.map(({ key }) => key).sort());
    expect(queries.sourceFacts().counts).toMatchObject({
      groups: whole.groups.length,
      users: whole.users.length,
      serviceInstances: whole.instances.length,
      devices: whole.devices.length,
      numbers: whole.dns.length,
    });
    expect(draftsIn(db).map(({ customer }) => customer)).toEqual([handle.customer]);
    expect(drafts(handle.customer).map(({ why }) => why)).toEqual(reasons);
    expect(reader.customers()).toHaveLength(1);
    // All that its own rows say is still there: bodies, features, services.
    const seen = reader.load({ ...handle, name: '' });
    expect([...seen.otherResponses()].map(({ owner, base }) => `${owner.kind}:${owner.key} ${base}`)).toEqual(others);
    expect(seen.users.map((user) => user.services.length)).toEqual(services);
    expect(queries.sourceFacts().counts.servicePacks).toBe(whole.packs.length);

    scope.leave();
    expect({ groups: users.all().length, counts: queries.sourceFacts().counts, drafts: draftsIn(db) }).toEqual(before);
    expect(names(db, 'temp', 'view')).toEqual([]);
  });

  it('counts what may be about it, and keeps to itself where that was said', async () => {
    const doubtful = newStore();
    await extractInto(doubtful, ['service-provider']);
    await expect(extractInto(doubtful, ['broken'])).rejects.toThrow('the others are stored');
    const queries = reportQueries(doubtful);
    const before = queries.sourceFacts();
    customerScope(doubtful).enter(GROUP);
    const facts = queries.sourceFacts();

    expect(before.issues.length).toBeGreaterThan(0);
    expect(facts.issues).toHaveLength(before.issues.length);
    expect(new Set(facts.issues.map(({ message, file }) => [message, file].join()))).toEqual(
      new Set(['about the whole capture; the report of all customers says where,']),
    );
    expect(facts.orphans).toHaveLength(before.orphans.length);
  });

  it('shows the steps of its plan, where they stand, and what was found beside them', () => {
    const own = newStore();
    const at = '2026-03-01T10:00:00Z';
    const steps = [
      { customer: GROUP.customer, step: 'c1', kind: 'customer', org: 'org1' },
      { customer: GROUP.customer, step: 's1', kind: 'subscriber', org: undefined },
      { customer: ENTERPRISE.customer, step: 'c2', kind: 'customer', org: 'org10' },
    ];
    const unplanned = [GROUP, ENTERPRISE].map(({ customer }) => ({ customer, kind: 'device', label: customer }));
    own
      .prepare(
        `INSERT INTO plan (hash, target, batch, created_at, observed_at, inputs, unplanned) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run('h', 't', 'all', at, at, '{}', JSON.stringify(unplanned));
    own
      .prepare('INSERT INTO run (id, target, plan, started_at, command, by_user, summary) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run('r', 't', 'h', at, 'provision', 'eve', '{"counts":{"created":3}}');
    for (const [seq, { customer, step, kind, org }] of steps.entries()) {
      own
        .prepare(`INSERT INTO plan_step (plan, seq, step, kind, draft, action, differences, left_out, body)
          VALUES ('h', ?, ?, ?, ?, 'create', '[]', '[]', ?)`)
        .run(seq, step, kind, `${kind}:x`, JSON.stringify({ customer }));
      own
        .prepare(`INSERT INTO step_state (target, step, kind, label, state, outputs, left_out, updated_at)
          VALUES ('t', ?, ?, ?, 'created', ?, '[]', ?)`)
        .run(step, kind, step, JSON.stringify(org === undefined ? {} : { orgId: org }), at);
    }
    for (const step of [
      'c1',
      'c2',
      'extra:org1:location:a',
      'extra:org10:location:b',
      'extra:s1:rule',
      'extra:s10:rule',
    ])
      own
        .prepare(`INSERT INTO verification (target, step, state, differences, checked_at) VALUES ('t', ?, ?, '[]', ?)`)
        .run(step, step.startsWith('extra') ? 'extra' : 'matched', at);
    const queries = reportQueries(own);
    expect(queries.latestRun('t')?.summary).toEqual({ counts: { created: 3 } });
    customerScope(own).enter(GROUP);
    const all = (sql: string) => own.prepare<[], string>(sql).pluck().all();

    expect(all('SELECT step FROM plan_step ORDER BY 1')).toEqual(['c1', 's1']);
    expect(all('SELECT step FROM step_state ORDER BY 1')).toEqual(['c1', 's1']);
    expect(all('SELECT step FROM verification ORDER BY 1')).toEqual(['c1', 'extra:org1:location:a', 'extra:s1:rule']);
    expect(all(`SELECT it.value ->> 'label' FROM plan, json_each(unplanned) AS it`)).toEqual([GROUP.customer]);
    // Its totals are those of everybody.
    expect(queries.latestRun('t')).not.toHaveProperty('summary');
    expect(queries.stepStates('t').reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });

  it('shows a device of the provider to whoever has a line on it, and to nobody else', async () => {
    const shared = newStore();
    await extractInto(shared, ['service-provider']);
    const [line] = shared
      .prepare<[], string>(`SELECT key FROM bw_user WHERE group_key = '${GROUP.groupKey}'`)
      .pluck()
      .all();
    shared
      .prepare(`INSERT INTO bw_device (key, provider_key, group_key, data) VALUES ('atrium', ?, NULL, ?)`)
      .run(GROUP.providerKey, JSON.stringify({ key: 'atrium', lines: [{ userKey: line }] }));
    const scope = customerScope(shared);
    const seenBy = (groupKey: string) => {
      scope.enter({ customer: `customer:${groupKey}`, providerKey: GROUP.providerKey, groupKey });
      return shared.prepare<[], string>('SELECT key FROM bw_device').pluck().all().includes('atrium');
    };

    expect(seenBy(GROUP.groupKey)).toBe(true);
    expect(seenBy('3100001877/quayside%20dental')).toBe(false);
  });

  it('refuses to be written to', () => {
    const scope = customerScope(db);
    scope.enter(GROUP);
    expect(() => db.exec('DELETE FROM draft')).toThrow('view');
    scope.leave();
    expect(draftsIn(db).length).toBeGreaterThan(1);
  });
});

function draftsIn(db: Db) {
  return db
    .prepare<[], { customer: string; n: number }>('SELECT customer, count(*) AS n FROM draft GROUP BY customer')
    .all();
}
