import { plainOwner } from '../domain/announcements.ts';
import { type DraftId, withoutKind } from '../domain/draft-id.ts';
import type { Draft } from '../domain/drafts.ts';
import { heldNumbers } from './held-numbers.ts';

/** What must be unique beyond one customer: e-mail addresses, numbers and MACs live once in all of Webex. */
export interface SharedFacts {
  /** Subscribers per e-mail address, lower case. */
  readonly emails: ReadonlyMap<string, readonly DraftId[]>;
  /** Owners, features and settings per E.164 number; one that holds it twice stands there twice. */
  readonly numbers: ReadonlyMap<string, readonly DraftId[]>;
  /** Devices per MAC, upper case. */
  readonly macs: ReadonlyMap<string, readonly DraftId[]>;
  /** Owners that `announcements.assign` names and nobody has, and who is told of them: the first customer. */
  readonly assignedToNobody: { readonly owners: readonly string[]; readonly toldTo: DraftId | undefined };
}

/**
 * Collects them in one pass over the drafts of all customers.
 *
 * @param assigned - owners that `announcements.assign` of migration.yaml names
 */
export function collectSharedFacts(drafts: Iterable<Draft>, assigned: readonly string[] = []): SharedFacts {
  const emails = new Map<string, DraftId[]>();
  const numbers = new Map<string, DraftId[]>();
  const macs = new Map<string, DraftId[]>();
  const missing = new Map(assigned.map((owner) => [plainOwner(owner), owner]));
  let toldTo: DraftId | undefined;
  for (const draft of drafts) {
    toldTo ??= draft.customer;
    if (missing.size > 0) missing.delete(plainOwner(withoutKind(draft.from)));
    if (draft.kind === 'subscriber') add(emails, draft.data.email?.toLowerCase(), draft.id);
    if (draft.kind === 'device') add(macs, draft.data.mac?.toUpperCase(), draft.id);
    for (const { phoneNumber } of heldNumbers(draft)) add(numbers, phoneNumber, draft.id);
  }
  return { emails, numbers, macs, assignedToNobody: { owners: [...missing.values()], toldTo } };
}

export function add<Key, Value>(map: Map<Key, Value[]>, key: Key | undefined, value: Value): void {
  if (key === undefined || key === '') return;
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
