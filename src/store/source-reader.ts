import { createHash } from 'node:crypto';
import { withEarlierParts } from '../domain/feature-parts.ts';
import type { FeatureSource } from '../domain/feature-source.ts';
import type { EntityKind, EntityRef } from '../domain/keys.ts';
import type {
  FeatureName,
  ReadState,
  SourceCustomer,
  SourceDepartment,
  SourceDevice,
  SourceDn,
  SourceFeature,
  SourceGroup,
  SourceInstance,
  SourcePack,
  SourceProvider,
  SourceResponse,
  SourceUser,
} from '../domain/source.ts';
import { bodyReader } from './body-reader.ts';
import { readInventory, type SourceInventory } from './inventory.ts';
import type { Db } from './open.ts';
import { fromServiceRow, type ServiceRow } from './service-rows.ts';
import { userResponses } from './user-responses.ts';

/** Which customer to load: an enterprise, or one group of a service provider. */
export interface CustomerHandle {
  readonly providerKey: string;
  readonly groupKey?: string;
  readonly name: string;
}

interface FeatureRow {
  readonly owner_kind: EntityKind;
  readonly owner_key: string;
  readonly name: FeatureName;
  readonly state: 'read' | 'error';
  readonly response: string;
  readonly data: string | null;
  readonly error: string | null;
}

/**
 * The snapshot as `map` reads it, one future customer at a time.
 *
 * @param features - reads the features of users out of their responses
 */
export function sourceReader(db: Db, features: FeatureSource) {
  const selectProviders = db.prepare<[], { data: string }>('SELECT data FROM bw_provider ORDER BY key');
  const selectGroups = db.prepare<[string], { data: string }>(
    'SELECT data FROM bw_group WHERE provider_key = ? ORDER BY key',
  );

  return {
    /** An enterprise is one customer; each group of a service provider is one. Unknown kinds count as enterprises. */
    customers(): CustomerHandle[] {
      return selectProviders.all().flatMap(({ data }): CustomerHandle[] => {
        const provider = parse<SourceProvider>(data);
        if (provider.isEnterprise !== false) return [{ providerKey: provider.key, name: provider.name ?? provider.id }];
        return selectGroups.all(provider.key).map((row) => {
          const group = parse<SourceGroup>(row.data);
          return { providerKey: provider.key, groupKey: group.key, name: group.name ?? group.id };
        });
      });
    },
    load: (handle: CustomerHandle): SourceCustomer => loadCustomer(db, handle, features),
    inventory: (): SourceInventory => readInventory(db),
    /** Hash over what the current responses say, whatever files and order they came in. */
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
      return hash.digest('hex');
    },
  };
}

/**
 * Loads everything of one customer. For a group of a service provider, what the provider itself holds (its packs, its
 * devices) is included only as far as the group can use it; responses about the provider belong to no customer.
 */
function loadCustomer(db: Db, handle: CustomerHandle, source: FeatureSource): SourceCustomer {
  const { providerKey, groupKey } = handle;
  const rowsOf = <Row>(table: string, order = 'key'): Row[] =>
    db
      .prepare<[{ provider: string; group: string | null }], { data: string }>(
        `SELECT data FROM ${table} WHERE provider_key = @provider AND (@group IS NULL OR group_key = @group) ORDER BY ${order}`,
      )
      .all({ provider: providerKey, group: groupKey ?? null })
      .map(({ data }) => parse<Row>(data));
  const provider = db
    .prepare<[string], { data: string }>('SELECT data FROM bw_provider WHERE key = ?')
    .get(providerKey);
  const groups = db
    .prepare<[{ provider: string; group: string | null }], { data: string }>(
      'SELECT data FROM bw_group WHERE provider_key = @provider AND (@group IS NULL OR key = @group) ORDER BY key',
    )
    .all({ provider: providerKey, group: groupKey ?? null })
    .map(({ data }) => parse<SourceGroup>(data));
  const users = loadUsers(db, providerKey, groupKey);
  const instances = rowsOf<SourceInstance>('bw_instance');
  const devices = withProviderDevices(db, providerKey, rowsOf<SourceDevice>('bw_device'), users);
  const features = new Map([
    ...loadFeatures(db, new Set([...users, ...instances].map(({ key }) => key))),
    ...userFeatures(db, source, users),
  ]);
  const belongs = ownerTest(handle, users, instances, devices);
  return {
    provider:
      provider === undefined
        ? { key: providerKey, id: decodeURIComponent(providerKey) }
        : parse<SourceProvider>(provider.data),
    groups,
    departments: rowsOf<SourceDepartment>('bw_department'),
    users,
    instances,
    devices,
    dns: rowsOf<SourceDn>('bw_dn', 'dn'),
    packs: loadPacks(db, providerKey),
    feature: <Name extends FeatureName>(ownerKey: string, name: Name) =>
      // The map holds each feature under its own name, so the name decides the type.
      features.get(`${ownerKey} ${name}`) as SourceFeature<Name> | undefined,
    readState: readStates(db),
    responses: () => responsesOf(db, belongs),
  };
}

