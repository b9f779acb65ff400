import type { DraftId } from '../domain/draft-id.ts';
import { type Decision, type Draft, isMadeOfMenu } from '../domain/drafts.ts';
import type { Structure } from './create-context.ts';
import { decide, onDecision } from './features/decide.ts';
import { extensionProposals } from './free-extension.ts';

type Callable = Extract<
  Draft,
  { kind: 'subscriber' | 'workspace' | 'virtualLine' | 'huntGroup' | 'callQueue' | 'autoAttendant' | 'voicemailGroup' }
>;
const CALLABLE: readonly Draft['kind'][] = [
  'subscriber',
  'workspace',
  'virtualLine',
  'huntGroup',
  'callQueue',
  'autoAttendant',
  'voicemailGroup',
];

/**
 * What cannot be told from the source about extensions: who keeps one that several have, and which one somebody gets who
 * can be reached by nothing at all. Until a person answers nothing changes, and `precheck` holds them back.
 *
 * @param drafts - owners and features of one customer
 */
export function settleExtensions(
  context: Structure,
  drafts: readonly Draft[],
): { readonly drafts: readonly Draft[]; readonly decisions: readonly Decision[] } {
  const decisions: Decision[] = [];
  const changed = new Map<DraftId, Draft>();
  const callables = drafts.filter(isCallable).sort((left, right) => (left.id < right.id ? -1 : 1));
  const taken = new Map<string, Callable[]>();
  for (const draft of callables) {
    const { extension, location } = draft.data;
    if (extension === undefined) continue;
    const key = `${location} ${extension}`;
    taken.set(key, [...(taken.get(key) ?? []), draft]);
  }
  for (const holders of taken.values()) {
    if (holders.length < 2) continue;
    const { decision, keeps } = whoKeeps(context, holders);
    decisions.push(decision);
    if (keeps !== undefined) {
      for (const holder of holders) if (holder.id !== keeps) changed.set(holder.id, without(holder, decision, keeps));
    }
  }
  const propose = extensionProposals(context, drafts);
  const offered = new Set<string>();
  const byId = new Map(callables.map((draft) => [draft.id, draft]));
  const open = callables.filter((draft) => draft.data.extension === undefined && !isReached(draft));
  // What a person has written for one is proposed to nobody else, whoever is asked first.
  const written = new Set(
    open.map((draft) => `${draft.data.location} ${invent(context, draft, UNDECIDED).extension ?? UNDECIDED}`),
  );
  for (const draft of open) {
    const { location } = draft.data;
    const beside = byId.get(partOf(draft) ?? '')?.data.extension;
    // What is made of a menu or a mailbox gets one close behind what it belongs to: such a proposal stays what it is when
    // people with higher extensions come along.
    const proposal = propose(
      location,
      (extension) => [taken, offered, written].some((those) => those.has(`${location} ${extension}`)),
      beside,
    );
    // Whatever is answered: what was offered to another stays what it was.
    offered.add(`${location} ${proposal}`);
    const { decision, extension } = invent(context, draft, proposal);
    decisions.push(decision);
    if (extension !== undefined) {
      taken.set(`${draft.data.location} ${extension}`, [draft]);
      changed.set(draft.id, withExtension(draft, decision, extension));
    }
  }
  return { drafts: drafts.map((draft) => changed.get(draft.id) ?? draft), decisions };
}

/** No extension: the place of a proposal that is not made yet. */
const UNDECIDED = '';

/** A number is enough for everybody but a voicemail group. */
function isReached({ kind, data }: Callable): boolean {
  return kind !== 'voicemailGroup' && data.phoneNumber !== undefined;
}

/** The feature inside which BroadWorks keeps what the migration makes of it. */
function partOf(draft: Callable): DraftId | undefined {
  if (draft.kind === 'voicemailGroup') return draft.data.mailboxOf;
  return draft.kind === 'autoAttendant' ? draft.data.menuOf : undefined;
}

function isCallable(draft: Draft): draft is Callable {
  return CALLABLE.includes(draft.kind);
}

