import { FEATURE_SOURCE } from '../broadworks/families/registry.ts';
import { customerConfig } from '../domain/configured.ts';
import { unusedSettings } from '../domain/unused-settings.ts';
import type { MappedPort, SourcePort } from '../precheck/ports.ts';
import { draftRepository } from '../store/draft-repository.ts';
import { knownKeys } from '../store/known-keys.ts';
import { sourceReader } from '../store/source-reader.ts';
import type { App } from './app.ts';
import { cataloguesOf } from './catalogues.ts';

/** What `map` left behind, as `precheck` asks for it. */
export function mappedPort(app: App): MappedPort {
  const drafts = draftRepository(app.db);
  return {
    customers: () => drafts.customers(),
    drafts: (customer) => drafts.drafts(customer),
    decisions: (customer) => drafts.decisions(customer),
    coverage: (customer) => drafts.coverage(customer),
  };
}

/** The snapshot, with the customers that `migration.yaml` makes of it. */
export function snapshotOf(app: Pick<App, 'db' | 'config'>): ReturnType<typeof sourceReader> {
  return sourceReader(app.db, FEATURE_SOURCE, (providerKey) => {
    const { groupsAre } = customerConfig(app.config, providerKey);
    return groupsAre === undefined ? undefined : groupsAre === 'locations';
  });
}

/** What `extract` left behind, cut to one customer: its draft names the BroadWorks entity that it comes from. */
export function sourcePort(app: App): SourcePort {
  const source = snapshotOf(app);
  const drafts = draftRepository(app.db);
  const handles = new Map(
    source
      .customers()
      .map((handle) => [
        handle.groupKey === undefined ? `serviceProvider:${handle.providerKey}` : `group:${handle.groupKey}`,
        handle,
      ]),
  );
  const { userServices, groupServices } = cataloguesOf(app.folder);
  return {
    customer(customer) {
      const origin = drafts.draft(customer)?.from;
      const handle = origin === undefined ? undefined : handles.get(origin);
      return handle === undefined ? undefined : source.load(handle);
    },
    isKnownService: (name) => userServices.has(name) || groupServices.has(name),
  };
}

/** What `migration.yaml` says of somebody who was never extracted: told by each stage that goes by it. */
export function unusedSettingsOf(app: Pick<App, 'db' | 'config'>): readonly string[] {
  const { providers, groups, locations } = knownKeys(app.db);
  const customers = snapshotOf(app)
    .customers()
    .map(({ groupKey, providerKey }) => groupKey ?? providerKey);
  return unusedSettings(app.config, {
    providers,
    customers,
    groups,
    ...(locations.length === 0 ? {} : { locations }),
  });
}
