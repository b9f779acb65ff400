import { FEATURE_SOURCE, READERS, readerOf } from '../broadworks/families/registry.ts';
import { createSnapshotModel, type SnapshotModel } from '../broadworks/snapshot-model.ts';
import { EXPECTED_RESPONSES } from '../domain/expected-responses.ts';
import type { BodyElement } from '../domain/response-body.ts';
import { createAskedUsers } from './asked-users.ts';
import { resolveClaims } from './claims/resolve-claims.ts';
import { listingBases } from './known-entities.ts';
import { createOverlays } from './overlay-apply.ts';
import { OVERLAY_BASE } from './overlay-columns.ts';
import type { CurrentResponse, OwnerUpdate, SettleIssue, SnapshotFacts, SnapshotPort, UserResponse } from './ports.ts';
import { resolveEchoes } from './resolve-echoes.ts';
import { createUnlisted } from './unlisted.ts';

const BASES = READERS.flatMap((reader) => reader.bases);
/** Place of a base in the order of projecting. */
const RANK = new Map(BASES.map((base, index) => [base, index] as const));

const FEATURES = new Set(FEATURE_SOURCE.bases);
const USER_RANK = new Map([...RANK].filter(([base]) => !FEATURES.has(base)));

/** Of users, what is read while they are settled. */
const OF_USERS = [...USER_RANK.keys(), OVERLAY_BASE];

/** Raised by every change to what is joined, projected or counted, so that a stored snapshot is settled anew by it. */
const REVISION = 9;
const RULES = `${REVISION} ${BASES.join(' ')} ${JSON.stringify(EXPECTED_RESPONSES)}`;

/**
 * Joins, ranks and projects everything that is stored, in one transaction: the same responses end in the same rows,
 * whatever the order and number of runs in which they came.
 *
 * What was settled already is not settled again: the facts of then hold. Users come last and one by one, each written as soon as it is complete: they are nearly all of a snapshot.
 */
export function settleSnapshot(store: SnapshotPort): SnapshotFacts {
  const earlier = store.settledFacts(RULES);
  if (earlier !== undefined) return earlier;
  return store.transaction(() => {
    store.admitFinished();
    store.buildIndices();
    const conflicts = [...joinOpen(store), ...joinByPlace(store)];
    store.ownByInstances([...instancesIn(store)]);
    store.markCurrent();
    const model = createSnapshotModel(store.shelf());
    const overlays = createOverlays(store.current(OVERLAY_BASE));
    for (const base of BASES) for (const response of store.current(base)) project(response, model);
    store.clearRows();
    const asked = createAskedUsers();
    const unlisted = createUnlisted(store);
    for (const { key, responses } of store.currentOfUsers(OF_USERS)) {
      // What is nothing but a feature is read when somebody asks for it.
      for (const response of inOrder(responses)) project(response.content(), model);
      for (const response of responses) if (response.base === OVERLAY_BASE) overlays.add(response.content());
      const complete = model.takeUser(key);
      asked.add(complete?.user, responses);
      if (complete === undefined) continue;
      unlisted.add(complete.user);
      store.addUserRows(overlays.user(complete.user), complete.features);
    }
    const rows = model.rows();
    // Whom nothing but lists names.
    for (const user of rows.users) asked.add(user, []);
    store.addRows({ ...rows, users: each(rows.users, overlays.user), groups: rows.groups.map(overlays.group) });
    const notes = [...model.issues, ...overlays.unused()].map((issue): SettleIssue => ({ kind: 'warning', ...issue }));
    store.replaceSettleIssues([...conflicts, ...notes, ...unlisted.issues(rows.groups)]);
    const facts = store.facts(asked.counts());
    store.rememberSettled(RULES, facts);
    return facts;
  });
}

function* each<Row>(rows: Iterable<Row>, change: (row: Row) => Row): Iterable<Row> {
  for (const row of rows) yield change(row);
}

/** Joins what reading could not, and looks for rules that disagree. */
function joinOpen(store: SnapshotPort): readonly SettleIssue[] {
  if (!store.hasOpenJoins()) return [];
  const { updates, conflicts, baseOf } = resolveEchoes(store, listsOf(store));
  store.setOwners(refined(updates, baseOf, store));
  return conflicts;
}

/** Joins what only the place of a file or a manifest attributes. */
function joinByPlace(store: SnapshotPort): readonly SettleIssue[] {
  if (store.claims().length === 0) return [];
  const { updates, issues, baseOf } = resolveClaims(store, listsOf(store));
  store.setOwners(refined(updates, baseOf, store));
  return issues;
}

/** Virtual users that lists name. */
function* instancesIn(store: SnapshotPort): Iterable<string> {
  for (const reader of READERS.filter((it) => it.listsInstances)) {
    for (const body of reader.bases.flatMap((base) => [...store.bodiesOf(base)])) {
      for (const { kind, key } of reader.lists?.(body, undefined) ?? []) if (kind === 'serviceInstance') yield key;
    }
  }
}

function listsOf(store: SnapshotPort): Map<number, BodyElement> {
  const bodies = new Map<number, BodyElement>();
  for (const { id, body } of store.bodies(listingBases(store.bases()))) bodies.set(id, body);
  return bodies;
}

function project({ base, owner, part, state, error, body }: CurrentResponse, model: SnapshotModel): void {
  readerOf(base)?.project({ base, owner, part, state, body, ...(error === undefined ? {} : { error }) }, model);
}

/** Only what says more than a feature, in the order of the readers. */
function inOrder(responses: readonly UserResponse[]): UserResponse[] {
  const rank = ({ base }: UserResponse): number => USER_RANK.get(base) ?? -1;
  return responses
    .filter((response) => rank(response) >= 0)
    .sort((a, b) => rank(a) - rank(b) || (a.part < b.part ? -1 : 1));
}

/** Owners found by echo are narrowed like all others: an answer about one service pack belongs to that pack. */
function refined(
  updates: readonly OwnerUpdate[],
  baseOf: ReadonlyMap<number, string>,
  store: SnapshotPort,
): OwnerUpdate[] {
  const wanted = updates.filter(
    ({ id, owner }) => owner !== undefined && readerOf(baseOf.get(id) ?? '')?.refine !== undefined,
  );
  if (wanted.length === 0) return [...updates];
  const bodies = new Map<number, BodyElement>();
  for (const { id, body } of store.bodies([...new Set(wanted.map(({ id }) => baseOf.get(id) ?? ''))]))
    bodies.set(id, body);
  return updates.map((update) => {
    const body = bodies.get(update.id);
    const refine = readerOf(baseOf.get(update.id) ?? '')?.refine;
    if (update.owner === undefined || refine === undefined || body === undefined) return update;
    return { ...update, owner: refine(update.owner, body) };
  });
}
