import type { DraftId } from '../domain/draft-id.ts';
import type { DraftOf, NotMigratedData, Why } from '../domain/drafts.ts';
import type { SourceRef } from '../domain/keys.ts';

/**
 * What stays behind, as a draft of its own, so that it is listed, counted and explained like everything that moves.
 *
 * @param from - the entity, `kind:key`
 */
export function notMigrated(
  customer: DraftId,
  from: string,
  stay: { readonly category: NotMigratedData['category']; readonly reason: string },
  sources: readonly SourceRef[],
  why: Partial<Why> = {},
): DraftOf<'notMigrated'> {
  const colon = from.indexOf(':');
  const source = `${from.slice(0, colon)} ${decodeURIComponent(from.slice(colon + 1))}`;
  const because: Why = { rule: `not-migrated-${stay.category}`, ...why, sources };
  return {
    id: `notMigrated:${from}`,
    kind: 'notMigrated',
    customer,
    from,
    data: { source, reason: stay.reason, category: stay.category },
    why: { source: { ...because, sources: [] }, reason: because, category: because },
  };
}
