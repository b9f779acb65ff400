import type { Draft, DraftId } from '../domain/drafts.ts';

export type Owner = Extract<Draft, { kind: 'subscriber' | 'workspace' | 'virtualLine' }>;
export type Feature = Extract<Draft, { kind: 'huntGroup' | 'callQueue' | 'autoAttendant' }>;
export type Callable = Owner | Feature;

export function isOwner(draft: Draft): draft is Owner {
  return draft.kind === 'subscriber' || draft.kind === 'workspace' || draft.kind === 'virtualLine';
}

export function isFeature(draft: Draft): draft is Feature {
  return draft.kind === 'huntGroup' || draft.kind === 'callQueue' || draft.kind === 'autoAttendant';
}

export function isCallable(draft: Draft): draft is Callable {
  return isOwner(draft) || isFeature(draft);
}

export function agentsOf(draft: Draft): readonly DraftId[] {
  return draft.kind === 'huntGroup' || draft.kind === 'callQueue' ? draft.data.agents.map(({ owner }) => owner) : [];
}

/** What a person calls somebody who can be called. */
export function callableName({ data }: Callable): string {
  if ('name' in data) return data.name;
  return 'displayName' in data ? data.displayName : `${data.firstName} ${data.lastName}`.trim();
}
