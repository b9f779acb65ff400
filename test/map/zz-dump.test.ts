import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { runExtract } from '../../src/extract/run-extract.ts';
import { loadCatalogues } from '../../src/map/catalogues.ts';
import { runMap } from '../../src/map/map.ts';
import { draftRepository } from '../../src/store/draft-repository.ts';
import { openStore } from '../../src/store/open.ts';
import { snapshotRepository } from '../../src/store/snapshot-repository.ts';
import { sourceReader } from '../../src/store/source-reader.ts';

it.each(['enterprise', 'service-provider'])('dumps %s', async (name) => {
  const db = openStore(':memory:');
  const context = { signal: new AbortController().signal, now: () => new Date(), emit: () => {} };
  const sum = await runExtract(context, { sources: [`samples/${name}`], cwd: process.cwd() }, { store: snapshotRepository(db) });
  const config: any = { partner: {}, defaults: { language: 'en_us' }, packages: { policy: 'safe' }, limits: { concurrency: 10 }, customers: {}, locations: {}, attestations: { emergencyAddresses: {} }, precheck: { expireDays: 7, overrides: [] } };
  const t = Date.now();
  const summary = await runMap(context, { config, catalogues: loadCatalogues({ shipped: 'mappings' }) }, { source: sourceReader(db), drafts: draftRepository(db) });
  const repo = draftRepository(db);
  writeFileSync(`/tmp/mapwork/${name}.json`, JSON.stringify({ extract: { counts: sum.counts, issues: sum.issues }, ms: Date.now() - t, summary, drafts: repo.drafts(), decisions: repo.decisions(), losses: repo.losses(), coverage: db.prepare('select outcome, reason, response, sum(settings) n from coverage group by 1,2,3 order by 1,2,3').all() }, null, 1));
});
