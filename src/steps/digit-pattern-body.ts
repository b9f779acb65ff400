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

export function digitPatternDifferences(value: DigitPattern, seen: WebexDigitPattern): Difference[] {
  return differencesIn([
    ['name', value.name, seen.name],
    ['pattern', value.pattern, seen.pattern],
    ['action', value.action, seen.action],
    ['transferEnabled', value.transferEnabled, seen.transferEnabled],
  ]);
}
