import type { BatchCut, Membership, StagedExtension } from '../domain/batch.ts';
import type { DraftId } from '../domain/draft-id.ts';
import { type Draft, isMadeBeside } from '../domain/drafts.ts';
import { type Callable, callableName, isCallable } from './callables.ts';
import { reachOf } from './reach.ts';
import { siteOf } from './site.ts';

export interface BatchSlice {
  /** Members, and what they cannot be without. */
  readonly drafts: readonly Draft[];
  /** Owners and features that come along without being members: the administrator, agents that moved already … */
  readonly along: readonly Callable[];
  readonly cut: BatchCut;
  /** Whether a draft is one of those that the batch leaves out: what is wrong with it concerns others. */
  isOutside(draft: DraftId): boolean;
}

/**
 * What belongs to a batch: its members with their numbers, phones and settings; the customer, first location and
 * administrator without whom nothing exists; locations with their schedules; hunt groups, queues, pickup, park
 * and paging groups that have a member, with those agents who moved already. Links to those who did not are deferred:
 * they are set when the second of the two is planned, which brings the lists of those who moved before with it.
 *
 * @param moved - owners and features that stand in the target already, and settings that were carried out there
 */
export function cutBatch(
  drafts: readonly Draft[],
  membership: Membership,
  batch: string,
  moved: ReadonlySet<DraftId>,
): BatchSlice {
  const byId = new Map(drafts.map((draft) => [draft.id, draft]));
  const callables = drafts.filter(isCallable);
  const mine = callables.filter(({ from }) => membership.get(from) === batch);
  const members = new Set(mine.map(({ id }) => id));
  const customers = new Set(mine.map(({ customer }) => customer));
  const { included, brought } = reachOf(drafts, members, moved);
  const slice = drafts.filter(
    (draft) => included.has(draft.id) || brought.has(draft.id) || belongs(draft, included, members, moved),
  );
  const inSlice = new Set(slice.map(({ id }) => id));
  const along = callables.filter(({ id }) => included.has(id) && !members.has(id));
  const placed = (draft: Callable) => ({ name: callableName(draft), where: whereIs(membership, draft.from) });
  return {
    drafts: slice,
    isOutside: (draft) => byId.has(draft) && !inSlice.has(draft),
    along,
    cut: {
      batch,
      outside: new Map(
        callables
          .filter(({ id, customer }) => customers.has(customer) && !included.has(id) && !moved.has(id))
          .map((draft) => [draft.id, placed(draft)]),
      ),
      along: new Map(along.map((draft) => [draft.id, placed(draft)])),
      staged: stagedExtensions(callables, mine, siteOf(drafts), { included, moved }),
    },
  };
}

/** What hangs from an object of the batch. Phones and settings come with members only: others keep what they have. */
function belongs(
  draft: Draft,
  included: ReadonlySet<DraftId>,
  members: ReadonlySet<DraftId>,
  moved: ReadonlySet<DraftId>,
): boolean {
  switch (draft.kind) {
    case 'number':
      // The portal of a location comes with it, and so does its number.
      return draft.data.owner === undefined || draft.data.owner.startsWith('voicePortal:')
        ? included.has(draft.data.location)
        : included.has(draft.data.owner);
    case 'device':
      // A phone that moved before comes along with whoever has a further line on it: the line is added now.
      return (
        draft.data.owner !== undefined &&
        (members.has(draft.data.owner) ||
          (moved.has(draft.data.owner) && draft.data.lines.some((line) => members.has(line))))
      );
    case 'setting':
      return members.has(draft.data.owner);
    case 'featureSetting':
      return included.has(draft.data.feature);
    case 'schedule':
    case 'announcement':
    case 'locationMusic':
    case 'locationIntercept':
    case 'callParkSettings':
    case 'voicePortal':
      return included.has(draft.data.location);
    case 'customer':
    case 'location':
    case 'subscriber':
    case 'workspace':
    case 'virtualLine':
    case 'huntGroup':
    case 'callQueue':
    case 'autoAttendant':
    case 'callPickup':
    case 'callPark':
    case 'pagingGroup':
    case 'voicemailGroup':
    case 'notMigrated':
      // Chosen by themselves, or for their members, or nothing that a plan could carry out.
      return false;
    default:
      return draft satisfies never;
  }
}

export function whereIs(membership: Membership, from: string): string {
  const other = membership.get(from);
  return other === undefined ? 'in no batch' : `in batch ${other}`;
}

/**
 * Everybody in a location of the batch who stays and is dialled by extension. Whoever would go to another location of the
 * same BroadWorks group is staged in that of the batch: its own may not be there yet.
 */
function stagedExtensions(
  callables: readonly Callable[],
  mine: readonly Callable[],
  site: (location: DraftId) => string,
  { included, moved }: { readonly included: ReadonlySet<DraftId>; readonly moved: ReadonlySet<DraftId> },
): StagedExtension[] {
  const locations = new Set(mine.map(({ data }) => data.location).sort());
  const bySite = new Map([...locations].reverse().map((location) => [site(location), location]));
  return callables.flatMap((draft) => {
    const { extension, phoneNumber } = draft.data;
    // What is made of a menu has an extension in Webex only: nobody dials it before it moves.
    if (isMadeBeside(draft)) return [];
    const location = locations.has(draft.data.location) ? draft.data.location : bySite.get(site(draft.data.location));
    if (extension === undefined || location === undefined || included.has(draft.id) || moved.has(draft.id)) return [];
    const staged = { draft: draft.id, customer: draft.customer, location, displayName: callableName(draft), extension };
    return [phoneNumber === undefined ? staged : { ...staged, phoneNumber }];
  });
}
