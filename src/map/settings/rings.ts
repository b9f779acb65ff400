import type { Why } from '../../domain/drafts.ts';
import type { SourceRef } from '../../domain/keys.ts';

/** The target takes 2 to 20 rings; BroadWorks also knows none at all. */
const MIN_RINGS = 2;
const MAX_RINGS = 20;

/** Rings as the target takes them, and why: a number outside of its range becomes the nearest one. */
export function ringsWithinRange(written: number, source: SourceRef): { readonly value: number; readonly why: Why } {
  const value = Math.min(MAX_RINGS, Math.max(MIN_RINGS, written));
  const changed = value !== written;
  return {
    value,
    why: {
      rule: changed ? 'rings-within-range' : 'carried-over',
      sources: [source],
      ...(changed ? { changed, note: `${written} rings are outside ${MIN_RINGS} to ${MAX_RINGS}` } : {}),
    },
  };
}
