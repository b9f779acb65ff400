import type { RingPattern } from '../domain/alternate-number.ts';
import { entryOf } from '../domain/entry-of.ts';

const PATTERNS: Readonly<Record<string, RingPattern>> = {
  Normal: 'NORMAL',
  'Long-Long': 'LONG_LONG',
  'Short-Short-Long': 'SHORT_SHORT_LONG',
  'Short-Long-Short': 'SHORT_LONG_SHORT',
};

/** How the target calls a ring; `undefined` for what nobody set, or nobody knows. */
export function knownRingPattern(written: string | undefined): RingPattern | undefined {
  return entryOf(PATTERNS, written ?? '');
}

/** The same, where something has to ring in any case: as usual. */
export function ringPatternOf(written: string | undefined): RingPattern {
  return knownRingPattern(written) ?? 'NORMAL';
}
