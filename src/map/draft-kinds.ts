import type { Draft, DraftKind, DraftOf } from '../domain/drafts.ts';

export function isKind<Kind extends DraftKind>(draft: Draft, kind: Kind): draft is Draft & DraftOf<Kind> {
  return draft.kind === kind;
}

/** Drafts of one kind, typed. */
export function ofKind<Kind extends DraftKind>(drafts: readonly Draft[], kind: Kind): (Draft & DraftOf<Kind>)[] {
  return drafts.filter((draft) => isKind(draft, kind));
}
