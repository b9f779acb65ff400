import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import type { ExplainStory } from '../../src/domain/explain-story.ts';
import { explainObject } from '../../src/explain/explain-object.ts';
import { runExtract } from '../../src/extract/run-extract.ts';
import { loadCatalogues } from '../../src/map/catalogues.ts';
import { runMap } from '../../src/map/map.ts';
import type { View } from '../../src/pipeline/view.ts';
import { runPrecheck } from '../../src/precheck/run-precheck.ts';
import { explainView } from '../../src/report/explain-view.ts';
import { draftRepository } from '../../src/store/draft-repository.ts';
import { explainQueries } from '../../src/store/explain-queries.ts';
import { findingRepository } from '../../src/store/finding-repository.ts';
import { type Db, openStore } from '../../src/store/open.ts';
import { snapshotRepository } from '../../src/store/snapshot-repository.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { LOOPBACK, migrationConfig } from '../precheck/draft-builders.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SAMPLE = 'samples/service-provider/service-provider.xml';
const OWEN = '441632960201@quayside-dental.example.test';
const context = { signal: new AbortController().signal, now: () => new Date('2026-03-01T10:00:00Z'), emit: () => {} };

let db: Db;
const explain = (query: string) => explainObject(query, explainQueries(db));
function story(query: string): ExplainStory {
  const answer = explain(query);
  if (answer.found !== 'one') throw new Error(`${query}: ${JSON.stringify(answer)}`);
  return answer.story;
}

beforeAll(async () => {
  db = openStore(':memory:');
  await runExtract(context, { sources: [SAMPLE], cwd: ROOT }, { store: snapshotRepository(db) });
  const config = migrationConfig();
  const catalogues = loadCatalogues({ shipped: `${ROOT}mappings` });
  const reader = sourceReader(db, FEATURE_SOURCE);
  const mapped = draftRepository(db);
  await runMap(context, { config, catalogues }, { source: reader, drafts: mapped });
  const sources = new Map(
    reader.customers().map((handle) => [`customer:${handle.groupKey ?? handle.providerKey}`, reader.load(handle)]),
  );
  await runPrecheck(
    context,
    { config, target: LOOPBACK },
    {
      mapped,
      source: {
        customer: (customer) => sources.get(customer),
        isKnownService: (name) => catalogues.userServices.has(name),
      },
      findings: findingRepository(db),
    },
  );
});

