import { isSessionTraffic } from '../broadworks/command-type.ts';
import { readerOf } from '../broadworks/families/registry.ts';
import { isSystemBase, kindsOf } from '../broadworks/identity.ts';
import type { EntityKind, EntityRef } from '../domain/keys.ts';
import type { BodyElement } from '../domain/response-body.ts';
import { createKnownEntities, type KnownEntities, listedEntities } from './known-entities.ts';
import type { OwnerUpdate, ResponseRow, SettleIssue, SnapshotPort } from './ports.ts';

const EVERY_KIND: readonly EntityKind[] = ['serviceProvider', 'group', 'user', 'serviceInstance', 'device'];

/** Later kinds lean on earlier ones: a device list means nothing before its group is known. */
const MAX_ROUNDS = 6;

export interface Resolution {
  readonly updates: readonly OwnerUpdate[];
  /** Base of each response that is updated. */
  readonly baseOf: ReadonlyMap<number, string>;
  readonly conflicts: readonly SettleIssue[];
}

/**
 * Joins answers without request by `echo` as entity key (identity rule 3), over everything that is loaded.
 *
 * A response whose echo names another owner than its content or request belongs to nobody: that is a conflict for a
 * person to see.
 *
 * A stream counts only if every non-empty echo of it names a listed entity of a kind that the response describes: one
 * that does not shows that the client used echoes for something else (`echo="3"` must not become group "3").
 *
 * Rows are fetched for each pass instead of kept: there are as many as a capture has answers.
 *
 * @param lists - bodies of the responses that list entities, by response id
 */
export function resolveEchoes(
  store: Pick<SnapshotPort, 'openResponses' | 'responsesOf' | 'joinedOwners' | 'placeOf'>,
  lists: ReadonlyMap<number, BodyElement>,
): Resolution {
  // A stream that falls out takes what its lists seemed to name with it, which may fell another one.
  for (const distrusted = new Set<string>(); ; ) {
    const known = knowAll(store, lists, distrusted);
    const outcome = joinRows(store, known, distrusted);
    if (outcome.fallen.size === 0) return outcome;
    for (const stream of outcome.fallen) distrusted.add(stream);
  }
}

/** Joins each row as if all streams stood, and tells which do not. */
function joinRows(
  store: Pick<SnapshotPort, 'openResponses' | 'placeOf'>,
  known: KnownEntities,
  distrusted: ReadonlySet<string>,
): Resolution & { readonly fallen: ReadonlySet<string> } {
  const updates: OwnerUpdate[] = [];
  const baseOf = new Map<number, string>();
  const disagreeing: ResponseRow[] = [];
  const fallen = new Set<string>();
  const update = (row: ResponseRow, owner: EntityRef | undefined, joinedBy: OwnerUpdate['joinedBy']): void => {
    updates.push({ id: row.id, owner, joinedBy });
    baseOf.set(row.id, row.base);
  };
  for (const row of store.openResponses()) {
    const counts = row.echo !== '' && !distrusted.has(streamOf(row));
    const echoed = counts ? echoOwner(row, known) : undefined;
    if (counts && row.joinedBy !== 'system' && echoed === undefined && !errorNames(row)) fallen.add(streamOf(row));
    if (row.joinedBy === 'self' || row.joinedBy === 'request') {
      // Rules that disagree settle nothing: the response belongs to nobody, and a person looks at it.
      const disputed = echoed !== undefined && row.ownerKey !== undefined && disagree(row, echoed);
      if (disputed || isDisputed(row)) disagreeing.push(row);
      if (disputed) {
        update(row, undefined, 'request');
        continue;
      }
      const actual = actualKind(row, known);
      if (actual !== row.ownerKind && row.ownerKey !== undefined)
        update(row, { kind: actual, key: row.ownerKey }, 'request');
    } else if (row.joinedBy !== 'system' && (echoed?.key !== row.ownerKey || echoed?.kind !== row.ownerKind)) {
      update(row, echoed, echoed === undefined ? undefined : 'echo');
    }
  }
  const conflicts = fallen.size > 0 ? [] : disagreeing.map((row) => conflictOf(row, store.placeOf(row.id)));
  return { updates, baseOf, conflicts, fallen };
}

