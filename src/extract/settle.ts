import { READERS, readerOf } from '../broadworks/families/registry.ts';
import { createSnapshotModel } from '../broadworks/snapshot-model.ts';
import type { BodyElement } from '../domain/response-body.ts';
import { listingBases } from './known-entities.ts';
import type { OwnerUpdate, ResponseRow, SettleIssue, SnapshotPort } from './ports.ts';
import { resolveEchoes } from './resolve-echoes.ts';

/**
 * Joins, ranks and projects everything that is stored, in one transaction: the same responses end in the same rows,
 * whatever the order and number of runs in which they came.
 */
export function settleSnapshot(store: SnapshotPort): void {
  store.transaction(() => {
    const rows = [...store.responses()];
    const bodies = new Map<number, BodyElement>();
    for (const { id, body } of store.bodies(listingBases(new Set(rows.map((row) => row.base)))))
      bodies.set(id, parseBody(body));
    const { updates, conflicts } = resolveEchoes(rows, bodies);
    store.setOwners(refined(updates, rows, store));
    store.markCurrent();
    const model = createSnapshotModel();
    for (const reader of READERS) {
      for (const base of reader.bases) {
        for (const { owner, state, error, body } of store.current(base)) {
          const content = state === 'error' ? {} : parseBody(body);
          reader.project({ base, owner, state, body: content, ...(error === undefined ? {} : { error }) }, model);
        }
      }
    }
    store.replaceRows(model.rows());
    const notes = model.issues.map((issue): SettleIssue => ({ kind: 'warning', ...issue }));
    store.replaceSettleIssues([...conflicts, ...notes]);
  });
}

/** Owners found by echo are narrowed like all others: an answer about one service pack belongs to that pack. */
function refined(updates: readonly OwnerUpdate[], rows: readonly ResponseRow[], store: SnapshotPort): OwnerUpdate[] {
  const baseOf = new Map(rows.map((row) => [row.id, row.base] as const));
  const wanted = updates.filter(
    ({ id, owner }) => owner !== undefined && readerOf(baseOf.get(id) ?? '')?.refine !== undefined,
  );
  if (wanted.length === 0) return [...updates];
  const bodies = new Map<number, string>();
  for (const { id, body } of store.bodies([...new Set(wanted.map(({ id }) => baseOf.get(id) ?? ''))]))
    bodies.set(id, body);
  return updates.map((update) => {
    const body = bodies.get(update.id);
    const refine = readerOf(baseOf.get(update.id) ?? '')?.refine;
    if (update.owner === undefined || refine === undefined || body === undefined) return update;
    return { ...update, owner: refine(update.owner, parseBody(body)) };
  });
}

/** Bodies were written by this tool from parsed captures. */
function parseBody(body: string): BodyElement {
  return JSON.parse(body) as BodyElement;
}
