import { type DraftId, withoutKind } from '../domain/draft-id.ts';
import type { Draft, DraftKind, DraftOf } from '../domain/drafts.ts';
import { groupBy } from '../domain/group-by.ts';
import { writtenKey } from '../domain/keys.ts';

export function isKind<Kind extends DraftKind>(draft: Draft, kind: Kind): draft is Extract<Draft, { kind: Kind }> {
  return draft.kind === kind;
}

/** Drafts of a batch, found by id and by customer and kind. */
export interface DraftIndex {
  readonly customers: readonly DraftOf<'customer'>[];
  get(id: DraftId): Draft | undefined;
  of<Kind extends DraftKind>(customer: DraftId, kind: Kind): readonly Extract<Draft, { kind: Kind }>[];
}

export function indexDrafts(drafts: readonly Draft[]): DraftIndex {
  const byId = new Map(drafts.map((draft) => [draft.id, draft]));
  // Asked for once for each step of some kinds: whatever walks all drafts of a customer then grows with its square.
  const byKind = groupBy(drafts, ({ kind, customer }) => `${kind} ${customer}`);
  return {
    customers: drafts.filter((draft) => isKind(draft, 'customer')),
    get: (id) => byId.get(id),
    of: <Kind extends DraftKind>(customer: DraftId, kind: Kind) =>
      (byKind.get(`${kind} ${customer}`) ?? []) as Extract<Draft, { kind: Kind }>[],
  };
}

/** What a person calls the draft with an id, also where there is none (any more): `hunt group acme/north/sales`. */
export function nameOfDraft(drafts: DraftIndex, id: DraftId): string {
  const draft = drafts.get(id);
  if (draft !== undefined) return labelOf(draft);
  const kind = id.slice(0, id.indexOf(':')).replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${kind} ${writtenKey(withoutKind(id))}`.trim();
}

/** What a person calls a draft: `subscriber anna@example.test`. */
export function labelOf(draft: Draft): string {
  switch (draft.kind) {
    case 'customer':
      return `customer ${draft.data.name}`;
    case 'location':
      return `location ${draft.data.name}`;
    case 'number':
      return `number ${draft.data.number}`;
    case 'subscriber':
      return `subscriber ${draft.data.email ?? `${draft.data.firstName} ${draft.data.lastName}`.trim()}`;
    case 'workspace':
      return `Webex workspace ${draft.data.displayName}`;
    case 'virtualLine':
      return `virtual line ${`${draft.data.firstName} ${draft.data.lastName}`.trim()}`;
    case 'device':
      return `device ${draft.data.mac ?? draft.data.name}`;
    case 'schedule':
      return `schedule ${draft.data.name}`;
    case 'announcement':
      return `announcement ${draft.data.name}`;
    case 'locationMusic':
      return `music on hold of ${draft.data.location}`;
    case 'locationIntercept':
      return `intercept of ${draft.data.location}`;
    case 'huntGroup':
      return `hunt group ${draft.data.name}`;
    case 'callQueue':
      return `call queue ${draft.data.name}`;
    case 'autoAttendant':
      return `auto attendant ${draft.data.name}`;
    case 'callPickup':
      return `call pickup ${draft.data.name}`;
    case 'pagingGroup':
      return `paging group ${draft.data.name}`;
    case 'callPark':
      return `call park ${draft.data.name}`;
    case 'callParkSettings':
      return `call park settings of ${draft.data.location}`;
    case 'voicePortal':
      return `voice portal ${draft.data.name}`;
    case 'voicemailGroup':
      return `voicemail group ${draft.data.name}`;
    case 'setting':
      return `${draft.data.setting} of ${draft.data.owner}`;
    case 'featureSetting':
      return `${draft.data.setting} of ${draft.data.feature}`;
    case 'notMigrated':
      return draft.data.source;
    default:
      return draft satisfies never;
  }
}
