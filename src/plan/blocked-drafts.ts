import type { DraftId } from '../domain/draft-id.ts';
import type { Draft } from '../domain/drafts.ts';
import { schedulesOf } from '../domain/feature-settings.ts';
import { type DraftIndex, indexDrafts, labelOf } from './draft-index.ts';

/** A precheck finding of severity `blocker` that holds for the target of the plan and is not overridden. */
export interface Blocker {
  /** Missing where the plan itself has seen it in the target. */
  readonly rule?: string;
  /** Draft id that it is about; an id that no draft has falls back to location, then customer. */
  readonly draft: DraftId;
  readonly location?: DraftId;
  /** Draft id of the customer; empty when it concerns the whole target. */
  readonly customer: DraftId;
  readonly message: string;
}

/**
 * Which drafts must not be carried out, each with a reason that names the root.
 *
 * A blocker holds back what hangs from its object: a customer everything, a location all that is in it, an owner its
 * numbers, devices and settings. The first location travels inside the customer request (fact sheet §2), so a blocker
 * on it holds back the customer. A blocker that cannot be placed holds back more rather than less.
 */
export function findBlockedDrafts(
  drafts: readonly Draft[],
  blockers: readonly Blocker[],
): ReadonlyMap<DraftId, string> {
  const index = indexDrafts(drafts);
  const dependants = hangingFrom(drafts, index);
  const blocked = new Map<DraftId, string>();

  const block = (id: DraftId, reason: string): void => {
    if (blocked.has(id)) return;
    blocked.set(id, reason);
    const draft = index.get(id);
    const root = inheritReason(reason, draft ? labelOf(draft) : id);
    for (const dependant of dependants.get(id) ?? []) block(dependant, root);
  };

  for (const blocker of blockers) {
    const reason = blocker.rule === undefined ? blocker.message : `${blocker.rule}: ${blocker.message}`;
    const place = [blocker.draft, blocker.location, blocker.customer].find((id) => id !== undefined && index.get(id));
    if (place !== undefined) {
      const earlier = blocked.get(place);
      if (earlier === undefined) block(place, reason);
      else if (place === blocker.draft) blocked.set(place, withFurther(earlier, reason));
    } else if (blocker.customer === '') for (const customer of index.customers) block(customer.id, reason);
  }
  for (const draft of drafts) {
    const fault = incomplete(draft);
    if (fault !== undefined) block(draft.id, fault);
  }
  return blocked;
}

/** Whoever mends one reason would only then hear of the other. What is the draft's own comes first: see `isInherited`. */
function withFurther(earlier: string, reason: string): string {
  const [first, second] = isInherited(earlier) ? [reason, earlier] : [earlier, reason];
  return `${first}; also ${second}`;
}

const INHERITED = 'needs ';

/** The reason that travels down from `label`: the root stays, however long the way. */
export function inheritReason(reason: string, label: string): string {
  return isInherited(reason) ? reason : `${INHERITED}${label} (${reason})`;
}

/** Whether something is held back because of another thing only. */
export function isInherited(reason: string): boolean {
  return reason.startsWith(INHERITED);
}

/** What cannot be written at all, whatever the findings say. */
function incomplete(draft: Draft): string | undefined {
  switch (draft.kind) {
    case 'subscriber':
      return draft.data.email === undefined ? 'no e-mail address' : undefined;
    case 'workspace':
    case 'virtualLine':
    case 'huntGroup':
    case 'callQueue':
    case 'autoAttendant':
    case 'pagingGroup':
      return draft.data.phoneNumber === undefined && draft.data.extension === undefined
        ? 'neither number nor extension'
        : undefined;
    case 'voicemailGroup':
      return draft.data.extension === undefined ? 'no extension' : undefined;
    default:
      return undefined;
  }
}

