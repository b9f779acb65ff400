import { newlyStale } from '../../decisions/newly-stale.ts';
import type { MapSummary } from '../../domain/map-summary.ts';
import { runMap } from '../../map/map.ts';
import { mapView } from '../../report/map-view.ts';
import { draftRepository } from '../../store/draft-repository.ts';
import type { App } from '../app.ts';
import { cataloguesOf } from '../catalogues.ts';
import { compactHeap } from '../compact-heap.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { rememberMapped } from '../freshness.ts';
import { printOutcome } from '../output.ts';
import { snapshotOf, unusedSettingsOf } from '../stores.ts';

export async function mapSnapshot(app: App): Promise<ExitCode> {
  const before = draftRepository(app.db).decisions();
  const summary = await map(app);
  const staleAnswers = newlyStale(before, draftRepository(app.db).decisions());
  printOutcome(app.argv, { ...summary, staleAnswers }, mapView(summary, staleAnswers));
  return EXIT.ok;
}

export async function map(app: App): Promise<MapSummary> {
  compactHeap();
  const catalogues = cataloguesOf(app.folder);
  const summary = await app.stage('map', async (context) => {
    const ports = { source: snapshotOf(app), drafts: draftRepository(app.db) };
    const mapped = await runMap(context, { config: app.config, catalogues }, ports);
    for (const message of unusedSettingsOf(app)) context.emit({ type: 'warning', stage: 'map', message });
    return mapped;
  });
  rememberMapped(app);
  return summary;
}
