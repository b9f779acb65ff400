import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import type { Draft } from '../../src/domain/drafts.ts';
import { MigrationError } from '../../src/domain/errors.ts';
import type { MapSummary } from '../../src/domain/map-summary.ts';
import type { SourceCustomer } from '../../src/domain/source.ts';
import { runExtract } from '../../src/extract/run-extract.ts';
import { runMap } from '../../src/map/map.ts';
import type { StageContext } from '../../src/pipeline/stage.ts';
import { draftRepository } from '../../src/store/draft-repository.ts';
import type { Db } from '../../src/store/open.ts';
import { snapshotRepository } from '../../src/store/snapshot-repository.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { newStore } from '../fakes/empty-store.ts';
import { CATALOGUES, migrationConfig } from './map-inputs.ts';
import { mapOneCustomer } from './whole-customer.ts';

const CONTEXT: StageContext = { signal: new AbortController().signal, now: () => new Date(0), emit: () => undefined };
const INPUTS = { config: migrationConfig(), catalogues: CATALOGUES, answers: new Map() };

let db: Db;
let summary: MapSummary;
let customers: readonly SourceCustomer[];

const run = (on: Db) =>
  runMap(
    CONTEXT,
    { config: INPUTS.config, catalogues: CATALOGUES },
    { source: sourceReader(on, FEATURE_SOURCE), drafts: draftRepository(on) },
  );

beforeAll(async () => {
  db = newStore();
  const sources = ['enterprise', 'service-provider'].map(
    (name) => new URL(`../../samples/${name}`, import.meta.url).pathname,
  );
  await runExtract(CONTEXT, { sources, cwd: process.cwd() }, { store: snapshotRepository(db) });
  summary = await run(db);
  const reader = sourceReader(db, FEATURE_SOURCE);
  customers = reader.customers().map((handle) => reader.load(handle));
});

describe('map, on the samples', () => {
  it('gives a reason for every leaf of every draft', () => {
    const open = draftRepository(db)
      .drafts()
      .flatMap((draft) =>
        leavesOf(draft.data)
          .filter((leaf) => !isAnswered(draft, leaf))
          .map((leaf) => `${draft.id} ${leaf}`),
      );

    expect(open).toEqual([]);
  });

  it('names a rule in every reason', () => {
    const rules = draftRepository(db)
      .drafts()
      .flatMap((draft) => Object.values(draft.why).map(({ rule }) => rule));

    expect(rules.every((rule) => rule !== '')).toBe(true);
  });

  it('leaves every user, virtual user, device and number in exactly one place', () => {
    const drafts = draftRepository(db).drafts();
    const lists: [string, readonly { readonly key: string }[]][] = customers.flatMap((customer): typeof lists => [
      ['user', customer.users],
      ['serviceInstance', customer.instances],
      ['device', customer.devices],
    ]);
    for (const [kind, rows] of lists) {
      for (const { key } of rows) {
        const found = drafts.filter(
          ({ from, kind: of }) => from === `${kind}:${key}` && of !== 'setting' && of !== 'schedule',
        );
        expect(found.map(({ id }) => id)).toHaveLength(1);
      }
    }
    const numbers = new Set(customers.flatMap(({ dns }) => dns.map(({ dn }) => dn)));
    expect(new Set(drafts.flatMap((draft) => (draft.kind === 'number' ? [draft.data.number] : [])))).toEqual(numbers);
  });

  it('points only at drafts that exist', () => {
    const drafts = draftRepository(db).drafts();
    const ids = new Set(drafts.map(({ id }) => id));
    const pointers = drafts.flatMap((draft) =>
      leavesOf(draft.data)
        .filter((leaf) =>
          /(?:^|\.)(?:location|owner|firstLocation|administrator|businessSchedule)$|^lines\./.test(leaf),
        )
        .map((leaf) => valueAt(draft.data, leaf))
        .filter((value) => typeof value === 'string'),
    );

    expect(pointers.length).toBeGreaterThan(100);
    expect(pointers.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('counts in the summary what it stored', () => {
    const { coverage } = summary;
    const stored = db.prepare<[], number>('SELECT SUM(settings) FROM coverage').pluck().get();
    const counted =
      db
        .prepare<[], number>('SELECT SUM(settings) FROM response WHERE current = 1 AND owner_key IS NOT NULL')
        .pluck()
        .get() ?? 0;

    expect(summary.counts.subscribers).toBe(draftRepository(db).draftsOfKind('subscriber').length);
    expect(coverage.migrated + coverage.changed + coverage.manual + coverage.lost + coverage['not used']).toBe(stored);
    expect(coverage.total).toBe(stored);
    expect(counted).toBeGreaterThanOrEqual(coverage.total);
    expect(summary.decisions).toEqual({ open: draftRepository(db).decisions().length, answered: 0, stale: 0 });
  });

  it('leaves the same rows when it runs again', async () => {
    const before = draftRepository(db).digest();

    await run(db);

    expect(draftRepository(db).digest()).toBe(before);
  });

  it('says the same whatever the order of the rows, byte for byte', () => {
    const orders = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 7, maxLength: 40 });
    for (const customer of customers) {
      const expected = JSON.stringify(mapOneCustomer(customer, INPUTS));
      fc.assert(
        fc.property(orders, (order) => {
          expect(JSON.stringify(mapOneCustomer(shuffled(customer, order), INPUTS))).toBe(expected);
        }),
        { numRuns: 6 },
      );
    }
  });

  it('refuses an empty snapshot and keeps what was mapped before', async () => {
    const empty = newStore();

    await expect(run(empty)).rejects.toThrowError(MigrationError);
    await expect(run(empty)).rejects.toMatchObject({ code: 'NOTHING_EXTRACTED' });
    empty.close();
  });
});

function leavesOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`));
}

function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (here, key) => (typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined),
      value,
    );
}

function isAnswered(draft: Draft, leaf: string): boolean {
  const parts = leaf.split('.');
  return parts.some((_, index) => parts.slice(0, parts.length - index).join('.') in draft.why);
}

/** Sorts every list by made-up weights: another order of the same rows. */
function shuffled(source: SourceCustomer, weights: readonly number[]): SourceCustomer {
  const mix = <Row>(rows: readonly Row[]): Row[] =>
    rows
      .map((row, index) => ({ row, weight: ((weights[index % weights.length] ?? 0) * 7919 + index * 0.618) % 1 }))
      .sort((left, right) => left.weight - right.weight)
      .map(({ row }) => row);
  return {
    ...source,
    groups: mix(source.groups),
    departments: mix(source.departments),
    users: mix(source.users).map((user) => ({ ...user, services: mix(user.services), packs: mix(user.packs) })),
    instances: mix(source.instances),
    devices: mix(source.devices).map((device) => ({ ...device, lines: mix(device.lines) })),
    dns: mix(source.dns),
    packs: mix(source.packs),
    responses: (bases) => mix([...source.responses(bases)]),
    responsesOfUsers: (users) => mix([...source.responsesOfUsers(users)]),
    otherResponses: () => mix([...source.otherResponses()]),
  };
}
