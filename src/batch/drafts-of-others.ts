import type { Membership } from '../domain/batch.ts';
import type { DraftId } from '../domain/draft-id.ts';
import type { Draft } from '../domain/drafts.ts';
import { isCallable } from './callables.ts';
import { cutBatch } from './cut-batch.ts';

/**
 * What belongs to other batches than one: their members whether they moved or not, and whoever moved without a batch,
 * with their numbers and locations. What the batch itself brings may be among it (a location that both share).
 */
export function draftsOfOthers(
  drafts: readonly Draft[],
  membership: Membership,
  batch: string,
  moved: ReadonlySet<DraftId>,
): readonly Draft[] {
  const others = new Map<string, string>();
  for (const [origin, name] of membership) if (name !== batch) others.set(origin, OTHERS);
  for (const draft of drafts) {
    if (isCallable(draft) && moved.has(draft.id) && membership.get(draft.from) !== batch)
      others.set(draft.from, OTHERS);
  }
  return others.size === 0 ? [] : cutBatch(drafts, others, OTHERS, moved).drafts;
}

const OTHERS = 'others';
