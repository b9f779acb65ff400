import type { DraftId } from '../domain/draft-id.ts';
import type { Draft } from '../domain/drafts.ts';
import type { StepKind } from '../domain/plan.ts';
import type { BuildContext } from './build-context.ts';
import { labelOf } from './draft-index.ts';

/** What points at others, and has a step of its own. */
export type LinkingDraft = Extract<
  Draft,
  { kind: 'huntGroup' | 'callQueue' | 'callPickup' | 'callPark' | 'callParkSettings' | 'pagingGroup' | 'setting' }
>;

/** Part of the payload of a list whose further members come with later batches. */
export function growing(isOpen: boolean): { readonly open?: true } {
  return isOpen ? { open: true } : {};
}

/**
 * Lists the link of a feature or a setting to somebody whom the batch leaves outside as a later step: of the batch that
 * brings the second of the two.
 *
 * @param what - what a person calls that which points
 * @returns what the step goes without, or `undefined` where the member is not outside of a batch
 */
export function deferLink(
  context: BuildContext,
  draft: LinkingDraft,
  member: DraftId,
  what: string = labelOf(draft),
): string | undefined {
  const outside = context.cut?.outside.get(member);
  if (outside === undefined || context.owners.has(member) || context.features.has(member)) return undefined;
  const kind: StepKind = draft.kind;
  const reason = `later step: ${outside.where}, linked when planned there`;
  context.omit(kind, draft, reason, false, `link of ${outside.name} to ${what}`);
  return `${outside.name}: ${outside.where}`;
}
