/** Names in one message; the rest is counted, for a message is read by a person. */
export const MOST_NAMES = 5;

/** How many there are, of which the first few are named. */
export interface Several<Named> {
  readonly count: number;
  readonly first: readonly Named[];
}

/** `1 number`, `2 numbers`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** `a, b, c`, and from the sixth on `… and 3 more`. */
export function listOf(names: readonly string[]): string {
  return listOfSome({ count: names.length, first: names.slice(0, MOST_NAMES) });
}

/** The same where only the first few names are at hand. */
export function listOfSome({ count: all, first }: Several<string>): string {
  const rest = all - first.length;
  return rest > 0 ? `${first.join(', ')} and ${rest} more` : first.join(', ');
}
