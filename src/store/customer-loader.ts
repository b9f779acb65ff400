import { withEarlierParts } from '../domain/feature-parts.ts';
import type { FeatureSource } from '../domain/feature-source.ts';
import type { EntityKind } from '../domain/keys.ts';
import { lazyField } from '../domain/lazy-field.ts';
import { once } from '../domain/once.ts';
import type {
  FeatureName,
  SourceCustomer,
  SourceDepartment,
  SourceDevice,
  SourceDn,
  SourceFeature,
  SourceGroup,
  SourceInstance,
  SourcePack,
  SourceProvider,
  SourceUser,
} from '../domain/source.ts';
import { readAudioFiles } from './audio-files.ts';
import type { Db } from './open.ts';
import { fromServiceRow, type ServiceRow } from './service-rows.ts';
import type { ResponseOwners, sourceResponses } from './source-responses.ts';
import { pagedByUser } from './user-pages.ts';
import { userResponses } from './user-responses.ts';

/** What the platform itself has (criteria of barring) counts for all of its customers. */
const SYSTEM_KEY = 'system';

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
 * Loads everything of one customer. For a group of a service provider, what the provider itself holds (its packs, its
 * devices) is included only as far as the group can use it; responses about the provider belong to no customer.
 *
 * Statements are prepared once, and each runs once for a customer: none of them asks about a single user.
 */
export function customerLoader(
  db: Db,
  source: FeatureSource,
  responses: ReturnType<typeof sourceResponses>,
): (handle: CustomerHandle) => SourceCustomer {
  const providerOf = db.prepare<[string], string>('SELECT data FROM bw_provider WHERE key = ?').pluck();
  const groupsOf = rowsOf<SourceGroup>(db, 'bw_group', 'key', 'key');
  const departmentsOf = rowsOf<SourceDepartment>(db, 'bw_department');
  const instancesOf = rowsOf<SourceInstance>(db, 'bw_instance');
  const devicesOf = rowsOf<SourceDevice>(db, 'bw_device');
  const dnsOf = rowsOf<SourceDn>(db, 'bw_dn', 'dn');
  const usersOf = usersLoader(db);
  const sharedDevices = providerDevices(db);
  const packsOf = packsLoader(db);
  const featuresOf = featuresLoader(db);
  const audio = once(() => readAudioFiles(db));

  return (handle) => {
    const { providerKey, groupKey } = handle;
    const provider = providerOf.get(providerKey);
    const users = usersOf(handle);
    const instances = instancesOf(handle);
    const own = devicesOf(handle);
    const devices = [...own, ...sharedDevices(providerKey, own, users)];
    const groups = groupsOf(handle);
    const keys = users.map(({ key }) => key);
    const others = [SYSTEM_KEY, providerKey, ...groups.map(({ key }) => key)];
    const owners = {
      root: groupKey ?? providerKey,
      people: [...new Set([...keys, ...instances.map(({ key }) => key)])].sort(byCodeUnits),
      devices: devices.map(({ key }) => key).sort(byCodeUnits),
    };
    return assemble(
      {
        provider: readProvider(providerKey, provider),
        groups,
        departments: departmentsOf(handle),
        users,
        instances,
        devices,
        dns: dnsOf(handle),
        packs: packsOf(providerKey),
        audio: audio(),
      },
      owners,
      { stored: () => featuresOf([...owners.people, ...others]), ofUsers: (some) => userFeatures(db, source, some) },
      responses,
    );
  };
}

/** The same, cut to one user. */
export function userLoader(
  db: Db,
  source: FeatureSource,
  responses: ReturnType<typeof sourceResponses>,
): (key: string) => SourceCustomer | undefined {
  const userOf = db.prepare<[string], AssignedRow & { readonly data: string }>(
    'SELECT key, data, services, packs FROM bw_user WHERE key = ?',
  );
  const groupOf = db.prepare<[string], string>('SELECT data FROM bw_group WHERE key = ?').pluck();
  const providerOf = db.prepare<[string], string>('SELECT data FROM bw_provider WHERE key = ?').pluck();
  // A line names its user in the text of the device: no row but those few is opened. BroadWorks puts lines of a user on
  // devices of the own group, of the provider or of the system, so the search follows `bw_device_group`.
  const devicesOf = db
    .prepare<[{ own: string; user: string; provider: string; group: string }], string>(
      `SELECT data FROM (
         SELECT key, data FROM bw_device WHERE key = @own
         UNION SELECT key, data FROM bw_device
           WHERE provider_key = @provider AND group_key = @group AND instr(data, @user) > 0
         UNION SELECT key, data FROM bw_device
           WHERE provider_key = @provider AND group_key IS NULL AND instr(data, @user) > 0
         UNION SELECT key, data FROM bw_device WHERE provider_key IS NULL AND instr(data, @user) > 0)
       ORDER BY key`,
    )
    .pluck();
  const packsOf = packsLoader(db);
  const featuresOf = featuresLoader(db);

  return (key) => {
    const row = userOf.get(key);
    if (row === undefined) return undefined;
    const user: SourceUser = { ...parse<UserFields>(row.data), ...readAssigned(row) };
    const group = groupOf.get(user.groupKey);
    const devices = devicesOf
      .all({
        own: user.endpoint?.deviceKey ?? '',
        user: JSON.stringify(key),
        provider: user.providerKey,
        group: user.groupKey,
      })
      .map((data) => parse<SourceDevice>(data));
    const owners = { root: user.groupKey, people: [key], devices: devices.map((device) => device.key) };
    return assemble(
      {
        provider: readProvider(user.providerKey, providerOf.get(user.providerKey)),
        groups: group === undefined ? [] : [parse<SourceGroup>(group)],
        departments: [],
        users: [user],
        instances: [],
        devices,
        dns: [],
        packs: packsOf(user.providerKey),
        audio: [],
      },
      owners,
      {
        stored: () => featuresOf([key, user.groupKey, user.providerKey, SYSTEM_KEY]),
        ofUsers: (some) => userFeatures(db, source, some),
      },
      responses,
    );
  };
}

