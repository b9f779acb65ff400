import { it } from 'vitest';

it('x', () => {});

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runExtract } from '/work/main/src/extract/run-extract.ts';
import { loadCatalogues } from '/work/main/src/map/catalogues.ts';
import { proveCoverage } from '/work/main/src/map/coverage.ts';
import { createMapContext } from '/work/main/src/map/create-context.ts';
import { mapFeatures } from '/work/main/src/map/features/index.ts';
import { listLosses } from '/work/main/src/map/losses.ts';
import { mapOneCustomer } from '/work/main/src/map/map-customer.ts';
import { mapSettings } from '/work/main/src/map/settings/index.ts';
import { openStore } from '/work/main/src/store/open.ts';
import { snapshotRepository } from '/work/main/src/store/snapshot-repository.ts';
import { sourceReader } from '/work/main/src/store/source-reader.ts';

const db = openStore(':memory:');
const ctx = { signal: new AbortController().signal, now: () => new Date(0), emit() {} };
const s = await runExtract(ctx, { sources: ['/tmp/gen/big'], cwd: '/work/main' }, { store: snapshotRepository(db) });
console.log(JSON.stringify({ counts: s.counts, errors: s.errors, orphans: s.orphans, conflicts: s.conflicts }));
const reader = sourceReader(db);
const config = {
  partner: {},
  defaults: { language: 'en_us' },
  packages: { policy: 'safe' },
  limits: { concurrency: 1 },
  customers: {},
  locations: {},
  attestations: { emergencyAddresses: {} },
  precheck: { expireDays: 7, overrides: [] },
} as const;
{
  const h = reader.customers()[0]!;
  const src = reader.load(h);
  const t = (name: string, f: () => any) => {
    const a = process.cpuUsage();
    const r = f();
    console.log(name, Math.round(process.cpuUsage(a).user / 1000));
    return r;
  };
  const cat = loadCatalogues({ shipped: '/work/main/mappings' });
  const c = t('context', () => createMapContext(src, { config, catalogues: cat, answers: new Map() }));
  const f = t('features', () => mapFeatures(c));
  const st = t('settings', () => mapSettings(c));
  const l = t('losses', () => listLosses(c, [...f.drafts, ...st.drafts]));
  t('coverage', () =>
    proveCoverage(c.source, [...f.drafts, ...st.drafts], [...f.accounts, ...st.accounts, ...l.accounts]),
  );
  let n = 0;
  t('bodies', () => {
    for (const r of c.source.responses()) n += Object.keys(r.body()).length;
  });
  t('coverage2', () =>
    proveCoverage(c.source, [...f.drafts, ...st.drafts], [...f.accounts, ...st.accounts, ...l.accounts]),
  );
}
