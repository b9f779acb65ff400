import { entryOf } from '../domain/entry-of.ts';
import { joinKey } from '../domain/keys.ts';
import { type BodyElement, child, tableRows, text } from '../domain/response-body.ts';
import type { SnapshotGap } from '../domain/snapshot.ts';
import { bodyReader } from './body-reader.ts';
import type { Db } from './open.ts';

/** Two sources that count the same things and do not agree. */
export interface CountDoubt {
  /** `group:acme/north`. */
  readonly object: string;
  readonly what: string;
  readonly said: number;
  readonly saidBy: string;
  readonly found: number;
  readonly foundIn: string;
}
/** A number that a list gives to somebody whom nobody lists. */
export interface StrayNumber {
  readonly dn: string;
  readonly ownerKey: string;
}
export interface SnapshotDoubts {
  readonly countsThatDisagree: readonly CountDoubt[];
  readonly numbersOfUnknown: readonly StrayNumber[];
}
interface Doubt extends CountDoubt {
  /** What would tell more when it is asked again. */
  readonly ask?: Omit<SnapshotGap, 'release'>;
}

/** Detail responses of the kinds of virtual users, by what number lists call them. */
const DETAILS: Readonly<Record<string, string>> = {
  'Hunt Group': 'GroupHuntGroupGetInstanceResponse',
  'Call Center': 'GroupCallCenterGetInstanceResponse',
  'Auto Attendant': 'GroupAutoAttendantGetInstanceResponse',
  'Route Point': 'GroupRoutePointGetInstanceResponse',
  'Group Paging': 'GroupGroupPagingGetInstanceResponse',
};
const LISTS: Readonly<Record<string, readonly [base: string, table: string]>> = {
  'Hunt Group': ['GroupHuntGroupGetInstanceListResponse', 'huntGroupTable'],
  'Call Center': ['GroupCallCenterGetInstanceListResponse', 'callCenterTable'],
  'Auto Attendant': ['GroupAutoAttendantGetInstanceListResponse', 'autoAttendantTable'],
  'Route Point': ['GroupRoutePointGetInstanceListResponse', 'routePointTable'],
  'Group Paging': ['GroupGroupPagingGetInstanceListResponse', 'groupPagingTable'],
};
/** As request files ask where the platform has not shown a release of its own. */
const RELEASES: Readonly<Record<string, string>> = {
  UserGetResponse: '22',
  GroupHuntGroupGetInstanceResponse: '19',
  GroupAutoAttendantGetInstanceResponse: '19sp1',
  GroupCallCenterGetInstanceResponse: '19',
  GroupRoutePointGetInstanceResponse: '19sp1',
  GroupGroupPagingGetInstanceResponse: '17sp3',
};

/** What does not fit together in a snapshot. Only what was read is compared: what nobody asked is a gap, no doubt. */
export function readDoubts(db: Db): SnapshotDoubts {
  return {
    countsThatDisagree: allDoubts(db).map(({ ask: _, ...doubt }) => doubt),
    numbersOfUnknown: strayNumbers(db).map(({ dn, ownerKey }) => ({ dn, ownerKey })),
  };
}

/** Requests that would settle the doubts, each once. */
export function* doubtGaps(db: Db): Generator<SnapshotGap> {
  const asked = new Set<string>();
  const asks = allDoubts(db).flatMap(({ ask }) => (ask === undefined ? [] : [ask]));
  const strays = strayNumbers(db).map(({ ownerKey, type }): Omit<SnapshotGap, 'release'> => {
    const detail = entryOf(DETAILS, type ?? undefined);
    const id = decodeURIComponent(ownerKey);
    return detail === undefined
      ? { base: 'UserGetResponse', kind: 'user', key: ownerKey, id }
      : { base: detail, kind: 'serviceInstance', key: ownerKey, id };
  });
  for (const gap of [...asks, ...strays]) {
    const name = `${gap.base} ${gap.key}`;
    if (asked.has(name)) continue;
    asked.add(name);
    yield { ...gap, release: entryOf(RELEASES, gap.base) ?? '' };
  }
}