type Lists = {
  readonly [Name in keyof SourceCustomer as SourceCustomer[Name] extends (...args: never[]) => unknown
    ? never
    : Name]: SourceCustomer[Name];
};

type Feature = [name: string, feature: SourceFeature];
interface FeatureLoads {
  /** Of virtual users, groups and the provider. */
  stored(): Iterable<Feature>;
  ofUsers(keys: readonly string[]): Iterable<Feature>;
}

/** Features and states are read when somebody asks, those of users page by page: most rules of `precheck` never do. */
function assemble(
  lists: Lists,
  owners: ResponseOwners,
  load: FeatureLoads,
  responses: ReturnType<typeof sourceResponses>,
): SourceCustomer {
  const users = lists.users.map(({ key }) => key);
  const ofOthers = once(() => new Map(load.stored()));
  const ofUser = pagedByUser(users, (some) => byOwner(load.ofUsers(some)));
  const rest = once((): ResponseOwners => {
    const own = new Set(users);
    return { ...owners, people: owners.people.filter((key) => !own.has(key)) };
  });
  const states = once(() => responses.states(rest()));
  const userStates = pagedByUser(users, (some) => responses.statesOfUsers(some));
  const isUser = once(() => new Set(users));
  return {
    ...lists,
    feature: <Name extends FeatureName>(ownerKey: string, name: Name) => {
      const feature = ofUser(ownerKey)?.get(name) ?? ofOthers().get(`${ownerKey} ${name}`);
      // Each feature stands under its own name, so the name decides the type.
      return feature as SourceFeature<Name> | undefined;
    },
    readState: (owner, base) =>
      owner.kind === 'user' && isUser().has(owner.key)
        ? (userStates(owner.key)?.get(base) ?? 'never-asked')
        : states()(owner, base),
    responses: (bases) => responses.ofBases(owners, bases),
    responsesOfUsers: (some) => responses.ofUsers(some),
    otherResponses: () => responses.others(rest()),
  };
}

function byOwner(features: Iterable<Feature>): ReadonlyMap<string, ReadonlyMap<FeatureName, SourceFeature>> {
  const owners = new Map<string, Map<FeatureName, SourceFeature>>();
  for (const [, feature] of features) {
    const { key } = feature.owner;
    const ofOwner = owners.get(key) ?? new Map<FeatureName, SourceFeature>();
    owners.set(key, ofOwner.set(feature.name, feature));
  }
  return owners;
}

function readProvider(key: string, data: string | undefined): SourceProvider {
  return data === undefined ? { key, id: decodeURIComponent(key) } : parse<SourceProvider>(data);
}

/** Rows of one table, of an enterprise or of one group of a provider. */
function rowsOf<Row>(
  db: Db,
  table: string,
  order = 'key',
  group = 'group_key',
): (handle: CustomerHandle) => readonly Row[] {
  const ofProvider = db
    .prepare<[string], string>(`SELECT data FROM ${table} WHERE provider_key = ? ORDER BY ${order}`)
    .pluck();
  const ofGroup = db
    .prepare<[string, string], string>(
      `SELECT data FROM ${table} WHERE provider_key = ? AND ${group} = ? ORDER BY ${order}`,
    )
    .pluck();
  return ({ providerKey, groupKey }) =>
    (groupKey === undefined ? ofProvider.all(providerKey) : ofGroup.all(providerKey, groupKey)).map((data) =>
      parse<Row>(data),
    );
}

