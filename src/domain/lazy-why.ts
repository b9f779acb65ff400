import type { Draft } from './drafts.ts';

const pending = new WeakMap<object, () => Draft['why']>();
/** One getter for all drafts: with one each, every draft would be of a form of its own, at five times the memory. */
const WHY: PropertyDescriptor = {
  enumerable: true,
  configurable: true,
  get(this: object) {
    return pending.get(this)?.() ?? {};
  },
};

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
  pending.set(draft, why);
  return Object.defineProperty(draft, 'why', WHY) as Shape & { readonly why: Draft['why'] };
}
