import type { Draft } from './drafts.ts';
import { lazyField } from './lazy-field.ts';

const giveWhy = lazyField<Draft['why']>('why');

/**
 * A draft whose reasons are put together when somebody asks for them: they are most of its size, and of the drafts of a
 * large customer only some are in hand at a time.
 *
 * @param draft - becomes the result
 */
export function withLazyWhy<Shape extends object>(
  draft: Shape,
  why: () => Draft['why'],
): Shape & { readonly why: Draft['why'] } {
  giveWhy(draft, why);
  return draft as Shape & { readonly why: Draft['why'] };
}
