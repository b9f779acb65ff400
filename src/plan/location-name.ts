import type { DraftId } from '../domain/draft-id.ts';
import type { BuildContext } from './build-context.ts';

/** What a location is called, as natural keys say it. */
export function nameOf(context: BuildContext, location: DraftId): string {
  const draft = context.drafts.get(location);
  return draft?.kind === 'location' ? draft.data.name : location;
}
