import { type BatchSlice, cutBatch } from '../batch/cut-batch.ts';
import { draftsOfOthers } from '../batch/drafts-of-others.ts';
import { assertDialable } from '../batch/torn-extensions.ts';
import { BATCH_ALL } from '../domain/batch.ts';
import type { Draft } from '../domain/drafts.ts';
import { MigrationError } from '../domain/errors.ts';
import type { PlanRecord } from '../domain/plan-record.ts';
import { digest } from '../plan/step-identity.ts';
import { batchRepository } from '../store/batch-repository.ts';
import { draftRepository } from '../store/draft-repository.ts';
import type { App } from './app.ts';

/**
 * What a batch holds as things stand in a target.
 *
 * @throws {MigrationError} `OBJECT_NOT_FOUND` for a batch that is not there, `NOTHING_MAPPED` when none of its members move,
 *   `BATCH_TORN` when it would send calls to extensions that nobody in the target can dial
 */
export function sliceOf(app: App, batch: string, target: string): BatchSlice {
  const batches = batchRepository(app.db);
  if (!batches.list().some(({ name }) => name === batch)) {
    throw new MigrationError('OBJECT_NOT_FOUND', `there is no batch "${batch}"`, {
      hint: 'See `bw2wholesale batch list`.',
    });
  }
  const drafts = draftRepository(app.db).drafts();
  const moved = batches.moved(target);
  const slice = cutBatch(drafts, batches.membership(), batch, moved);
  if (slice.drafts.length === 0) throw new MigrationError('NOTHING_MAPPED', `batch "${batch}" holds nobody who moves`);
  assertDialable(drafts, slice, moved);
  return slice;
}

/** Drafts that belong to other batches than that of a plan; what stands of them in the target is nobody's surprise. */
export function othersOf(app: App, { batch, target }: Pick<PlanRecord, 'batch' | 'target'>): readonly Draft[] {
  if (batch === BATCH_ALL) return [];
  const batches = batchRepository(app.db);
  return draftsOfOthers(draftRepository(app.db).drafts(), batches.membership(), batch, batches.moved(target));
}

/**
 * What a plan of a batch is bound to: its members, and who of the others moved already, for those are linked in it.
 *
 * @returns undefined for the plan of everything
 */
export function batchDigest(app: App, batch: string, target: string): string | undefined {
  if (batch === BATCH_ALL) return undefined;
  const batches = batchRepository(app.db);
  const membership = batches.membership();
  const members = [...membership].filter(([, name]) => name === batch).map(([origin]) => origin);
  const moved = batches.moved(target);
  const drafts = draftRepository(app.db).drafts();
  // What comes along is moved by this batch itself: our own writes never make a plan stale.
  const along = new Set(cutBatch(drafts, membership, batch, new Set()).along.map(({ id }) => id));
  const others = drafts
    .filter(({ id, from }) => moved.has(id) && membership.get(from) !== batch && !along.has(id))
    .map(({ id }) => id);
  return digest([members.sort(), others.sort()]).slice(0, 32);
}
