/** Names in one message; the rest is counted, for a message is read by a person. */
const MOST_NAMES = 5;

/** `1 number`, `2 numbers`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** `a, b, c`, and from the sixth on `… and 3 more`. */
export function listOf(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return rest > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${rest} more` : names.join(', ');
}