/** Group by group: neighbours in this order are read together. */
function usersLoader(db: Db): (handle: CustomerHandle) => SourceUser[] {
  const ofProvider = db
    .prepare<[string], string>('SELECT data FROM bw_user WHERE provider_key = ? ORDER BY group_key, key')
    .pluck();
  const ofGroup = db
    .prepare<[string, string], string>(
      'SELECT data FROM bw_user WHERE provider_key = ? AND group_key = ? ORDER BY group_key, key',
    )
    .pluck();
  const assignedTo = db.prepare<[string], AssignedRow>(
    'SELECT bw_user.key, services, packs FROM json_each(?) AS wanted CROSS JOIN bw_user WHERE bw_user.key = wanted.value',
  );
  return ({ providerKey, groupKey }) => {
    const rows = (groupKey === undefined ? ofProvider.all(providerKey) : ofGroup.all(providerKey, groupKey)).map(
      (data) => parse<UserFields>(data),
    );
    const assigned = pagedByUser(
      rows.map(({ key }) => key),
      (some) => new Map(assignedTo.all(JSON.stringify(some)).map((row) => [row.key, readAssigned(row)])),
    );
    return rows.map((fields) => withAssigned(fields, () => assigned(fields.key)));
  };
}

interface AssignedRow {
  readonly key: string;
  readonly services: string;
  readonly packs: string;
}
type Assigned = Pick<SourceUser, 'services' | 'packs'>;
type UserFields = Omit<SourceUser, keyof Assigned>;

const giveServices = lazyField<Assigned['services']>('services');
const givePacks = lazyField<Assigned['packs']>('packs');

/** Half of what is known of a user are its services: they are read when somebody asks. */
function withAssigned(fields: UserFields, assigned: () => Assigned | undefined): SourceUser {
  giveServices(fields, () => assigned()?.services ?? []);
  givePacks(fields, () => assigned()?.packs ?? []);
  return fields as SourceUser;
}

function readAssigned({ key, services, packs }: AssignedRow): Assigned {
  return {
    services: parse<ServiceRow[]>(services).map((row) => fromServiceRow(key, row)),
    packs: parse<string[]>(packs),
  };
}

/** Devices of the provider or the system that users of this customer have a line on. */
function providerDevices(db: Db) {
  const select = db
    .prepare<[string], string>(
      `SELECT data FROM (
         SELECT key, data FROM bw_device WHERE provider_key = ? AND group_key IS NULL
         UNION ALL SELECT key, data FROM bw_device WHERE provider_key IS NULL AND group_key IS NULL
       ) ORDER BY key`,
    )
    .pluck();
  return (providerKey: string, own: readonly SourceDevice[], users: readonly SourceUser[]): SourceDevice[] => {
    const known = new Set(own.map(({ key }) => key));
    const mine = new Set(users.map(({ key }) => key));
    return select
      .all(providerKey)
      .map((data) => parse<SourceDevice>(data))
      .filter((device) => !known.has(device.key) && device.lines.some((line) => mine.has(line.userKey)));
  };
}

function packsLoader(db: Db): (providerKey: string) => SourcePack[] {
  const select = db.prepare<[string], { name: string; services: string | null }>(
    'SELECT name, services FROM bw_pack WHERE provider_key = ? ORDER BY name',
  );
  return (providerKey) =>
    select.all(providerKey).map((row) => ({
      providerKey,
      name: row.name,
      ...(row.services === null ? {} : { services: parse<string[]>(row.services) }),
    }));
}

function featuresLoader(db: Db): (owners: readonly string[]) => Iterable<[name: string, feature: SourceFeature]> {
  const select = db.prepare<[string], FeatureRow>(
    `SELECT owner_kind, owner_key, name, state, response, data, error
     FROM json_each(?) AS wanted CROSS JOIN bw_feature WHERE owner_key = wanted.value`,
  );
  return (owners) =>
    select.all(JSON.stringify(owners)).map((row): [string, SourceFeature] => [
      `${row.owner_key} ${row.name}`,
      {
        owner: { kind: row.owner_kind, key: row.owner_key },
        name: row.name,
        state: row.state,
        response: row.response,
        ...(row.data === null ? {} : { data: parse<NonNullable<SourceFeature['data']>>(row.data) }),
        ...(row.error === null ? {} : { error: row.error }),
      },
    ]);
}

/** Features of users, read from their responses. */
function* userFeatures(
  db: Db,
  source: FeatureSource,
  users: readonly string[],
): Generator<[name: string, feature: SourceFeature]> {
  let earlier: [name: string, feature: SourceFeature] | undefined;
  for (const response of userResponses(db, source.bases, users)) {
    const feature = source.read(response);
    if (feature === undefined) continue;
    const name = `${response.owner.key} ${feature.name}`;
    const whole = withEarlierParts(earlier?.[0] === name ? earlier[1] : undefined, feature);
    // Answers about parts of one owner follow each other.
    earlier = [name, whole];
    yield earlier;
  }
}

function byCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Rows hold JSON that this tool wrote from typed values; the schema version guards it. */
function parse<Value>(json: string): Value {
  return JSON.parse(json) as Value;
}
