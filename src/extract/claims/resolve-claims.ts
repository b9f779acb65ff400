import { readerOf } from '../../broadworks/families/registry.ts';
import { kindsOf } from '../../broadworks/identity.ts';
import { groupBy } from '../../domain/group-by.ts';
import { type EntityKind, type EntityRef, joinKey, userKey } from '../../domain/keys.ts';
import type { BodyElement } from '../../domain/response-body.ts';
import type { FileClaim } from '../../domain/snapshot.ts';
import { createKnownEntities, listedEntities } from '../known-entities.ts';
import type { OwnerUpdate, ResponseRow, SettleIssue, SnapshotPort } from '../ports.ts';

type Claim = FileClaim & { readonly file: number };
type ClaimStore = Pick<SnapshotPort, 'claims' | 'responsesOfFiles' | 'responsesOf' | 'joinedOwners' | 'placeOf'>;

export interface ClaimResolution {
  readonly updates: readonly OwnerUpdate[];
  readonly issues: readonly SettleIssue[];
  readonly baseOf: ReadonlyMap<number, string>;
}

/** How many names stand in the key of a kind; folders of a path are as deep. */
const PARTS: Readonly<Partial<Record<EntityKind, readonly number[]>>> = {
  serviceProvider: [1],
  group: [2],
  device: [2, 3],
  schedule: [3, 4],
  callPark: [3],
  callPickup: [3],
  trunkGroup: [3],
};
/** Lists that name all of a kind: where one was read, whoever stands in none is not believed. */
const LISTED_BY: Readonly<Partial<Record<EntityKind, readonly string[]>>> = {
  user: ['UserGetListInGroupResponse', 'UserGetListInServiceProviderResponse'],
  serviceInstance: ['UserGetServiceInstanceListInServiceProviderResponse'],
  group: ['GroupGetListInServiceProviderResponse'],
  device: ['GroupAccessDeviceGetListResponse'],
};

/**
 * Joins answers by the place of their file (identity rule 5) and by a manifest (rule 6), after all stronger rules.
 *
 * A place counts where the file is named after the one response of that type in it, where no folder would stand for
 * different things (a provider for one file, a group for another), and where lists that were read do not say that there
 * is no such entity. A rule that disagrees with a stronger one is a conflict: then the answer belongs to nobody.
 *
 * @param lists - bodies of the responses that list entities, by response id
 */
export function resolveClaims(store: ClaimStore, lists: ReadonlyMap<number, BodyElement>): ClaimResolution {
  const claims = store.claims();
  const baseOf = new Map<number, string>();
  if (claims.length === 0) return { updates: [], issues: [], baseOf };
  const byFile = groupBy(claims, ({ file }) => file);
  const rows = [...store.responsesOfFiles([...byFile.keys()])];
  const counts = new Map<string, number>();
  for (const { file, base } of rows) counts.set(`${file} ${base}`, (counts.get(`${file} ${base}`) ?? 0) + 1);
  const trusted = consistentDepths(claims);
  const named = (row: ResponseRow, claim: Claim): EntityRef | undefined => {
    const base = row.base === 'ErrorResponse' ? claim.base : row.base;
    if (base === undefined || (claim.base !== undefined && claim.base !== base)) return undefined;
    // One name cannot tell several answers apart, unless they name a part of it themselves.
    if ((counts.get(`${row.file} ${row.base}`) ?? 0) > 1 && readerOf(base)?.refine === undefined) return undefined;
    return claim.rule === 'manifest' ? entityOf(base, claim.parts) : entityAt(base, claim, trusted);
  };
  const isStrong = (row: ResponseRow): boolean =>
    row.joinedBy !== undefined && row.joinedBy !== 'path' && row.joinedBy !== 'manifest';

  const known = createKnownEntities();
  const listed = new Set<string>();
  for (const owner of store.joinedOwners()) known.add(owner);
  const tentative = new Map<number, EntityRef>();
  for (const row of rows) {
    const found = (byFile.get(row.file) ?? []).map((claim) => named(row, claim)).find((it) => it !== undefined);
    if (found !== undefined && !isStrong(row)) tentative.set(row.id, found);
  }
  for (const row of store.responsesOf(lists.keys())) {
    const owner = tentative.get(row.id) ?? strongOwner(row);
    for (const entity of listedEntities(row.base, lists.get(row.id) ?? {}, owner)) known.add(entity);
    if (owner !== undefined) listed.add(row.base);
  }
  const actual = (entity: EntityRef, base: string): EntityRef => {
    const isUserLike = entity.kind === 'user' && base.startsWith('User') && base !== 'UserGetResponse';
    const instance: EntityRef = { kind: 'serviceInstance', key: entity.key };
    return isUserLike && known.has(instance) ? instance : entity;
  };
  const denied = (entity: EntityRef): boolean =>
    !known.has(entity) && (LISTED_BY[entity.kind] ?? []).some((base) => listed.has(base));

  const updates: OwnerUpdate[] = [];
  const issues: SettleIssue[] = [];
  const update = (row: ResponseRow, owner: EntityRef | undefined, joinedBy: OwnerUpdate['joinedBy']): void => {
    updates.push({ id: row.id, owner, joinedBy });
    baseOf.set(row.id, row.base);
  };
  const report = (kind: SettleIssue['kind'], code: string, row: ResponseRow, what: string): void => {
    const { type, offset } = store.placeOf(row.id);
    issues.push({ kind, code, message: `${type}: ${what}`, file: row.file, offset });
  };
  for (const row of rows) {
    if (row.joinedBy === 'system') continue;
    const told = (byFile.get(row.file) ?? []).flatMap((claim) => {
      const entity = named(row, claim);
      return entity === undefined ? [] : [{ claim, entity: actual(entity, row.base) }];
    });
    const believed = told.filter(({ entity, claim }) => {
      if (!denied(entity)) return true;
      report(
        'warning',
        'place-names-nobody',
        row,
        `its ${claim.rule} names ${entity.kind} ${entity.key}, whom the list that was read does not hold`,
      );
      return false;
    });
    const [first] = believed;
    const strong = isStrong(row) ? strongOwner(row) : undefined;
    const disputedBefore = (row.joinedBy === 'path' || row.joinedBy === 'manifest') && row.ownerKey === undefined;
    const others = believed.filter(({ entity }) => entity.key !== (strong ?? first?.entity)?.key);
    if (disputedBefore || (first !== undefined && others.length > 0 && !(isStrong(row) && strong === undefined))) {
      const rule = (others[0] ?? first)?.claim.rule ?? row.joinedBy;
      report(
        'conflict',
        'place-disagrees',
        row,
        `its ${rule} names somebody else than a stronger rule does: joined to nobody`,
      );
      if (!disputedBefore) update(row, undefined, others[0]?.claim.rule);
      continue;
    }
    if (isStrong(row)) continue;
    if (first === undefined) {
      if (row.ownerKey !== undefined) update(row, undefined, undefined);
    } else if (
      row.ownerKey !== first.entity.key ||
      row.ownerKind !== first.entity.kind ||
      row.joinedBy !== first.claim.rule
    ) {
      update(row, first.entity, first.claim.rule);
    }
  }
  return { updates, issues, baseOf };
}