function loadUsers(db: Db, provider: string, group: string | undefined): SourceUser[] {
  return db
    .prepare<[{ provider: string; group: string | null }], { data: string; services: string; packs: string }>(
      `SELECT data, services, packs FROM bw_user
       WHERE provider_key = @provider AND (@group IS NULL OR group_key = @group) ORDER BY key`,
    )
    .all({ provider, group: group ?? null })
    .map(({ data, services, packs }) => {
      const user = parse<Omit<SourceUser, 'services' | 'packs'>>(data);
      return {
        ...user,
        services: parse<ServiceRow[]>(services).map((row) => fromServiceRow(user.key, row)),
        packs: parse<string[]>(packs),
      };
    });
}

/** Devices of the provider or the system that users of this customer have a line on. */
function withProviderDevices(
  db: Db,
  providerKey: string,
  devices: SourceDevice[],
  users: readonly SourceUser[],
): SourceDevice[] {
  const known = new Set(devices.map(({ key }) => key));
  const mine = new Set(users.map(({ key }) => key));
  const shared = db
    .prepare<[string], { data: string }>(
      'SELECT data FROM bw_device WHERE group_key IS NULL AND (provider_key = ? OR provider_key IS NULL) ORDER BY key',
    )
    .all(providerKey)
    .map(({ data }) => parse<SourceDevice>(data))
    .filter((device) => !known.has(device.key) && device.lines.some((line) => mine.has(line.userKey)));
  return [...devices, ...shared];
}

function loadPacks(db: Db, providerKey: string): SourcePack[] {
  return db
    .prepare<[string], { name: string; services: string | null }>(
      'SELECT name, services FROM bw_pack WHERE provider_key = ? ORDER BY name',
    )
    .all(providerKey)
    .map((row) => ({
      providerKey,
      name: row.name,
      ...(row.services === null ? {} : { services: parse<string[]>(row.services) }),
    }));
}

function loadFeatures(db: Db, owners: ReadonlySet<string>): Map<string, SourceFeature> {
  const features = new Map<string, SourceFeature>();
  for (const row of db.prepare<[], FeatureRow>('SELECT * FROM bw_feature').iterate()) {
    if (!owners.has(row.owner_key)) continue;
    features.set(`${row.owner_key} ${row.name}`, {
      owner: { kind: row.owner_kind, key: row.owner_key },
      name: row.name,
      state: row.state,
      response: row.response,
      ...(row.data === null ? {} : { data: parse<NonNullable<SourceFeature['data']>>(row.data) }),
      ...(row.error === null ? {} : { error: row.error }),
    });
  }
  return features;
}

/** Features of users, read from their responses. */
function* userFeatures(
  db: Db,
  source: FeatureSource,
  users: readonly SourceUser[],
): Generator<[name: string, feature: SourceFeature]> {
  let earlier: [name: string, feature: SourceFeature] | undefined;
  for (const response of userResponses(
    db,
    source.bases,
    users.map(({ key }) => key),
  )) {
    const feature = source.read(response);
    if (feature === undefined) continue;
    const name = `${response.owner.key} ${feature.name}`;
    const whole = withEarlierParts(earlier?.[0] === name ? earlier[1] : undefined, feature);
    // Answers about parts of one owner follow each other.
    earlier = [name, whole];
    yield earlier;
  }
}

/** Asked for several kinds of response of every user: prepared once. */
function readStates(db: Db): (owner: EntityRef, base: string) => ReadState {
  const select = db
    .prepare<[string, string, string], 'read' | 'error'>(
      `SELECT state FROM current_response WHERE owner_kind = ? AND owner_key = ? AND base = ? ORDER BY state DESC LIMIT 1`,
    )
    .pluck();
  return (owner, base) => select.get(owner.kind, owner.key, base) ?? 'never-asked';
}

/** Tells which owners belong to the customer. */
function ownerTest(
  { providerKey, groupKey }: CustomerHandle,
  users: readonly SourceUser[],
  instances: readonly SourceInstance[],
  devices: readonly SourceDevice[],
): (owner: EntityRef) => boolean {
  const people = new Set([...users, ...instances].map(({ key }) => key));
  const own = new Set(devices.map(({ key }) => key));
  const root = groupKey ?? providerKey;
  return ({ kind, key }) => {
    if (kind === 'user' || kind === 'serviceInstance') return people.has(key);
    if (kind === 'device') return own.has(key);
    return kind !== 'system' && (key === root || key.startsWith(`${root}/`));
  };
}

function* responsesOf(db: Db, belongs: (owner: EntityRef) => boolean): Generator<SourceResponse> {
  const rows = db
    .prepare<[], { id: number; kind: EntityKind; key: string; base: string; settings: number }>(
      `SELECT id, owner_kind AS kind, owner_key AS key, base, settings FROM current_response
       WHERE state = 'read' ORDER BY owner_kind, owner_key, base, part`,
    )
    .all();
  const body = db.prepare<[number], { body: string }>('SELECT body FROM response WHERE id = ?');
  const read = bodyReader(db);
  for (const row of rows) {
    const owner: EntityRef = { kind: row.kind, key: row.key };
    if (!belongs(owner)) continue;
    yield {
      owner,
      base: row.base,
      settings: row.settings,
      body: () => read(body.get(row.id)?.body ?? '{}'),
    };
  }
}

/** Rows hold JSON that this tool wrote from typed values; the schema version guards it. */
function parse<Value>(json: string): Value {
  return JSON.parse(json) as Value;
}
