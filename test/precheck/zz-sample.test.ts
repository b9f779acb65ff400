import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { runExtract } from '../../src/extract/run-extract.ts';
import { loadCatalogues } from '../../src/map/catalogues.ts';
import { mapOneCustomer } from '../../src/map/map-customer.ts';
import { runPrecheck } from '../../src/precheck/run-precheck.ts';
import { findingRepository } from '../../src/store/finding-repository.ts';
import { openStore } from '../../src/store/open.ts';
import { snapshotRepository } from '../../src/store/snapshot-repository.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { CLOUD, LOOPBACK, migrationConfig } from './draft-builders.ts';

const context = { signal: new AbortController().signal, now: () => new Date('2026-03-01T10:00:00Z'), emit: () => {} };
it.each(['enterprise', 'service-provider'])('%s', async (name) => {
  const db = openStore(':memory:');
  console.log(
    JSON.stringify(
      (
        await runExtract(
          context,
          { sources: [`samples/${name}`], cwd: process.cwd() },
          { store: snapshotRepository(db) },
        )
      ).counts,
    ),
  );
  const reader = sourceReader(db);
  const catalogues = loadCatalogues({ shipped: 'mappings' });
  const config = migrationConfig({ attestations: { emergencyAddresses: {} } });
  const answers = new Map();
  const sources = new Map();
  const mapped = reader.customers().map((handle) => {
    const s = reader.load(handle);
    const m = mapOneCustomer(s, { config, catalogues, answers } as never);
    sources.set(m.customer, s);
    return m;
  });
  writeFileSync(`/tmp/drafts-${name}.json`, JSON.stringify(mapped, null, 1));
  const summary = await runPrecheck(
    context,
    { config, target: LOOPBACK },
    {
      mapped: {
        customers: () => mapped.map((m) => m.customer),
        drafts: (c) => mapped.find((m) => m.customer === c)?.drafts ?? [],
        decisions: (c) =>
          (mapped.find((m) => m.customer === c)?.decisions ?? []).map((d) => ({ ...d, state: 'open' as const })),
        coverage: (c) => mapped.find((m) => m.customer === c)?.coverage ?? [],
      },
      source: { customer: (c) => sources.get(c), isKnownService: (n) => catalogues.userServices.has(n) },
      findings: findingRepository(db),
    },
  );
  console.log(JSON.stringify({ ...summary, findings: undefined }, null, 1));
  for (const f of summary.findings)
    console.log(f.severity, f.rule, `${f.entity.kind}:${f.entity.id}`, '|', f.message, '|', f.source);
});
