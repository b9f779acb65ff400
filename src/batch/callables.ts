import { CALLED_FEATURE_KINDS, OWNER_KINDS } from '../domain/callable-kinds.ts';
import type { DraftId } from '../domain/draft-id.ts';
import type { Draft, DraftKind } from '../domain/drafts.ts';

export type Owner = Extract<Draft, { kind: (typeof OWNER_KINDS)[number] }>;
export type Feature = Extract<Draft, { kind: (typeof CALLED_FEATURE_KINDS)[number] }>;
export type Callable = Owner | Feature;

const OWNERS: ReadonlySet<DraftKind> = new Set(OWNER_KINDS);
const FEATURES: ReadonlySet<DraftKind> = new Set(CALLED_FEATURE_KINDS);

export function isOwner(draft: Draft): draft is Owner {
  return OWNERS.has(draft.kind);
}

export function isFeature(draft: Draft): draft is Feature {
  return FEATURES.has(draft.kind);
}

export function isCallable(draft: Draft): draft is Callable {
  return isOwner(draft) || isFeature(draft);
}

/** Owners that a feature is made of: agents, members, those who page and those who are paged. */
export function membersOf(draft: Draft): readonly DraftId[] {
  switch (draft.kind) {
    case 'huntGroup':
    case 'callQueue':
      return draft.data.agents.map(({ owner }) => owner);
    case 'callPickup':
    case 'callPark':
      return draft.data.members;
    case 'pagingGroup':
      return [...new Set([...draft.data.originators, ...draft.data.targets])];
    default:
      return [];
  }
}

/** Whom a setting points at: lamps, assistants, those who may watch or push to talk, who is called back for its owner. */
export function pointedAt(draft: Draft): readonly DraftId[] {
  if (draft.kind !== 'setting') return [];
  if ('members' in draft.data) return draft.data.members;
  return 'member' in draft.data && draft.data.member !== undefined ? [draft.data.member] : [];
}

/** The hunt group that calls come back to which nobody fetched. */
export function recallGroupOf(draft: Draft): DraftId | undefined {
  return draft.kind === 'callPark' || draft.kind === 'callParkSettings' ? draft.data.recallHuntGroup : undefined;
}

/** What a person calls somebody who can be called. */
export function callableName({ data }: Callable): string {
  if ('name' in data) return data.name;
  return 'displayName' in data ? data.displayName : `${data.firstName} ${data.lastName}`.trim();
}
