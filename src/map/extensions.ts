import { type Decision, type Draft, type DraftId, isMadeOfMenu } from '../domain/drafts.ts';
import type { Structure } from './create-context.ts';
import { decide, onDecision } from './features/decide.ts';

type Callable = Extract<
  Draft,
  { kind: 'subscriber' | 'workspace' | 'virtualLine' | 'huntGroup' | 'callQueue' | 'autoAttendant' }
>;
const CALLABLE: readonly Draft['kind'][] = [
  'subscriber',
  'workspace',
  'virtualLine',
  'huntGroup',
  'callQueue',
  'autoAttendant',
];
const DEFAULT_LENGTH = 4;

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
  const inUse = extensionsOf(context, drafts);
  for (const draft of callables) {
    if (draft.data.extension !== undefined || draft.data.phoneNumber !== undefined) continue;
    const { decision, extension } = invent(context, draft, callables, { taken, inUse });
    decisions.push(decision);
    if (extension !== undefined) {
      taken.set(`${draft.data.location} ${extension}`, [draft]);
      changed.set(draft.id, withExtension(draft, decision, extension));
    }
  }
  return { drafts: drafts.map((draft) => changed.get(draft.id) ?? draft), decisions };
}

/**
 * Everything that somebody dials, at any location and in BroadWorks too: an invented extension must not be one of them, for
 * whoever stays behind or comes later brings its own.
 */
function extensionsOf({ source }: Structure, drafts: readonly Draft[]): ReadonlySet<string> {
  const inSource = [...source.users, ...source.instances].map(({ extension }) => extension);
  const inDrafts = drafts.map(({ data }) => ('extension' in data ? data.extension : undefined));
  return new Set([...inSource, ...inDrafts].filter((extension) => extension !== undefined));
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

function invent(
  context: Structure,
  draft: Callable,
  callables: readonly Callable[],
  { taken, inUse }: { readonly taken: ReadonlyMap<string, readonly Callable[]>; readonly inUse: ReadonlySet<string> },
) {
  const { location } = draft.data;
  const used = callables.flatMap(({ data }) =>
    data.location === location && data.extension !== undefined ? [data.extension] : [],
  );
  const isTaken = (extension: string): boolean => inUse.has(extension) || taken.has(`${location} ${extension}`);
  const proposal = freeExtension(used, isTaken, besideAttendant(draft, callables));
  const { decision, answer } = decide(context, {
    kind: 'invented-extension',
    object: draft.id,
    ...(isMadeOfMenu(draft) ? OF_A_MENU : OF_ITS_OWN),
    options: [
      { value: 'none', consequence: isMadeOfMenu(draft) ? NO_MENU : NOT_HELD },
      { value: 'propose', consequence: `gets ${proposal}, which nobody has in this location` },
      { value: '<extension>', consequence: 'gets the extension that you write as the answer', free: 'extension' },
    ],
  });
  const chosen = answer ?? decision.recommendation;
  const extension = chosen === 'propose' ? proposal : chosen === 'none' ? undefined : chosen;
  return { decision, extension };
}

const NOT_HELD = 'stays as it is: Webex cannot hold it without a number or an extension';
const NO_MENU = 'is not made: the keys that lead there do nothing, and on holidays the menu of after hours answers';

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

/**
 * What is made of a menu gets one close behind its attendant: such a proposal stays what it is when people with higher
 * extensions come along.
 */
function besideAttendant(draft: Callable, callables: readonly Callable[]): string | undefined {
  if (draft.kind !== 'autoAttendant') return undefined;
  return callables.find(({ id }) => id === draft.data.menuOf)?.data.extension;
}

/** The first free one above `after`, or else above those in use, as long as most of them are. */
function freeExtension(used: readonly string[], isTaken: (extension: string) => boolean, after?: string): string {
  const lengths = new Map<number, number>();
  for (const { length } of used) lengths.set(length, (lengths.get(length) ?? 0) + 1);
  const [length = DEFAULT_LENGTH] = [...lengths].sort(([a, n], [b, m]) => m - n || a - b)[0] ?? [];
  const last = used.filter((extension) => extension.length === length).map(Number);
  const most = last.length === 0 ? 10 ** (length - 1) - 1 : last.reduce((left, right) => Math.max(left, right), 0);
  const start = (after?.length === length ? Number(after) : most) + 1;
  const size = 10 ** length;
  for (let offset = 0; offset < size; offset++) {
    const candidate = String((start + offset) % size).padStart(length, '0');
    if (!isTaken(candidate)) return candidate;
  }
  return String(size);
}

function without(draft: Callable, decision: Decision, keeps: DraftId): Draft {
  const { extension, ...data } = draft.data;
  const why = draft.why.extension ?? { rule: 'R-LOC-5', sources: [] };
  const note = `extension ${extension ?? ''} stays with ${keeps}, as decided`;
  return rebuilt(draft, data, onDecision({ ...why, rule: 'extension-conflict', changed: true, note }, decision));
}

function withExtension(draft: Callable, decision: Decision, extension: string): Draft {
  const note = isMadeOfMenu(draft)
    ? 'free in this location: only a key or a forwarding rule leads there'
    : 'chosen by a person: BroadWorks has none';
  const why = { rule: 'invented-extension', sources: [], note };
  return rebuilt(draft, { ...draft.data, extension }, onDecision(why, decision));
}

function rebuilt(draft: Callable, data: object, extension: Draft['why'][string]): Draft {
  // Only the extension differs, which every kind of callable has: kind and data stay those of one draft.
  return Object.assign({}, draft, { data, why: { ...draft.why, extension } });
}
