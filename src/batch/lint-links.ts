import type { DraftId } from '../domain/draft-id.ts';
import type { Draft, DraftOf, SettingData } from '../domain/drafts.ts';
import { type Callable, callableName, membersOf, pointedAt, recallGroupOf } from './callables.ts';
import type { Tear } from './tear.ts';

/** What is made of others, or comes back to them, and what a person calls it. */
export const FEATURE_WORDS: Partial<Record<Draft['kind'], string>> = {
  huntGroup: 'hunt group',
  callQueue: 'queue',
  callPickup: 'call pickup',
  callPark: 'call park',
  callParkSettings: 'parked calls',
  pagingGroup: 'paging group',
};

/** Settings of one person that point at others. */
const SETTING_WORDS: Partial<Record<SettingData['setting'], string>> = {
  monitoring: 'busy lamp field',
  assignedAssistants: 'executive and assistant',
  receptionist: 'receptionist',
  privacy: 'who may watch',
  pushToTalk: 'push to talk',
  emergencyCallback: 'emergency callback',
};

/** How a batch stands to others, as the lint asks. */
export interface Standpoint {
  readonly callables: ReadonlyMap<DraftId, Callable>;
  /** Owners and features that stand in the target. */
  readonly moved: ReadonlySet<DraftId>;
  isMember(id: DraftId): boolean;
  /** Planned with the batch, as a member or because a member needs it. */
  isPlanned(id: DraftId): boolean;
  /** `in batch rest`. */
  where(id: DraftId): string;
}

/**
 * Links between a member and somebody else, each with the batch that sets it: the one that brings the second of the two.
 * Lists that were written before are written again with it, whole.
 */
export function lintLinks(drafts: readonly Draft[], standpoint: Standpoint): Tear[] {
  return drafts.flatMap((draft) => {
    if (draft.kind === 'setting') return settingLinks(draft, standpoint);
    return FEATURE_WORDS[draft.kind] === undefined
      ? []
      : [...memberLinks(draft, standpoint), ...recall(draft, standpoint)];
  });
}

/** The owner and whom its list names: both have to be there. */
function settingLinks(draft: DraftOf<'setting'>, standpoint: Standpoint): Tear[] {
  const { owner, setting } = draft.data;
  const { isMember, moved } = standpoint;
  const common = { what: SETTING_WORDS[setting] ?? setting, object: nameOf(standpoint, owner) };
  return pointedAt(draft).flatMap((other): Tear[] => {
    const [first, second] = isMember(owner) ? [owner, other] : [other, owner];
    if (!isMember(first) || isMember(second)) return [];
    const points = second === other ? 'points there' : `points at ${nameOf(standpoint, other)}`;
    const outside = outsider(standpoint, second);
    if (!moved.has(second)) {
      return [{ ...common, outside, remedy: 'deferred link', message: `${points}; ${setWith(standpoint, second)}` }];
    }
    if (moved.has(first)) return [];
    return [{ ...common, outside, remedy: 'linked now', message: `${points}; the list is written with this batch` }];
  });
}

function memberLinks(draft: Draft, standpoint: Standpoint): Tear[] {
  const { isMember, isPlanned, moved } = standpoint;
  const parts = membersOf(draft);
  if (!parts.some(isMember)) return [];
  const common = { what: FEATURE_WORDS[draft.kind] ?? draft.kind, object: featureName(draft) };
  const deferred = parts
    .filter((part) => !isPlanned(part) && !moved.has(part))
    .map((part): Tear => {
      const message = `is part of it; ${setWith(standpoint, part)}`;
      return { ...common, outside: outsider(standpoint, part), remedy: 'deferred link', message };
    });
  const before = parts.filter((part) => moved.has(part));
  const joins = parts.some((part) => isMember(part) && !moved.has(part));
  if (before.length === 0 || !joins) return deferred;
  const outside = before.map((part) => nameOf(standpoint, part)).join(', ');
  const message = 'stands in Webex with those who moved; its list is written again with this batch';
  return [...deferred, { ...common, outside, remedy: 'linked now', message }];
}

/** Parked calls come back to a hunt group that may come later. */
function recall(draft: Draft, standpoint: Standpoint): Tear[] {
  const group = recallGroupOf(draft);
  const { isPlanned, moved } = standpoint;
  if (group === undefined || !isPlanned(draft.id) || isPlanned(group) || moved.has(group)) return [];
  const message = `parked calls come back to it; until then to whoever parked them; ${setWith(standpoint, group)}`;
  const what = FEATURE_WORDS[draft.kind] ?? draft.kind;
  return [{ what, object: featureName(draft), outside: outsider(standpoint, group), remedy: 'deferred link', message }];
}

/** `the link comes with batch rest`, as the place of the second of the two says. */
function setWith({ where }: Standpoint, second: DraftId): string {
  const place = where(second);
  return place.startsWith('in batch ')
    ? `the link is a step of ${place.slice('in '.length)}`
    : 'the link is a step of whichever plan moves that one';
}

function outsider(standpoint: Standpoint, id: DraftId): string {
  return `${nameOf(standpoint, id)} (${standpoint.where(id)})`;
}

function nameOf({ callables }: Standpoint, id: DraftId): string {
  const draft = callables.get(id);
  return draft === undefined ? id : callableName(draft);
}

function featureName({ id, data }: Draft): string {
  if ('name' in data) return data.name;
  return 'location' in data ? data.location : id;
}
