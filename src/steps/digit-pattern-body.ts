import type { DigitPattern } from '../domain/further-settings.ts';
import type { Difference } from '../domain/plan.ts';
import type { DigitPatternBody, WebexDigitPattern } from '../webex/digit-patterns.ts';
import { differencesIn } from './compare.ts';

export function digitPatternBody({ name, pattern, action, transferEnabled }: DigitPattern): DigitPatternBody {
  return { name, pattern, action, transferEnabled };
}

/**
 * The pattern as it stands there: by its name, else by its own id, else by its digits, for the target has each of them
 * once. An id that an earlier plan has given it proves less than the name: another step may have taken that pattern over.
 */
export function findDigitPattern(
  { name, pattern }: DigitPattern,
  all: readonly WebexDigitPattern[],
  own: string | undefined,
  isFree: (id: string) => boolean,
): WebexDigitPattern | undefined {
  const free = all.filter(({ id }) => isFree(id));
  return (
    all.find((seen) => seen.name === name) ??
    free.find(({ id }) => id === own) ??
    free.find((seen) => seen.pattern === pattern)
  );
}

/** Name of the pattern beside it that has its digits: the target refuses them a second time (409). */
export function holderOfDigits(
  { pattern }: DigitPattern,
  all: readonly WebexDigitPattern[],
  found: WebexDigitPattern,
): { readonly inTheWay?: string } {
  const holder = all.find((seen) => seen.pattern === pattern && seen.id !== found.id);
  return holder === undefined ? {} : { inTheWay: holder.name };
}

export function digitPatternDifferences(value: DigitPattern, seen: WebexDigitPattern): Difference[] {
  return differencesIn([
    ['name', value.name, seen.name],
    ['pattern', value.pattern, seen.pattern],
    ['action', value.action, seen.action],
    ['transferEnabled', value.transferEnabled, seen.transferEnabled],
  ]);
}
