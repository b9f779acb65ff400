/** One entity of a snapshot, for comparing two. */
export interface ComparedEntity {
  readonly kind: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether its own response was read: only then does a missing field mean that it is empty. */
  readonly detailed: boolean;
}

export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface SnapshotDiff {
  readonly added: readonly { readonly kind: string; readonly key: string }[];
  readonly removed: readonly { readonly kind: string; readonly key: string }[];
  readonly changed: readonly { readonly kind: string; readonly key: string; readonly fields: readonly FieldChange[] }[];
  /** In the snapshot, but not looked at by the new capture. */
  readonly notCovered: number;
}
