import type { ComparedEntity, FieldChange, SnapshotDiff } from '../domain/snapshot-diff.ts';

/**
 * What changed since a snapshot, entity by entity. Both sides come in the order of kind and key.
 *
 * What a capture did not ask has not changed: an entity is removed only where the list that would name it was read, a
 * field emptied only where the entity's own response was read.
 *
 * @param covers - whether the new capture holds the list that would name this entity
 */
export function diffSnapshots(
  before: Iterable<ComparedEntity>,
  after: Iterable<ComparedEntity>,
  covers: (entity: ComparedEntity) => boolean,
): SnapshotDiff {
  const added: { kind: string; key: string }[] = [];
  const removed: { kind: string; key: string }[] = [];
  const changed: { kind: string; key: string; fields: readonly FieldChange[] }[] = [];
  let notCovered = 0;
  const old = before[Symbol.iterator]();
  const now = after[Symbol.iterator]();
  let left = old.next();
  let right = now.next();
  while (left.done !== true || right.done !== true) {
    const order = compare(left.value, right.value);
    if (left.done !== true && order < 0) {
      if (covers(left.value)) removed.push(nameOf(left.value));
      else notCovered += 1;
      left = old.next();
    } else if (right.done !== true && order > 0) {
      added.push(nameOf(right.value));
      right = now.next();
    } else if (left.done !== true && right.done !== true) {
      const fields = changesOf(left.value, right.value);
      if (fields.length > 0) changed.push({ ...nameOf(right.value), fields });
      left = old.next();
      right = now.next();
    }
  }
  return { added, removed, changed, notCovered };
}

/** An end comes after everything. */
function compare(left: ComparedEntity | undefined, right: ComparedEntity | undefined): number {
  if (left === undefined) return right === undefined ? 0 : 1;
  if (right === undefined) return -1;
  const [one, other] = [`${left.kind} ${left.key}`, `${right.kind} ${right.key}`];
  return one < other ? -1 : one > other ? 1 : 0;
}

function nameOf({ kind, key }: ComparedEntity): { kind: string; key: string } {
  return { kind, key };
}

function changesOf(before: ComparedEntity, after: ComparedEntity): FieldChange[] {
  const fields = [...new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])].sort();
  return fields.flatMap((field) => {
    const [was, is] = [before.fields[field], after.fields[field]];
    if (is === undefined && (!after.detailed || field.startsWith('feature '))) return [];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ field, before: was, after: is }];
  });
}