/** A session of a file, the last one remembered: rows of a session follow each other. */
function streamOf(row: ResponseRow): string {
  if (row.file !== lastStream.file || row.stream !== lastStream.stream) {
    lastStream = { file: row.file, stream: row.stream, name: `${row.file}/${row.stream}` };
  }
  return lastStream.name;
}
let lastStream = { file: -1, stream: -1, name: '' };

function knowAll(
  store: Pick<SnapshotPort, 'joinedOwners' | 'responsesOf'>,
  lists: ReadonlyMap<number, BodyElement>,
  distrusted: ReadonlySet<string>,
): KnownEntities {
  const known = createKnownEntities();
  for (const owner of store.joinedOwners()) addWithParents(owner, known);
  let open = [...store.responsesOf(lists.keys())];
  for (let round = 0; round < MAX_ROUNDS && open.length > 0; round++) {
    const waiting: ResponseRow[] = [];
    for (const row of open) {
      const body = lists.get(row.id);
      if (body === undefined) continue;
      const stronger = row.joinedBy !== undefined && row.joinedBy !== 'echo';
      const byEcho = stronger || distrusted.has(streamOf(row)) ? undefined : echoOwner(row, known);
      const owner = stronger ? ownerOf(row) : byEcho;
      if (owner === undefined) waiting.push(row);
      for (const entity of listedEntities(row.base, body, owner)) known.add(entity);
    }
    if (waiting.length === open.length && round > 0) break;
    open = waiting;
  }
  return known;
}

/** A device that names its group makes the group known too. */
function addWithParents(owner: EntityRef, known: KnownEntities): void {
  known.add(owner);
  const parts = owner.key.split('/');
  if (owner.kind === 'group' || owner.kind === 'device') known.add({ kind: 'serviceProvider', key: parts[0] ?? '' });
  if (owner.kind === 'device' && parts.length === 3) known.add({ kind: 'group', key: parts.slice(0, 2).join('/') });
}

/** The entity that the echo of a row names, of a kind that its response describes. */
function echoOwner(row: ResponseRow, known: KnownEntities): EntityRef | undefined {
  if (row.echo === '' || isSessionTraffic(row.base) || isSystemBase(row.base)) return undefined;
  return known.resolve(
    row.echo,
    row.base === 'ErrorResponse' ? EVERY_KIND : (readerOf(row.base)?.describes ?? kindsOf(row.base)),
  );
}

/** `[Error 4008] User not found: x@y` under `echo="x@y"`: the entity is gone, the echo is a key all the same. */
function errorNames(row: ResponseRow): boolean {
  const last = row.echo.slice(row.echo.lastIndexOf('/') + 1);
  return (
    row.base === 'ErrorResponse' &&
    /\D/.test(last) &&
    (row.errorText ?? '').toLowerCase().endsWith(decoded(last).toLowerCase())
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function ownerOf(row: ResponseRow): EntityRef | undefined {
  if (row.ownerKind === undefined || row.ownerKey === undefined) return undefined;
  return { kind: row.ownerKind, key: row.ownerKey };
}

/** `User*` questions may be asked about virtual users, whose ids look the same: the lists know which it is. */
function actualKind(row: ResponseRow, known: KnownEntities): EntityKind {
  const kind = row.ownerKind ?? 'system';
  if ((kind !== 'user' && kind !== 'serviceInstance') || !row.base.startsWith('User') || row.ownerKey === undefined)
    return kind;
  if (row.base === 'UserGetResponse') return 'user';
  const isInstance = known.has({ kind: 'serviceInstance', key: row.ownerKey });
  return isInstance ? 'serviceInstance' : 'user';
}

function disagree(row: ResponseRow, echoed: EntityRef): boolean {
  const parent = row.ownerKind === 'servicePack' ? (row.ownerKey ?? '').split('/')[0] : row.ownerKey;
  return parent !== echoed.key;
}

/** Joined to nobody by an earlier run of this very check: what its content or request said is not kept. */
function isDisputed(row: ResponseRow): boolean {
  return row.joinedBy === 'request' && row.ownerKey === undefined;
}

/** The same words in every run, for the owners are gone after the first one; the place leads to them. */
function conflictOf(row: ResponseRow, place: { readonly type: string; readonly offset: number }): SettleIssue {
  return {
    kind: 'conflict',
    code: 'echo-disagrees',
    message: `${place.type}: its echo "${row.echo}" names somebody else than its content or request does: joined to nobody`,
    file: row.file,
    offset: place.offset,
  };
}