function strongOwner(row: ResponseRow): EntityRef | undefined {
  if (row.ownerKind === undefined || row.ownerKey === undefined) return undefined;
  // A pack's answer is one about its provider, which is what a place can name.
  if (row.ownerKind === 'servicePack') return { kind: 'serviceProvider', key: row.ownerKey.split('/')[0] ?? '' };
  return { kind: row.ownerKind, key: row.ownerKey };
}

/** Depths that the folders of a response of this base may have. */
function depthsOf(base: string): readonly number[] {
  const depths = new Set<number>();
  for (const kind of kindsDescribed(base)) {
    if (kind === 'user' || kind === 'serviceInstance') depths.add(3);
    else if (kind === 'device') depths.add(base.startsWith('ServiceProvider') ? 2 : 3);
    else if (kind !== 'schedule') for (const count of PARTS[kind] ?? []) depths.add(count);
    else depths.add(3);
  }
  return [...depths];
}

/**
 * How deep each claim's file stands, where its folders mean one thing for all files: `undefined` for a folder that would
 * be a provider for one file and a group for another.
 */
function consistentDepths(claims: readonly Claim[]): ReadonlyMap<Claim, number> {
  const levels = new Map<string, Set<number>>();
  const folders = (claim: Claim, depth: number): [string, number][] =>
    Array.from({ length: depth }, (_, index) => [
      `${archiveOf(claim.place)}!${joinKey(...claim.parts.slice(0, claim.parts.length - depth + index + 1))}`,
      index + 1,
    ]);
  const possible = new Map<Claim, number[]>();
  for (const claim of claims) {
    if (claim.rule !== 'path') continue;
    const depths = depthsOf(claim.base ?? '').filter((depth) => depth <= claim.parts.length);
    possible.set(claim, depths);
    const [only] = depths;
    if (depths.length !== 1 || only === undefined) continue;
    for (const [folder, level] of folders(claim, only))
      levels.set(folder, (levels.get(folder) ?? new Set()).add(level));
  }
  const chosen = new Map<Claim, number>();
  for (const [claim, depths] of possible) {
    const fitting = depths.filter((depth) =>
      folders(claim, depth).every(([folder, level]) => {
        const seen = levels.get(folder);
        return seen === undefined ? depths.length === 1 : seen.size === 1 && seen.has(level);
      }),
    );
    const [only] = fitting;
    if (fitting.length === 1 && only !== undefined) chosen.set(claim, only);
  }
  return chosen;
}

function archiveOf(place: string): string {
  return place.includes('!') ? place.slice(0, place.lastIndexOf('!')) : '';
}

function entityAt(base: string, claim: Claim, trusted: ReadonlyMap<Claim, number>): EntityRef | undefined {
  const depth = trusted.get(claim);
  if (depth === undefined) return undefined;
  const parts = claim.parts.slice(-depth);
  const people = kindsDescribed(base).filter((kind) => kind === 'user' || kind === 'serviceInstance');
  const [person] = people;
  if (depth === 3 && person !== undefined) return { kind: person, key: userKey(parts[2] ?? '') };
  return entityOf(base, parts);
}

/** The entity that parts of a key name, of a kind that the response describes. */
function entityOf(base: string, parts: readonly string[]): EntityRef | undefined {
  const kinds = kindsDescribed(base);
  const [person] = kinds.filter((kind) => kind === 'user' || kind === 'serviceInstance');
  const fitting = kinds.filter((kind) => PARTS[kind]?.includes(parts.length));
  const [only] = fitting;
  if (fitting.length === 1 && only !== undefined) return { kind: only, key: joinKey(...parts) };
  return person !== undefined && parts.length === 1 ? { kind: person, key: userKey(parts[0] ?? '') } : undefined;
}

function kindsDescribed(base: string): readonly EntityKind[] {
  return readerOf(base)?.describes ?? kindsOf(base);
}
