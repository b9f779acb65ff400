import type { DraftId } from '../domain/draft-id.ts';
import type { Draft } from '../domain/drafts.ts';

/**
 * The BroadWorks group behind a location: its people dial each other by extension, also where it is split into several
 * locations. A location that nobody knows stands for itself.
 */
export function siteOf(drafts: readonly Draft[]): (location: DraftId) => string {
  const groups = new Map(
    drafts.flatMap((draft) => (draft.kind === 'location' ? [[draft.id, draft.from] as const] : [])),
  );
  return (location) => groups.get(location) ?? location;
}
