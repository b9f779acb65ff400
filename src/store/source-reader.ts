import { createHash } from 'node:crypto';
import type { FeatureSource } from '../domain/feature-source.ts';
import type { SourceCustomer, SourceGroup, SourceProvider } from '../domain/source.ts';
import { readAudioFiles } from './audio-files.ts';
import { type CustomerHandle, customerLoader, userLoader } from './customer-loader.ts';
import { readInventory, type SourceInventory } from './inventory.ts';
import type { Db } from './open.ts';
import { sourceResponses } from './source-responses.ts';

export type { CustomerHandle } from './customer-loader.ts';

/**
 * The snapshot as `map` reads it, one future customer at a time.
 *
 * @param features - reads the features of users out of their responses
 * @param isEnterprise - whether all groups of a provider are one customer, where somebody said so; else the provider says
 */
export function sourceReader(
  db: Db,
  features: FeatureSource,
  isEnterprise: (providerKey: string) => boolean | undefined = () => undefined,
) {
  const responses = sourceResponses(db);
  const loadHandle = customerLoader(db, features, responses);
  const asSaid = (customer: SourceCustomer): SourceCustomer => {
    const said = isEnterprise(customer.provider.key);
    return said === undefined ? customer : { ...customer, provider: { ...customer.provider, isEnterprise: said } };
  };
  const load = (handle: CustomerHandle): SourceCustomer => asSaid(loadHandle(handle));
  const loadUser = userLoader(db, features, responses);
  const selectProviders = db.prepare<[], { data: string }>('SELECT data FROM bw_provider ORDER BY key');
  const selectGroups = db.prepare<[string], { data: string }>(
    'SELECT data FROM bw_group WHERE provider_key = ? ORDER BY key',
  );

  return {
    /** An enterprise is one customer; each group of a service provider is one. Unknown kinds count as enterprises. */
    customers(): CustomerHandle[] {
      return selectProviders.all().flatMap(({ data }): CustomerHandle[] => {
        const provider = JSON.parse(data) as SourceProvider;
        if ((isEnterprise(provider.key) ?? provider.isEnterprise) !== false)
          return [{ providerKey: provider.key, name: provider.name ?? provider.id }];
        return selectGroups.all(provider.key).map((row) => {
          const group = JSON.parse(row.data) as SourceGroup;
          return { providerKey: provider.key, groupKey: group.key, name: group.name ?? group.id };
        });
      });
    },
    load,
    /**
     * A customer cut to one user: its group, its devices, its features and the packs that it may have.
     *
     * @returns `undefined` when there is no such user
     */
    user(key: string): SourceCustomer | undefined {
      const customer = loadUser(key);
      return customer === undefined ? undefined : asSaid(customer);
    },
    inventory: (): SourceInventory => readInventory(db),
    /**
     * Changes whenever what counts of the snapshot does, and perhaps more often: which files are there, and how many of
     * their responses count and for whom, and by which rules they were joined. Costs nothing beside `digest`.
     */
    stamp(): string {
      const files = db
        .prepare('SELECT id, path, digest, settled, open_joins, read_at FROM source_file ORDER BY id')
        .raw();
      const responses = db.prepare('SELECT count(*), count(owner_key), sum(current), max(id) FROM response').raw();
      // Another version of the tool may join the same files otherwise, with counts that look the same.
      const rules = db.prepare(`SELECT value ->> 'of' FROM meta WHERE name = 'settled'`).raw();
      return createHash('sha256')
        .update(JSON.stringify([files.all(), responses.get(), rules.get() ?? null]))
        .digest('hex');
    },
    /** Hash over what the current responses say, whatever files and order they came in, and over the audio beside them. */
    digest(): string {
      const hash = createHash('sha256');
      const rows = db
        .prepare<
          [],
          { owner_kind: string; owner_key: string; base: string; part: string; state: string; body: string }
        >(
          `SELECT owner_kind, owner_key, base, part, state, body FROM current_response
           ORDER BY owner_kind, owner_key, base, part`,
        )
        .iterate();
      for (const row of rows)
        hash.update(`${JSON.stringify([row.owner_kind, row.owner_key, row.base, row.part, row.state, row.body])}\n`);
      for (const { path, inside, digest } of readAudioFiles(db))
        hash.update(`${JSON.stringify([path, inside, digest])}\n`);
      return hash.digest('hex');
    },
  };
}
