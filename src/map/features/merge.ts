import type { Mapped } from '../context.ts';

export type Account = NonNullable<Mapped['accounts']>[number];

/** What several mapping functions contributed, in the order in which they were asked. */
export function mergeMapped(parts: readonly Mapped[]): Required<Mapped> {
  return {
    drafts: parts.flatMap((part) => part.drafts),
    losses: parts.flatMap((part) => part.losses ?? []),
    decisions: parts.flatMap((part) => part.decisions ?? []),
    accounts: parts.flatMap((part) => part.accounts ?? []),
  };
}