function strayNumbers(db: Db): { dn: string; ownerKey: string; type: string | null }[] {
  return db
    .prepare<[], { dn: string; ownerKey: string; type: string | null }>(
      `SELECT dn, data ->> 'ownerKey' AS ownerKey, data ->> 'ownerType' AS type FROM bw_dn
       WHERE data ->> 'ownerKey' IS NOT NULL AND data ->> 'ownerKey' NOT IN (SELECT key FROM bw_user)
         AND data ->> 'ownerKey' NOT IN (SELECT key FROM bw_instance) ORDER BY dn`,
    )
    .all();
}

function allDoubts(db: Db): Doubt[] {
  const read = currentBodies(db);
  return [
    ...userCounts(db, read),
    ...instanceCounts(db, read),
    ...packUsage(db, read),
    ...packQuantities(db, read),
  ].filter(({ said, found }) => said !== found);
}

type Current = (base: string) => { readonly key: string; readonly body: BodyElement }[];

function currentBodies(db: Db): Current {
  const bodies = bodyReader(db);
  const select = db.prepare<[string], { key: string; body: string }>(
    `SELECT owner_key AS key, body FROM current_response WHERE base = ? AND state = 'read' ORDER BY owner_key, part`,
  );
  return (base) => select.all(base).map(({ key, body }) => ({ key, body: bodies(body) }));
}

/** One pass for all: asking for each group would look at every user for each of them. */
function countsOf(db: Db, sql: string): Map<string, number> {
  return new Map(
    db
      .prepare<[], { name: string; n: number }>(sql)
      .all()
      .map(({ name, n }) => [name, n]),
  );
}

/** `userCount` of a group and the users that its list holds, where the list was read. */
function* userCounts(db: Db, current: Current): Generator<Doubt> {
  const listed = new Map<string, Set<string>>();
  for (const { key, body } of current('UserGetListInGroupResponse')) {
    const ids = listed.get(key) ?? new Set<string>();
    for (const row of tableRows(body, 'userTable')) ids.add((row.get('User Id') ?? '').toLowerCase());
    listed.set(key, ids);
  }
  const inProvider = countsOf(
    db,
    `SELECT group_key AS name, count(*) AS n FROM bw_user WHERE data ->> 'listed' = 1 AND provider_key IN (
       SELECT owner_key FROM current_response WHERE base = 'UserGetListInServiceProviderResponse' AND state = 'read')
     GROUP BY 1`,
  );
  for (const { key, body } of current('GroupGetResponse')) {
    const said = text(body, 'userCount');
    const list = listed.get(key)?.size;
    const found = list ?? inProvider.get(key) ?? 0;
    if (said === undefined || !/^\d{1,9}$/.test(said) || (list === undefined && found === 0)) continue;
    yield {
      object: `group:${key}`,
      what: 'users',
      said: Number(said),
      saidBy: 'GroupGetResponse.userCount',
      found,
      foundIn: list === undefined ? 'UserGetListInServiceProviderResponse' : 'UserGetListInGroupResponse',
      ask: { base: 'UserGetListInGroupResponse', kind: 'group', key },
    };
  }
}

