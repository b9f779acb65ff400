import type { DraftId } from '../domain/draft-id.ts';
import { add } from './shared-facts.ts';
import { MOST_NAMES, type Several } from './wording.ts';

/** Who is reached by an extension: an owner or feature, or a setting with further ones. */
export interface ExtensionHolder {
  readonly id: DraftId;
  readonly location: DraftId;
}

/** Who has one extension. In a large customer every location begins with the same ones: thousands may share it. */
interface Holders {
  readonly all: ExtensionHolder[];
  readonly byLocation: Map<DraftId, ExtensionHolder[]>;
  /** How many there are by the routing prefix of their location. */
  readonly byPrefix: Map<string | undefined, number>;
}

/**
 * Owners, features and settings by extension. Questions cost the same however many share it.
 *
 * @param prefixOf - routing prefix of a location
 */
export function extensionIndex(prefixOf: (location: DraftId) => string | undefined) {
  const holders = new Map<string, Holders>();
  return {
    add(extension: string | undefined, holder: ExtensionHolder): void {
      if (extension === undefined || extension === '') return;
      const { location } = holder;
      const known: Holders = holders.get(extension) ?? { all: [], byLocation: new Map(), byPrefix: new Map() };
      holders.set(extension, known);
      known.all.push(holder);
      add(known.byLocation, location, holder);
      const prefix = prefixOf(location);
      known.byPrefix.set(prefix, (known.byPrefix.get(prefix) ?? 0) + 1);
    },
    has: (extension: string): boolean => holders.has(extension),
    inLocation: (extension: string, location: DraftId): readonly ExtensionHolder[] =>
      holders.get(extension)?.byLocation.get(location) ?? [],
    elsewhere(extension: string, location: DraftId): Several<ExtensionHolder> {
      const known = holders.get(extension);
      if (known === undefined) return { count: 0, first: [] };
      const prefix = prefixOf(location);
      const alike =
        prefix === undefined
          ? known.all.length
          : (known.byPrefix.get(prefix) ?? 0) + (known.byPrefix.get(undefined) ?? 0);
      const count = alike - (known.byLocation.get(location)?.length ?? 0);
      const first: ExtensionHolder[] = [];
      for (const other of known.all) {
        if (first.length >= Math.min(count, MOST_NAMES)) break;
        const otherPrefix = prefixOf(other.location);
        const apart = prefix !== undefined && otherPrefix !== undefined && prefix !== otherPrefix;
        if (other.location !== location && !apart) first.push(other);
      }
      return { count, first };
    },
  };
}
