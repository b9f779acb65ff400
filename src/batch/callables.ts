import type { DraftId } from '../domain/draft-id.ts';
import type { Draft } from '../domain/drafts.ts';

export type Owner = Extract<Draft, { kind: 'subscriber' | 'workspace' | 'virtualLine' }>;
export type Feature = Extract<
  Draft,
  { kind: 'huntGroup' | 'callQueue' | 'autoAttendant' | 'pagingGroup' | 'voicemailGroup' }
>;
export type Callable = Owner | Feature;

export function isOwner(draft: Draft): draft is Owner {
  return draft.kind === 'subscriber' || draft.kind === 'workspace' || draft.kind === 'virtualLine';
}

export function isFeature(draft: Draft): draft is Feature {
  return (
    draft.kind === 'huntGroup' ||
    draft.kind === 'callQueue' ||
    draft.kind === 'autoAttendant' ||
    draft.kind === 'pagingGroup' ||
    draft.kind === 'voicemailGroup'
  );
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

/** Owners that the list of a setting points at: lamps, assistants, those who may watch or push to talk. */
export function pointedAt(draft: Draft): readonly DraftId[] {
  return draft.kind === 'setting' && 'members' in draft.data ? draft.data.members : [];
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