/** Draft id → drafts that cannot be there without it. */
function hangingFrom(drafts: readonly Draft[], index: DraftIndex): ReadonlyMap<DraftId, readonly DraftId[]> {
  const edges = new Map<DraftId, DraftId[]>();
  const hang = (from: DraftId | undefined, id: DraftId): void => {
    if (from === undefined || from === id) return;
    const list = edges.get(from);
    if (list) list.push(id);
    else edges.set(from, [id]);
  };
  const numberDraft = new Map(
    drafts.filter((draft) => draft.kind === 'number').map((draft) => [draft.data.number, draft.id]),
  );

  for (const draft of drafts) {
    hang(draft.customer, draft.id);
    switch (draft.kind) {
      case 'customer':
        hang(draft.data.firstLocation, draft.id);
        break;
      case 'number':
        hang(draft.data.location, draft.id);
        hang(draft.data.owner, draft.id);
        break;
      case 'device':
        hang(draft.data.location, draft.id);
        // A DECT base serves many: who does not come along only leaves a handset out.
        if (draft.data.handsets === undefined) hang(draft.data.owner, draft.id);
        break;
      case 'setting':
        hang(draft.data.owner, draft.id);
        if (draft.data.setting === 'musicOnHold') hang(draft.data.announcement, draft.id);
        if (draft.data.setting === 'alternateNumbers')
          for (const { phoneNumber } of draft.data.numbers) hang(numberDraft.get(phoneNumber), draft.id);
        if (draft.data.setting === 'voicemail') hang(numberDraft.get(draft.data.fax?.phoneNumber ?? ''), draft.id);
        break;
      case 'locationMusic':
        hang(draft.data.location, draft.id);
        hang(draft.data.announcement, draft.id);
        break;
      case 'featureSetting':
        hang(draft.data.feature, draft.id);
        for (const schedule of schedulesOf(draft.data)) hang(schedule, draft.id);
        // Calls must not be sent to an attendant that is held back.
        if (draft.data.setting === 'selectiveRule') hang(draft.data.attendant, draft.id);
        break;
      case 'subscriber':
      case 'workspace':
      case 'virtualLine':
      case 'huntGroup':
      case 'callQueue':
      case 'autoAttendant':
      case 'pagingGroup':
      case 'voicemailGroup':
      case 'voicePortal': {
        hang(draft.data.location, draft.id);
        const { phoneNumber } = draft.data;
        if (phoneNumber !== undefined) hang(numberDraft.get(phoneNumber), draft.id);
        if ('alternateNumbers' in draft.data) {
          for (const further of draft.data.alternateNumbers ?? []) hang(numberDraft.get(further.phoneNumber), draft.id);
        }
        if (draft.kind === 'voicemailGroup') {
          hang(draft.data.mailboxOf, draft.id);
          hang(numberDraft.get(draft.data.fax?.phoneNumber ?? ''), draft.id);
        }
        if (draft.kind === 'autoAttendant') {
          hang(draft.data.businessSchedule, draft.id);
          hang(draft.data.holidaySchedule, draft.id);
          hang(draft.data.menuOf, draft.id);
          for (const menu of [draft.data.businessHoursMenu, draft.data.afterHoursMenu])
            hang(menu.announcement, draft.id);
        }
        break;
      }
      case 'schedule':
      case 'announcement':
      case 'callPickup':
      case 'callPark':
      case 'callParkSettings':
      case 'locationIntercept':
        hang(draft.data.location, draft.id);
        break;
      case 'location':
      case 'notMigrated':
        break;
      default:
        draft satisfies never;
    }
  }
  holdWithAdministrator(index, hang);
  return edges;
}

/** R-PKG-3: whoever comes first becomes administrator, so nobody comes before the person who was chosen. */
function holdWithAdministrator(index: DraftIndex, hang: (from: DraftId, id: DraftId) => void): void {
  for (const customer of index.customers) {
    const administrator = administratorOf(index, customer.id);
    if (administrator === undefined) continue;
    for (const kind of ['subscriber', 'workspace', 'virtualLine'] as const) {
      for (const owner of index.of(customer.id, kind)) hang(administrator, owner.id);
    }
  }
}

/** The subscriber who is created first: the chosen one, else the first in order. */
export function administratorOf(index: DraftIndex, customer: DraftId): DraftId | undefined {
  const draft = index.customers.find((candidate) => candidate.id === customer);
  const subscribers = index.of(customer, 'subscriber');
  const chosen = draft?.data.administrator;
  if (chosen !== undefined && subscribers.some((subscriber) => subscriber.id === chosen)) return chosen;
  return (subscribers.find((subscriber) => subscriber.data.administrator) ?? subscribers[0])?.id;
}
