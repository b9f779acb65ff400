import type { Draft } from '../domain/drafts.ts';
import type { Structure } from './create-context.ts';

const DEFAULT_LENGTH = 4;

/** How extensions of a location look: as long as most of them are, and the highest of those. */
interface Usual {
  readonly length: number;
  readonly highest: number | undefined;
}

/**
 * Proposes extensions that nobody has: not in the location, not in drafts of others and not in BroadWorks, for whoever
 * stays behind or comes later brings its own. What is in use is counted once, however many are proposed.
 *
 * @param drafts - of the customer
 * @returns the first free one above `after`, or else above those in use in the location, as long as most of them are
 */
export function extensionProposals(
  { source }: Structure,
  drafts: readonly Draft[],
): (location: string, isTaken: (extension: string) => boolean, after: string | undefined) => string {
  const inUse = new Set([...source.users, ...source.instances].flatMap(({ extension }) => extension ?? []));
  const byLocation = new Map<string, string[]>();
  for (const { data } of drafts) {
    if (!('extension' in data) || data.extension === undefined) continue;
    inUse.add(data.extension);
    const ofLocation = byLocation.get(data.location);
    if (ofLocation === undefined) byLocation.set(data.location, [data.extension]);
    else ofLocation.push(data.extension);
  }
  const usual = new Map([...byLocation].map(([location, extensions]) => [location, usualOf(extensions)]));

  return (location, isTaken, after) => {
    const { length, highest } = usual.get(location) ?? { length: DEFAULT_LENGTH, highest: undefined };
    const size = 10 ** length;
    const last = after?.length === length ? Number(after) : (highest ?? size / 10 - 1);
    for (let offset = 1; offset <= size; offset++) {
      const candidate = String((last + offset) % size).padStart(length, '0');
      if (!inUse.has(candidate) && !isTaken(candidate)) return candidate;
    }
    return String(size);
  };
}

function usualOf(extensions: readonly string[]): Usual {
  const lengths = new Map<number, number>();
  for (const { length } of extensions) lengths.set(length, (lengths.get(length) ?? 0) + 1);
  const [length = DEFAULT_LENGTH] = [...lengths].sort(([a, n], [b, m]) => m - n || a - b)[0] ?? [];
  const highest = extensions.filter((extension) => extension.length === length).map(Number);
  return { length, highest: highest.reduce((most, each) => Math.max(most, each), 0) };
}
