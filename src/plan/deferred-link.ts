import type { Draft, DraftId } from '../domain/drafts.ts';
import type { BuildContext } from './build-context.ts';
import { labelOf } from './draft-index.ts';

type FeatureKind = 'huntGroup' | 'callQueue' | 'callPickup' | 'callPark' | 'pagingGroup';

/**
 * Lists the link of a feature to somebody whom the batch leaves outside as a later step.
 *
 * @returns what the step of the feature goes without, or `undefined` where the member is not outside of a batch
 */
export function deferLink(
  context: BuildContext,
  feature: Extract<Draft, { kind: FeatureKind }>,
  member: DraftId,
): string | undefined {
  const outside = context.cut?.outside.get(member);
  if (outside === undefined || context.owners.has(member)) return undefined;
  const label = `link of ${outside.name} to ${labelOf(feature)}`;
  context.omit(feature.kind, feature, `later step: ${outside.where}, linked when planned there`, false, label);
  return `${outside.name}: ${outside.where}`;
}
