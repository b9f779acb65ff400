import type { SourceFeature } from './source.ts';

/** One part of an owner that is asked for by its name: a submenu, a criterion, a DNIS, a directory. */
export interface FeaturePart<Content> {
  readonly name: string;
  readonly state: 'read' | 'error';
  /** Missing when `state` is `error`. */
  readonly content?: Content;
  readonly error?: string;
}

/** A feature that is told part by part, one answer each, in the order of their names. */
export interface FeatureParts<Content> {
  readonly parts: readonly FeaturePart<Content>[];
}

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
