import type { DraftId } from '../domain/draft-id.ts';
import type { Draft } from '../domain/drafts.ts';
import { MigrationError } from '../domain/errors.ts';
import { type Callable, callableName, isCallable } from './callables.ts';
import type { BatchSlice } from './cut-batch.ts';
import { forwards } from './forwards.ts';
import { siteOf } from './site.ts';

const MOST_NAMED = 5;

/**
 * Refuses a batch that would send calls to an extension whose holder stays behind without a number: no virtual
 * extension can stand in for it, and the target would refuse the destination, or send callers nowhere.
 *
 * @param moved - owners and features that stand in the target already
 * @throws {MigrationError} `BATCH_TORN` naming who sends calls where
 */
export function assertDialable(drafts: readonly Draft[], slice: BatchSlice, moved: ReadonlySet<DraftId>): void {
  const torn = tornExtensions(drafts, slice, moved);
  if (torn.length === 0) return;
  const rest = torn.length - MOST_NAMED;
  const named = torn.slice(0, MOST_NAMED).join('; ');
  const more = rest > 0 ? `; and ${rest} more` : '';
  throw new MigrationError('BATCH_TORN', `calls would go to extensions that nobody could dial: ${named}${more}`, {
    place: { where: `batch ${slice.cut.batch}` },
  });
}

function tornExtensions(drafts: readonly Draft[], slice: BatchSlice, moved: ReadonlySet<DraftId>): string[] {
  const byId = new Map(drafts.filter(isCallable).map((draft) => [draft.id, draft]));
  const site = siteOf(drafts);
  const stranded = new Map<string, Callable>();
  for (const draft of byId.values()) {
    const { extension, phoneNumber, location } = draft.data;
    if (extension === undefined || phoneNumber !== undefined || moved.has(draft.id)) continue;
    if (slice.isOutside(draft.id)) stranded.set(`${draft.customer} ${site(location)} ${extension}`, draft);
  }
  const torn: string[] = [];
  // Settings come with members only: nothing is written for whoever moved before.
  for (const { from, target, what } of forwards(slice.drafts)) {
    const origin = byId.get(from);
    if (origin === undefined) continue;
    const reached = stranded.get(`${origin.customer} ${site(origin.data.location)} ${target}`);
    if (reached === undefined) continue;
    const where = slice.cut.outside.get(reached.id)?.where ?? 'outside';
    torn.push(`${what} of ${callableName(origin)} to ${target}, ${callableName(reached)} (${where})`);
  }
  return [...new Set(torn)].sort();
}
