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