function whoKeeps(context: Structure, holders: readonly Callable[]) {
  const [{ data: { extension = '', location = '' } = {} } = {}] = holders;
  const { decision, answer } = decide(context, {
    kind: 'extension-conflict',
    object: `${location}/${extension}`,
    question: `Who keeps extension ${extension}, which ${holders.length} have?`,
    options: [
      { value: 'leave', consequence: 'all of them keep it and are held back until the source is mended' },
      ...holders.map(({ id, data }) => ({
        value: id,
        consequence: `keeps it; the others lose it${data.phoneNumber === undefined ? '' : ` (also has ${data.phoneNumber})`}`,
      })),
    ],
    recommendation: 'leave',
    reason: 'an extension is unique in a location of Webex, and the wrong one would get the calls of another',
    cause: holders.map(({ id }) => id),
  });
  return { decision, keeps: answer === 'leave' ? undefined : answer };
}

function invent(context: Structure, draft: Callable, proposal: string) {
  const { decision, answer } = decide(context, {
    kind: 'invented-extension',
    object: draft.id,
    ...questionOf(draft),
    options: [
      { value: 'none', consequence: withoutOne(draft) },
      { value: 'propose', consequence: `gets ${proposal}, which nobody has in this location` },
      { value: '<extension>', consequence: 'gets the extension that you write as the answer', free: 'extension' },
    ],
  });
  const chosen = answer ?? decision.recommendation;
  const extension = chosen === 'propose' ? proposal : chosen === 'none' ? undefined : chosen;
  return { decision, extension };
}

function questionOf(draft: Callable) {
  if (draft.kind === 'voicemailGroup') return draft.data.mailboxOf === undefined ? OF_A_MAILBOX : OF_AN_INNER_MAILBOX;
  return isMadeOfMenu(draft) ? OF_A_MENU : OF_ITS_OWN;
}

function withoutOne(draft: Callable): string {
  if (draft.kind === 'voicemailGroup') return draft.data.mailboxOf === undefined ? NOT_HELD : NO_MAILBOX;
  return isMadeOfMenu(draft) ? NO_MENU : NOT_HELD;
}

const NOT_HELD = 'stays as it is: Webex cannot hold it without a number or an extension';
const NO_MENU = 'is not made: the keys that lead there do nothing, and on holidays the menu of after hours answers';
const NO_MAILBOX = 'is not made: callers who left a message there are not sent anywhere';

const OF_ITS_OWN = {
  question: 'Which extension does this one get, which has neither number nor extension?',
  recommendation: 'none',
  reason: 'an invented extension is one that nobody knows: a person chooses it',
  cause: ['neither number nor extension'],
};
const OF_A_MENU = {
  question: 'Which extension does this one get, which is made of a submenu or a holiday menu?',
  recommendation: 'propose',
  reason: 'an attendant needs an extension, and nobody has to know it: only a key or a forwarding rule leads there',
  cause: ['made of a menu'],
};

const OF_A_MAILBOX = {
  question: 'Which extension does this shared mailbox get, which has a number alone?',
  recommendation: 'propose',
  reason: 'a voicemail group needs an extension, and nobody has to know it: callers keep its number',
  cause: ['mailbox with a number alone'],
};
const OF_AN_INNER_MAILBOX = {
  question: 'Which extension does this mailbox get, which BroadWorks keeps inside a group, queue or attendant?',
  recommendation: 'propose',
  reason: 'a voicemail group needs an extension, and nobody has to know it: calls are sent there',
  cause: ['mailbox of a virtual user'],
};

function without(draft: Callable, decision: Decision, keeps: DraftId): Draft {
  const { extension, ...data } = draft.data;
  const why = draft.why.extension ?? { rule: 'R-LOC-5', sources: [] };
  const note = `extension ${extension ?? ''} stays with ${keeps}, as decided`;
  return rebuilt(draft, data, onDecision({ ...why, rule: 'extension-conflict', changed: true, note }, decision));
}

function withExtension(draft: Callable, decision: Decision, extension: string): Draft {
  const own = partOf(draft) === undefined && draft.kind !== 'voicemailGroup';
  const note = own
    ? 'chosen by a person: BroadWorks has none'
    : `free in this location: only ${draft.kind === 'autoAttendant' ? 'a key or a forwarding rule leads' : 'calls that are sent on lead'} there`;
  const why = { rule: 'invented-extension', sources: [], note };
  return rebuilt(draft, { ...draft.data, extension }, onDecision(why, decision));
}

function rebuilt(draft: Callable, data: object, extension: Draft['why'][string]): Draft {
  // Only the extension differs, which every kind of callable has: kind and data stay those of one draft.
  return Object.assign({}, draft, { data, why: { ...draft.why, extension } });
}