/** Instances in the list of their kind, in the list of the provider, and those whose details were read. */
function* instanceCounts(db: Db, current: Current): Generator<Doubt> {
  const ofProvider = new Map<string, number>();
  const providers = new Set<string>();
  for (const { key, body } of current('UserGetServiceInstanceListInServiceProviderResponse')) {
    providers.add(key);
    for (const row of tableRows(body, 'serviceInstanceTable')) {
      const type = row.get('Service Type')?.replace(/ - (?:Standard|Basic|Premium|Video)$/, '');
      const name = `${type} ${key}/${joinKey(row.get('Group Id') ?? '')}`;
      ofProvider.set(name, (ofProvider.get(name) ?? 0) + 1);
    }
  }
  const detailed = countsOf(
    db,
    `SELECT group_key || ' ' || type AS name, count(*) AS n FROM bw_instance WHERE data ->> 'detail' = 'read' GROUP BY 1`,
  );
  for (const [type, [base, table]] of Object.entries(LISTS)) {
    const counts = new Map<string, number>();
    for (const { key, body } of current(base)) counts.set(key, (counts.get(key) ?? 0) + tableRows(body, table).length);
    for (const [key, said] of counts) {
      const doubt = { object: `group:${key}`, what: `instances of ${type}`, said, saidBy: base };
      const ask = { base, kind: 'group', key } as const;
      if (providers.has(key.split('/')[0] ?? '')) {
        const foundIn = 'UserGetServiceInstanceListInServiceProviderResponse';
        yield { ...doubt, found: ofProvider.get(`${type} ${key}`) ?? 0, foundIn, ask };
      }
      const found = detailed.get(`${key} ${type}`) ?? 0;
      // Fewer details than listed ones are missing details, which are listed by name.
      if (found > said) yield { ...doubt, found, foundIn: entryOf(DETAILS, type) ?? 'details', ask };
    }
  }
}

/** How many users of a group have a pack, where the assignments of all its users were read. */
function* packUsage(db: Db, current: Current): Generator<Doubt> {
  const told = current('GroupServiceGetAuthorizationListResponse');
  if (told.length === 0) return;
  const unread = countsOf(
    db,
    `SELECT group_key AS name, count(*) AS n FROM bw_user WHERE key NOT IN (SELECT owner_key FROM current_response
       WHERE base = 'UserServiceGetAssignmentListResponse' AND state = 'read') GROUP BY 1`,
  );
  const holders = countsOf(
    db,
    `SELECT group_key || ' ' || it.value AS name, count(*) AS n FROM bw_user, json_each(packs) AS it GROUP BY 1`,
  );
  for (const { key, body } of told) {
    if ((unread.get(key) ?? 0) > 0) continue;
    for (const row of tableRows(body, 'servicePacksAuthorizationTable')) {
      const pack = row.get('Service Pack Name');
      const usage = row.get('Usage');
      if (pack === undefined || usage === undefined || !/^\d{1,9}$/.test(usage)) continue;
      yield {
        object: `group:${key}`,
        what: `users with pack ${pack}`,
        said: Number(usage),
        saidBy: 'GroupServiceGetAuthorizationListResponse Usage',
        found: holders.get(`${key} ${pack}`) ?? 0,
        foundIn: 'UserServiceGetAssignmentListResponse',
      };
    }
  }
}

/**
 * A provider's assigned quantity of a pack may count what groups may use or what users have: either way no more users
 * than that can have it.
 */
function* packQuantities(db: Db, current: Current): Generator<Doubt> {
  const told = current('ServiceProviderServicePackGetDetailListResponse');
  if (told.length === 0) return;
  const holders = countsOf(
    db,
    `SELECT provider_key || ' ' || it.value AS name, count(*) AS n FROM bw_user, json_each(packs) AS it GROUP BY 1`,
  );
  for (const { key, body } of told) {
    const provider = key.split('/')[0] ?? '';
    const pack = text(body, 'servicePackName');
    const quantity = text(child(body, 'assignedQuantity') ?? {}, 'quantity');
    if (pack === undefined || quantity === undefined || !/^\d{1,9}$/.test(quantity)) continue;
    const found = holders.get(`${provider} ${pack}`) ?? 0;
    if (found <= Number(quantity)) continue;
    yield {
      object: `servicePack:${provider}/${joinKey(pack)}`,
      what: 'users with the pack',
      said: Number(quantity),
      saidBy: 'ServiceProviderServicePackGetDetailListResponse.assignedQuantity',
      found,
      foundIn: 'UserServiceGetAssignmentListResponse',
      ask: {
        base: 'ServiceProviderServicePackGetDetailListResponse',
        kind: 'servicePack',
        key: `${provider}/${joinKey(pack)}`,
      },
    };
  }
}
