import type { DraftId } from '../domain/draft-id.ts';
import type { Draft } from '../domain/drafts.ts';

/** What must be unique beyond one customer: e-mail addresses, numbers and MACs live once in all of Webex. */
export interface SharedFacts {
  /** Subscribers per e-mail address, lower case. */
  readonly emails: ReadonlyMap<string, readonly DraftId[]>;
  /** Owners and features per E.164 number. */
  readonly numbers: ReadonlyMap<string, readonly DraftId[]>;
  /** Devices per MAC, upper case. */
  readonly macs: ReadonlyMap<string, readonly DraftId[]>;
}

/** Collects them in one pass over the drafts of all customers. */
export function collectSharedFacts(drafts: Iterable<Draft>): SharedFacts {
  const emails = new Map<string, DraftId[]>();
  const numbers = new Map<string, DraftId[]>();
  const macs = new Map<string, DraftId[]>();
  for (const draft of drafts) {
    switch (draft.kind) {
      case 'subscriber':
        add(emails, draft.data.email?.toLowerCase(), draft.id);
        add(numbers, draft.data.phoneNumber, draft.id);
        break;
      case 'callQueue':
      case 'huntGroup':
      case 'autoAttendant':
        for (const { phoneNumber } of draft.data.alternateNumbers ?? []) add(numbers, phoneNumber, draft.id);
        add(numbers, draft.data.phoneNumber, draft.id);
        break;
      case 'workspace':
      case 'virtualLine':
      case 'pagingGroup':
      case 'voicePortal':
      case 'voicemailGroup':
        add(numbers, draft.data.phoneNumber, draft.id);
        break;
      case 'device':
        add(macs, draft.data.mac?.toUpperCase(), draft.id);
        break;
      default:
        break;
    }
  }
  return { emails, numbers, macs };
}

export function add<Key, Value>(map: Map<Key, Value[]>, key: Key | undefined, value: Value): void {
  if (key === undefined || key === '') return;
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
