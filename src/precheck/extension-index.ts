import type { DraftId } from '../domain/draft-id.ts';
import { add } from './shared-facts.ts';
import type { SubjectDraft } from './subjects.ts';
import { MOST_NAMES, type Several } from './wording.ts';

type Callable = SubjectDraft<'callable'>;

/** Who has one extension. In a large customer every location begins with the same ones: thousands may share it. */
interface Holders {
  readonly all: Callable[];
  readonly byLocation: Map<DraftId, Callable[]>;
  /** How many there are by the routing prefix of their location. */
  readonly byPrefix: Map<string | undefined, number>;
}

/**
 * Owners and features by extension. Questions cost the same however many share it.
 *
 * @param prefixOf - routing prefix of a location
 */
export function extensionIndex(prefixOf: (location: DraftId) => string | undefined) {
  const holders = new Map<string, Holders>();
  return {
    add(draft: Callable): void {
      const { extension, location } = draft.data;
      if (extension === undefined || extension === '') return;
      const known: Holders = holders.get(extension) ?? { all: [], byLocation: new Map(), byPrefix: new Map() };
      holders.set(extension, known);
      known.all.push(draft);
      add(known.byLocation, location, draft);
      const prefix = prefixOf(location);
      known.byPrefix.set(prefix, (known.byPrefix.get(prefix) ?? 0) + 1);
    },
    has: (extension: string): boolean => holders.has(extension),
    inLocation: (extension: string, location: DraftId): readonly Callable[] =>
      holders.get(extension)?.byLocation.get(location) ?? [],
    elsewhere(extension: string, location: DraftId): Several<Callable> {
      const known = holders.get(extension);
      if (known === undefined) return { count: 0, first: [] };
      const prefix = prefixOf(location);
      const alike =
        prefix === undefined
          ? known.all.length
          : (known.byPrefix.get(prefix) ?? 0) + (known.byPrefix.get(undefined) ?? 0);
      const count = alike - (known.byLocation.get(location)?.length ?? 0);
      const first: Callable[] = [];
      for (const other of known.all) {
        if (first.length >= Math.min(count, MOST_NAMES)) break;
        const otherPrefix = prefixOf(other.data.location);
        const apart = prefix !== undefined && otherPrefix !== undefined && prefix !== otherPrefix;
        if (other.data.location !== location && !apart) first.push(other);
      }
      return { count, first };
    },
  };
}
