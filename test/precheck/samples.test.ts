import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { runExtract } from '../../src/extract/run-extract.ts';
import { loadCatalogues } from '../../src/map/catalogues.ts';
import { runMap } from '../../src/map/map.ts';
import { runPrecheck } from '../../src/precheck/run-precheck.ts';
import { draftRepository } from '../../src/store/draft-repository.ts';
import { findingRepository } from '../../src/store/finding-repository.ts';
import { snapshotRepository } from '../../src/store/snapshot-repository.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { newStore } from '../fakes/empty-store.ts';
import { LOOPBACK, migrationConfig } from './draft-builders.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const context = { signal: new AbortController().signal, now: () => new Date('2026-03-01T10:00:00Z'), emit: () => {} };

async function precheckSample(sample: string) {
  const db = newStore();
  await runExtract(context, { sources: [sample], cwd: ROOT }, { store: snapshotRepository(db) });
  const config = migrationConfig();
  const catalogues = loadCatalogues({ shipped: `${ROOT}mappings` });
  const reader = sourceReader(db, FEATURE_SOURCE);
  const mapped = draftRepository(db);
  await runMap(context, { config, catalogues }, { source: reader, drafts: mapped });
  const sources = new Map(
    reader.customers().map((handle) => [`customer:${handle.groupKey ?? handle.providerKey}`, reader.load(handle)]),
  );
  return runPrecheck(
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
}

it('holds back one user of the service provider, who has no e-mail address, and lets the rest go', async () => {
  const { findings, readinessOf } = await precheckSample('samples/service-provider');

  expect(
    findings.filter(({ severity }) => severity === 'blocker').map(({ rule, entity }) => `${rule} ${entity.id}`),
  ).toEqual(['subscriber-email-missing surgery.two@quayside-dental.example.test']);
  expect(readinessOf.owner.notReady).toBe(1);
  expect(readinessOf.location.notReady).toBe(0);
});

it('holds back no more of the enterprise than the objects that somebody has to look at', async () => {
  const { findings, readinessOf } = await precheckSample('samples/enterprise');
  const blockers = findings.filter(({ severity }) => severity === 'blocker');

  expect(new Set(blockers.map(({ entity }) => entity.kind))).not.toContain('customer');
  expect(new Set(blockers.map(({ entity }) => entity.kind))).not.toContain('location');
  expect(blockers.map(({ rule }) => rule)).toContain('life-safety-line-undecided');
  expect(readinessOf.customer).toEqual({ ready: 0, conditions: 1, notReady: 0, unknown: 0 });
  expect(readinessOf.location.notReady + readinessOf.location.unknown).toBe(0);
});
