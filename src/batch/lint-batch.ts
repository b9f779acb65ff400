import type { Membership } from '../domain/batch.ts';
import type { Draft, DraftId } from '../domain/drafts.ts';
import type { FeatureName, SourceCustomer } from '../domain/source.ts';
import { type Callable, callableName, isCallable, membersOf } from './callables.ts';
import { cutBatch, whereIs } from './cut-batch.ts';

/** What becomes of something that a batch tears apart. */
export type Remedy =
  /** Linked by a later step, when the others move. */
  | 'deferred link'
  /** The extension stays dialable through a virtual extension. */
  | 'virtual extension'
  /** Comes along although nobody put it into the batch. */
  | 'comes along'
  /** Works no longer until the others move; a person decides. */
  | 'breaks'
  /** Nothing can be staged: the split does not go like this. */
  | 'blocked';

export interface Tear {
  readonly what: string;
  readonly object: string;
  readonly outside: string;
  readonly remedy: Remedy;
  readonly message: string;
}

const FEATURE_WORDS: Partial<Record<Draft['kind'], string>> = {
  huntGroup: 'hunt group',
  callQueue: 'queue',
  callPickup: 'call pickup',
  callPark: 'call park',
  pagingGroup: 'paging group',
};

/** Settings of a user that point at other users, and what they are called. */
const LINKS = [
  ['busyLampField', 'busy lamp field'],
  ['executive', 'executive and assistant'],
  ['executiveAssistant', 'executive and assistant'],
] as const satisfies readonly (readonly [FeatureName, string])[];

/**
 * What a batch tears apart, both ways: members who miss somebody outside, and those outside who miss a member.
 *
 * @param sources - snapshots of the customers of the batch, for what no draft carries
 */
export function lintBatch(
  drafts: readonly Draft[],
  membership: Membership,
  batch: string,
  moved: ReadonlySet<DraftId>,
  sources: readonly SourceCustomer[],
): Tear[] {
  const slice = cutBatch(drafts, membership, batch, moved);
  const callables = new Map(drafts.filter(isCallable).map((draft) => [draft.id, draft]));
  const byOrigin = new Map([...callables.values()].map((draft) => [draft.from, draft]));
  const inside = (draft: Callable | undefined): boolean => draft !== undefined && membership.get(draft.from) === batch;
  const outsider = (draft: Callable): string => `${callableName(draft)} (${whereIs(membership, draft.from)})`;
  const along = new Set(slice.along.map(({ id }) => id));
  const tears: Tear[] = [];
  const tear = (what: string, object: string, outside: string, remedy: Remedy, message: string) => {
    tears.push({ what, object, outside, remedy, message });
  };

  for (const draft of drafts) {
    const parts = membersOf(draft).flatMap((id) => callables.get(id) ?? []);
    if (!('name' in draft.data) || !parts.some(inside)) continue;
    const what = FEATURE_WORDS[draft.kind] ?? draft.kind;
    for (const part of parts) {
      if (inside(part) || along.has(part.id) || moved.has(part.id)) continue;
      tear(what, draft.data.name, outsider(part), 'deferred link', 'is part of it, and is linked again once moved');
    }
    const itself = callables.get(draft.id);
    if (itself !== undefined && !inside(itself)) {
      tear(what, draft.data.name, outsider(itself), 'comes along', 'moves with the first of its members');
    }
  }
  for (const draft of slice.along) {
    if (moved.has(draft.id) || draft.kind !== 'subscriber') continue;
    tear(
      'administrator',
      callableName(draft),
      outsider(draft),
      'comes along',
      'nobody can come before the administrator',
    );
  }
  for (const draft of drafts) {
    if (draft.kind === 'device') {
      const lines = draft.data.lines.flatMap((id) => callables.get(id) ?? []);
      if (!lines.some(inside)) continue;
      for (const line of lines) {
        if (inside(line) || moved.has(line.id)) continue;
        tear(
          'shared phone',
          draft.data.name,
          outsider(line),
          'breaks',
          'has a line on this phone, which stops working',
        );
      }
    } else if (draft.kind === 'location' && draft.data.mainNumber !== undefined) {
      const holder = [...callables.values()].find(({ data }) => data.phoneNumber === draft.data.mainNumber);
      const touched = [...callables.values()].some((each) => inside(each) && each.data.location === draft.id);
      if (!touched || holder === undefined || inside(holder) || moved.has(holder.id)) continue;
      tear(
        'main number',
        draft.data.name,
        outsider(holder),
        'breaks',
        `${draft.data.mainNumber} is added inactive, and rings in BroadWorks until its owner moves`,
      );
    }
  }
  for (const { from, target, what } of forwards(drafts)) {
    const origin = callables.get(from);
    if (origin === undefined) continue;
    const reached = [...callables.values()].find(
      ({ data, customer }) =>
        customer === origin.customer &&
        (data.phoneNumber === target || (data.extension === target && data.location === origin.data.location)),
    );
    if (reached === undefined || inside(origin) === inside(reached) || moved.has(reached.id)) continue;
    const byNumber = reached.data.phoneNumber !== undefined;
    tear(
      what,
      callableName(origin),
      inside(origin) ? outsider(reached) : `${callableName(reached)} (moves)`,
      target === reached.data.phoneNumber ? 'breaks' : byNumber ? 'virtual extension' : 'blocked',
      `sends calls to ${target}, across the cut`,
    );
  }
  for (const staged of slice.cut.staged) {
    const draft = callables.get(staged.draft);
    if (draft === undefined) continue;
    const has = staged.phoneNumber !== undefined;
    tear(
      'extension dialling',
      staged.extension,
      outsider(draft),
      has ? 'virtual extension' : 'blocked',
      has ? `leads to ${staged.phoneNumber}` : 'has no number that a virtual extension could lead to',
    );
  }
  for (const source of sources) tears.push(...links(source, byOrigin, inside, outsider, moved));
  return tears.sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
}

