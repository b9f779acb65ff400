import type { SourceFeature } from './source.ts';

/** Lists of a feature of which each answer may hold only some: parts, or what a search or a page of a list names. */
const COLLECTED = ['parts', 'listed', 'schedules'] as const;

/**
 * Answers about further parts, and searches and pages of one list, join those before them; any other feature replaces
 * an earlier one. A search that failed is no reason to forget what another one found.
 *
 * @param earlier - of the same owner and name
 */
export function withEarlierParts(earlier: SourceFeature | undefined, feature: SourceFeature): SourceFeature {
  const before: object | undefined = earlier?.data;
  const data: object | undefined = feature.data;
  if (earlier === undefined || before === undefined) return feature;
  for (const list of COLLECTED) {
    const first = listIn(before, list);
    const second = data === undefined ? [] : listIn(data, list);
    if (first === undefined || second === undefined) continue;
    if (data === undefined) return earlier;
    const whole = list === 'parts' ? [...first, ...second] : joined(first, second);
    // Both have one name, and the name decides the type.
    return { ...feature, data: { ...data, [list]: whole } as SourceFeature['data'] & object };
  }
  return feature;
}

function listIn(data: object, name: string): readonly unknown[] | undefined {
  const value = (data as Readonly<Record<string, unknown>>)[name];
  return Array.isArray(value) ? value : undefined;
}

/** What two answers both name is there once. */
function joined(first: readonly unknown[], second: readonly unknown[]): readonly unknown[] {
  const known = new Set(first.map((entry) => JSON.stringify(entry)));
  return [...first, ...second.filter((entry) => !known.has(JSON.stringify(entry)))];
}
