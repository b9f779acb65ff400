import { isSessionTraffic } from '../broadworks/command-type.ts';
import { readerOf } from '../broadworks/families/registry.ts';
import { isSystemBase, kindsOf } from '../broadworks/identity.ts';
import type { EntityKind, EntityRef } from '../domain/keys.ts';
import type { BodyElement } from '../domain/response-body.ts';
import { createKnownEntities, type KnownEntities, listedEntities } from './known-entities.ts';
import type { OwnerUpdate, ResponseRow, SettleIssue } from './ports.ts';

const EVERY_KIND: readonly EntityKind[] = ['serviceProvider', 'group', 'user', 'serviceInstance', 'device'];

/** Later kinds lean on earlier ones: a device list means nothing before its group is known. */
const MAX_ROUNDS = 6;

export interface Resolution {
  readonly updates: readonly OwnerUpdate[];
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
 * @param lists - bodies of the responses that list entities, by response id
 */
export function resolveEchoes(rows: readonly ResponseRow[], lists: ReadonlyMap<number, BodyElement>): Resolution {
  const streams = streamsOf(rows);
  let trusted = new Set(streams.keys());
  let known = createKnownEntities();
  // A stream that falls out takes what its lists seemed to name with it, which may fell another one.
  for (;;) {
    known = knowAll(rows, lists, trusted);
    const standing = new Set([...trusted].filter((stream) => streamResolves(streams.get(stream) ?? [], known)));
    if (standing.size === trusted.size) break;
    trusted = standing;
  }
  const updates: OwnerUpdate[] = [];
  const conflicts: SettleIssue[] = [];
  for (const row of rows) {
    const echoed = trusted.has(streamOf(row)) ? echoOwner(row, known) : undefined;
    if (row.joinedBy === 'self' || row.joinedBy === 'request') {
      const disputed = echoed !== undefined && row.ownerKey !== undefined && disagree(row, echoed);
      if (disputed || isDisputed(row)) conflicts.push(conflictOf(row));
      if (disputed) {
        updates.push({ id: row.id, owner: undefined, joinedBy: 'request' });
        continue;
      }
      const actual = actualKind(row, known);
      if (actual !== row.ownerKind && row.ownerKey !== undefined) {
        updates.push({ id: row.id, owner: { kind: actual, key: row.ownerKey }, joinedBy: 'request' });
      }
    } else if (row.joinedBy !== 'system' && (echoed?.key !== row.ownerKey || echoed?.kind !== row.ownerKind)) {
      updates.push({ id: row.id, owner: echoed, joinedBy: echoed === undefined ? undefined : 'echo' });
    }
  }
  return { updates, conflicts };
}

function streamOf(row: ResponseRow): string {
  return `${row.file}/${row.stream}`;
}

/** Streams with the rows whose echo must resolve, those included that need none: they show what echoes were used for. */
function streamsOf(rows: readonly ResponseRow[]): Map<string, ResponseRow[]> {
  const streams = new Map<string, ResponseRow[]>();
  for (const row of rows) {
    if (row.echo === '' || row.joinedBy === 'system') continue;
    const stream = streamOf(row);
    const list = streams.get(stream);
    if (list === undefined) streams.set(stream, [row]);
    else list.push(row);
  }
  return streams;
}

function knowAll(
  rows: readonly ResponseRow[],
  lists: ReadonlyMap<number, BodyElement>,
  trusted: ReadonlySet<string>,
): KnownEntities {
  const known = createKnownEntities();
  for (const row of rows) {
    if (row.state !== 'read' || (row.joinedBy !== 'self' && row.joinedBy !== 'request')) continue;
    const owner = ownerOf(row);
    if (owner !== undefined) addWithParents(owner, known);
  }
  let open = rows.filter((row) => lists.has(row.id));
  for (let round = 0; round < MAX_ROUNDS && open.length > 0; round++) {
    const waiting: ResponseRow[] = [];
    for (const row of open) {
      const body = lists.get(row.id);
      if (body === undefined) continue;
      const stronger = row.joinedBy !== undefined && row.joinedBy !== 'echo';
      const byEcho = !stronger && trusted.has(streamOf(row)) ? echoOwner(row, known) : undefined;
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

function streamResolves(rows: readonly ResponseRow[], known: KnownEntities): boolean {
  return rows.every((row) => echoOwner(row, known) !== undefined || errorNames(row));
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
function conflictOf(row: ResponseRow): SettleIssue {
  return {
    kind: 'conflict',
    code: 'echo-disagrees',
    message: `${row.type}: its echo "${row.echo}" names somebody else than its content or request does: joined to nobody`,
    file: row.file,
    offset: row.offset,
  };
}