/** Where calls are sent to: forwardings, full queues, unanswered hunt groups, menu keys, the zero of a mailbox. */
function* forwards(drafts: readonly Draft[]): Generator<{ from: DraftId; target: string; what: string }> {
  for (const draft of drafts) {
    const { id: from } = draft;
    if (draft.kind === 'huntGroup' && draft.data.noAnswer.destination !== undefined) {
      yield { from, target: draft.data.noAnswer.destination, what: 'unanswered calls' };
    } else if (draft.kind === 'callQueue' && draft.data.overflow.destination !== undefined) {
      yield { from, target: draft.data.overflow.destination, what: 'overflow' };
    } else if (draft.kind === 'autoAttendant') {
      for (const { value } of [...draft.data.businessHoursMenu.keys, ...draft.data.afterHoursMenu.keys]) {
        if (value !== undefined) yield { from, target: value, what: 'menu key' };
      }
    } else if (draft.kind === 'setting') {
      const { data } = draft;
      if (data.setting === 'callForwarding') {
        for (const { destination } of [data.always, data.busy, data.noAnswer, data.notReachable]) {
          if (destination) yield { from: data.owner, target: destination, what: 'forwarding' };
        }
      } else if (data.setting === 'voicemail' && data.transferToNumber !== undefined) {
        yield { from: data.owner, target: data.transferToNumber, what: 'zero in the mailbox' };
      } else if (data.setting === 'selectiveForwarding' && data.defaultNumber !== undefined) {
        yield { from: data.owner, target: data.defaultNumber, what: 'selective forwarding' };
      } else if (data.setting === 'selectiveRule' && data.forwardTo !== undefined) {
        yield { from: data.owner, target: data.forwardTo, what: 'rule of selective forwarding' };
      }
    }
  }
}

/** What is not drafted, or is written for one person at a time: lamps, executives. */
function links(
  source: SourceCustomer,
  byOrigin: ReadonlyMap<string, Callable>,
  inside: (draft: Callable | undefined) => boolean,
  outsider: (draft: Callable) => string,
  moved: ReadonlySet<DraftId>,
): Tear[] {
  const found: Tear[] = [];
  const between = (what: string, object: string, keys: readonly string[], remedy: Remedy, message: string) => {
    const people = keys.flatMap((key) => byOrigin.get(`user:${key}`) ?? []);
    if (!people.some(inside)) return;
    for (const person of people) {
      if (!inside(person) && !moved.has(person.id))
        found.push({ what, object, outside: outsider(person), remedy, message });
    }
  };
  for (const user of source.users) {
    const own = byOrigin.get(`user:${user.key}`);
    if (own === undefined) continue;
    for (const [name, what] of LINKS) {
      const data = source.feature(user.key, name)?.data;
      const members = data?.members ?? [];
      const keys = [user.key, ...members.map((member) => member.userKey)];
      between(what, callableName(own), keys, 'deferred link', 'points across the cut');
    }
  }
  return found;
}
