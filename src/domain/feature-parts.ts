import type { SourceFeature } from './source.ts';

/**
 * Answers about further parts join those before them; any other feature replaces an earlier one.
 *
 * @param earlier - of the same owner and name
 */
export function withEarlierParts(earlier: SourceFeature | undefined, feature: SourceFeature): SourceFeature {
  const before = earlier?.data;
  const data = feature.data;
  if (before === undefined || data === undefined || !('parts' in before) || !('parts' in data)) return feature;
  const parts = [...before.parts, ...data.parts];
  // Both have one name, and the name decides the type.
  return { ...feature, data: { parts } as typeof data };
}
