import type { DraftId } from '../domain/draft-id.ts';
import type { Draft, DraftOf } from '../domain/drafts.ts';
import { isCallable, membersOf, pointedAt, recallGroupOf } from './callables.ts';

export interface Reach {
  /** Owners, features, locations and customers of a batch: its members and what they cannot be without. */
  readonly included: ReadonlySet<DraftId>;
  /**
   * Settings of others that come with the batch: lists of those who moved before and name a member are written again, with
   * the member; who assists a member is made an assistant first.
   */
  readonly brought: ReadonlySet<DraftId>;
}

/**
 * How far a batch reaches beyond its members: features with a member in it, and lists of those who moved before. Lists
 * are written whole, so whoever such a list names and moved is reached as well: a list without them would drop them.
 *
 * @param members - owners and features that were put into the batch
 * @param moved - owners and features that stand in the target, and settings that were carried out there
 */
export function reachOf(drafts: readonly Draft[], members: ReadonlySet<DraftId>, moved: ReadonlySet<DraftId>): Reach {
  const byId = new Map(drafts.map((draft) => [draft.id, draft]));
  const types = typesByOwner(drafts);
  const standing = new Set(drafts.filter(isCallable).flatMap(({ id, data }) => (moved.has(id) ? [data.location] : [])));
  const included = new Set<DraftId>();
  const brought = new Set<DraftId>();
  const include = (id: DraftId): void => {
    if (included.has(id)) return;
    included.add(id);
    const draft = byId.get(id);
    if (draft === undefined) return;
    if (isCallable(draft)) include(draft.data.location);
    includeMoved(membersOf(draft));
    const group = recallGroupOf(draft);
    if (group !== undefined) includeMoved([group]);
  };
  const includeMoved = (ids: readonly DraftId[]): void => {
    for (const id of ids) if (moved.has(id)) include(id);
  };

  const reachSetting = (draft: DraftOf<'setting'>): void => {
    const { owner } = draft.data;
    const others = pointedAt(draft);
    const isMember = members.has(owner);
    // A list was written without the member; a callback waits for whom it shows, and that one may come with its agents.
    const isTorn =
      moved.has(owner) &&
      (draft.data.setting === 'emergencyCallback'
        ? others.some((other) => members.has(other) || (included.has(other) && !moved.has(other)))
        : moved.has(draft.id) && others.some((other) => members.has(other)));
    if (others.length === 0 || !(isMember || isTorn)) return;
    includeMoved(others);
    if (isTorn && !isMember) {
      brought.add(draft.id);
      include(owner);
    }
    if (draft.data.setting !== 'assignedAssistants') return;
    // Nobody has assistants, or is one, before the type says so.
    for (const one of [owner, ...others]) {
      const type = types.get(one);
      if (type !== undefined && included.has(one) && !members.has(one)) brought.add(type);
    }
  };
  const reach = (draft: Draft): void => {
    if (membersOf(draft).some((part) => members.has(part))) include(draft.id);
    // The mailbox inside a hunt group, queue or attendant comes with it.
    if (draft.kind === 'voicemailGroup' && included.has(draft.data.mailboxOf ?? '')) include(draft.id);
    if (draft.kind === 'setting') reachSetting(draft);
    if (draft.kind === 'device' && draft.data.lines.some((line) => members.has(line))) includeMoved(draft.data.lines);
    const group = recallGroupOf(draft);
    if (group === undefined) return;
    // The hunt group comes now; those whose parked calls come back to it are in the target already.
    const comes = included.has(group) && !moved.has(group);
    if (draft.kind === 'callPark' && comes && membersOf(draft).some((part) => moved.has(part))) include(draft.id);
    if (draft.kind !== 'callParkSettings') return;
    if (comes && standing.has(draft.data.location)) include(draft.data.location);
    if (included.has(draft.data.location)) includeMoved([group]);
  };

  for (const id of members) include(id);
  for (const id of customersOf(byId, members)) {
    const customer = byId.get(id);
    if (customer?.kind !== 'customer') continue;
    include(id);
    include(customer.data.firstLocation);
    if (customer.data.administrator !== undefined) include(customer.data.administrator);
  }
  // One thing brings another (a hunt group its agents, an agent a location): until nothing more comes.
  for (let known = -1; known !== included.size; ) {
    known = included.size;
    for (const draft of drafts) reach(draft);
  }
  return { included, brought };
}

function customersOf(byId: ReadonlyMap<DraftId, Draft>, members: ReadonlySet<DraftId>): ReadonlySet<DraftId> {
  return new Set([...members].flatMap((id) => byId.get(id)?.customer ?? []));
}

/** Owner → the setting that makes it an executive or an assistant. */
function typesByOwner(drafts: readonly Draft[]): ReadonlyMap<DraftId, DraftId> {
  return new Map(
    drafts.flatMap((draft) =>
      draft.kind === 'setting' && draft.data.setting === 'executiveAssistant' ? [[draft.data.owner, draft.id]] : [],
    ),
  );
}