describe('explainObject', () => {
  it('leads every response back to the byte where it stands', () => {
    const bytes = readFileSync(`${ROOT}${SAMPLE}`);
    const { responses } = story(OWEN);

    expect(responses.map(({ type }) => type)).toContain('UserGetResponse22');
    for (const { file, offset, type, joinedBy } of responses) {
      const command = bytes.subarray(offset, offset + 400).toString('latin1');
      expect(file).toBe(SAMPLE);
      expect(command).toMatch(/^<command /);
      expect(command).toContain(type);
      expect(['self', 'request', 'echo']).toContain(joinedBy);
    }
  });

  it('leads every field of a draft back to the text that was read', () => {
    const drafts = story(OWEN).drafts;
    const email = drafts[0]?.fields.find(({ path }) => path === 'email');

    expect(drafts[0]?.id).toBe(`subscriber:${OWEN}`);
    expect(email).toMatchObject({
      value: 'owen@quayside-dental.example.test',
      rule: expect.any(String),
      sources: expect.arrayContaining([
        {
          ref: `user:${OWEN} UserGetResponse.emailAddress`,
          value: 'owen@quayside-dental.example.test',
          place: { file: SAMPLE, offset: expect.any(Number), type: 'UserGetResponse22' },
        },
      ]),
    });
    for (const draft of drafts)
      for (const field of draft.fields) expect(field.rule, `${draft.id} ${field.path}`).toBeDefined();
  });

  it('tells what belongs to a user, what it belongs to, and why it gets its package', () => {
    const told = story('owen@quayside-dental.example.test');

    expect(told.drafts.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['subscriber', 'number', 'device', 'setting']),
    );
    expect(told.memberOf.map(({ name }) => name)).toEqual(['Front Desk']);
    expect(told.package).toMatchObject({ package: 'webex_calling', reason: expect.stringContaining('next cheaper') });
    expect(told.services.find(({ name }) => name === 'Call Waiting')?.place?.file).toBe(SAMPLE);
    expect(told.coverage.reduce((sum, { settings }) => sum + settings, 0)).toBe(
      told.responses.reduce((sum, { settings }) => sum + settings, 0),
    );
  });

  it('asks what the next cheaper package would take away, where somebody can say', () => {
    const cheaper = { package: 'webex_voice', loses: ['Fax Messaging'], confirmed: false };
    const answer = explainObject(OWEN, { ...explainQueries(db), cheaperPackage: () => cheaper });

    expect(answer).toMatchObject({ story: { package: { cheaper } } });
  });

  it('names what holds a user back', () => {
    expect(story('surgery.two@quayside-dental.example.test').findings[0]).toMatchObject({
      rule: 'subscriber-email-missing',
      severity: 'blocker',
    });
    expect(story('surgery.two@quayside-dental.example.test').decisions[0]).toMatchObject({ state: 'open' });
  });

  it('tells a group with its customer, its location and what they hold', () => {
    const told = story('3100001877/quayside dental');

    expect(told.object).toMatchObject({ kind: 'group', name: 'Quayside Dental' });
    expect(told.drafts.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['customer', 'location']));
    expect(told.holds).toMatchObject({ subscriber: 4, huntGroup: 1 });
  });

  it.each([
    { name: 'a device by its MAC', query: '80:5E:C0:2E:D2:01', kind: 'device', draft: 'device' },
    { name: 'a hunt group by its number', query: '01632 960200', kind: 'serviceInstance', draft: 'huntGroup' },
    { name: 'a number that nobody has', query: '+441632960205', kind: 'number', draft: 'number' },
  ])('tells $name', ({ query, kind, draft }) => {
    const told = story(query);

    expect(told.object.kind).toBe(kind);
    expect(told.drafts.map((one) => one.kind)).toContain(draft);
  });

  it('suggests what is spelt alike', () => {
    expect(explain('owen@quayside-dentel.example.test')).toMatchObject({
      found: 'none',
      suggestions: expect.arrayContaining(['owen@quayside-dental.example.test']),
    });
  });

  it('tells what became of its steps, per target', () => {
    const target = LOOPBACK.key;
    db.prepare(
      `INSERT INTO plan (hash, target, batch, created_at, observed_at, inputs, unplanned) VALUES ('h1', ?, 'all', 't', 't', '{}', '[]')`,
    ).run(target);
    db.prepare(
      `INSERT INTO plan_step (plan, seq, step, kind, draft, action, differences, left_out, body)
       VALUES ('h1', 0, 's1', 'subscriber', ?, 'create', '[]', '[]', '{"label":"subscriber Owen Price"}')`,
    ).run(`subscriber:${OWEN}`);
    expect(story(OWEN).steps).toMatchObject([{ target, step: 's1', action: 'create', state: 'pending', attempts: 0 }]);

    db.prepare(
      `INSERT INTO step_state (target, step, kind, label, state, outputs, cause, left_out, updated_at)
       VALUES (?, 's1', 'subscriber', 'subscriber Owen Price', 'failed', '{"personId":"p1"}', 'taken', '[]', 't')`,
    ).run(target);
    db.prepare(
      `INSERT INTO run (id, target, plan, started_at, command, by_user) VALUES ('r1', ?, 'h1', 't', 'c', 'u')`,
    ).run(target);
    db.prepare(
      `INSERT INTO attempt (run, target, step, number, operation, request, natural_key, intent_at, tracking_id)
       VALUES ('r1', ?, 's1', 1, 'create', '{}', 'k', 't', 'trace-1')`,
    ).run(target);
    const told = story(OWEN);
    expect(told.steps).toMatchObject([
      {
        label: 'subscriber Owen Price',
        state: 'failed',
        cause: 'taken',
        outputs: { personId: 'p1' },
        attempts: 1,
        trackingId: 'trace-1',
      },
    ]);
    expect(explainView({ stage: 'explain', query: OWEN, found: 'one', story: told }).at(-1)).toMatchObject({
      kind: 'next',
      command: 'bw2wholesale logs s1',
    });
  });
});

describe('explainView', () => {
  const textOf = (view: View) => JSON.stringify(view);

  it('shows of a number that is the key of its row how it is written there, not the cell beside it', () => {
    const rows = explainView(explain(OWEN)).flatMap((block) => (block.kind === 'table' ? block.rows : []));
    const from = rows.filter(([field, value, , origin]) => field === 'number' && value === '+441632960201' && origin);

    expect(from.map(([, , , origin]) => origin)).toEqual([expect.stringMatching(/^"\+44-1632960201" #/)]);
  });

  it('shows value, rule and place of a field', () => {
    const text = textOf(explainView(explain(OWEN)));

    expect(text).toContain('User Owen Price');
    expect(text).toContain(`[1,"UserGetResponse22","${SAMPLE}",`);
    expect(text).toMatch(
      /"email","owen@quayside-dental\.example\.test","[^"]+","\\"owen@quayside-dental\.example\.test\\" #1 #\d+"/,
    );
    expect(text).toContain('Package webex_calling');
  });

  it('lists what a query may mean', () => {
    const view = explainView({
      stage: 'explain',
      query: '101',
      found: 'several',
      candidates: [
        { kind: 'user', key: 'anna@example.test', name: 'Anna Able', matchedBy: 'extension' },
        { kind: 'user', key: 'bob@example.test', name: 'Bob Bell', matchedBy: 'extension' },
      ],
    });

    expect(textOf(view)).toContain('"101\\" may mean 2 objects');
    expect(view.at(-1)).toMatchObject({ kind: 'next' });
  });

  it('says so when nothing is known', () => {
    expect(textOf(explainView(explain('nobody at all')))).toContain('Nothing is known about');
  });
});
