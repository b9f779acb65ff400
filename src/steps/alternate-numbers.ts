import type { WithAlternateNumbers } from '../domain/alternate-number.ts';
import type { Check } from './compare.ts';

interface Seen {
  readonly numbers: readonly { readonly phoneNumber: string; readonly ringPattern?: string | undefined }[] | undefined;
  readonly distinctiveRing?: boolean | undefined;
}

/**
 * Further numbers of a feature, each with its ring; what the plan leaves out is not compared.
 *
 * @param at - where the fields stand in the answer, a dot at the end
 */
export function alternateChecks(at: string, wanted: WithAlternateNumbers, seen: Seen): Check[] {
  const { alternateNumbers, distinctiveRing } = wanted;
  return [
    [`${at}alternateNumbers`, alternateNumbers && texts(alternateNumbers), texts(seen.numbers ?? [])],
    [
      at === '' ? 'distinctiveRing' : `${at}distinctiveRingEnabled`,
      alternateNumbers && distinctiveRing,
      seen.distinctiveRing ?? false,
    ],
  ];
}

function texts(numbers: NonNullable<Seen['numbers']>): string[] {
  return numbers.map(({ phoneNumber, ringPattern = 'NORMAL' }) => `${phoneNumber} ${ringPattern}`).sort();
}
