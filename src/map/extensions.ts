import type { Decision, Draft, DraftId } from '../domain/drafts.ts';
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
  const inUse = usualExtensions(callables);
  for (const draft of callables) {
    if (draft.data.extension !== undefined || draft.data.phoneNumber !== undefined) continue;
    const { location } = draft.data;
    const proposal = freeExtension(inUse.get(location), (extension) => taken.has(`${location} ${extension}`));
    const { decision, extension } = invent(context, draft, proposal);
    decisions.push(decision);
    if (extension !== undefined) {
      taken.set(`${draft.data.location} ${extension}`, [draft]);
      changed.set(draft.id, withExtension(draft, decision, extension));
    }
  }
  return { drafts: drafts.map((draft) => changed.get(draft.id) ?? draft), decisions };
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
    question: 'Which extension does this one get, which has neither number nor extension?',
    options: [
      { value: 'none', consequence: 'stays as it is: Webex cannot hold it without a number or an extension' },
      { value: 'propose', consequence: `gets ${proposal}, which nobody has in this location` },
      { value: '<extension>', consequence: 'gets the extension that you write as the answer', free: 'extension' },
    ],
    recommendation: 'none',
    reason: 'an invented extension is one that nobody knows: a person chooses it',
    cause: ['neither number nor extension'],
  });
  const extension = answer === 'propose' ? proposal : answer === 'none' ? undefined : answer;
  return { decision, extension };
}

/** How extensions of a location look: as long as most of them are, and the highest of those. */
interface UsualExtensions {
  readonly length: number;
  readonly highest: number;
}

function usualExtensions(callables: readonly Callable[]): ReadonlyMap<string, UsualExtensions> {
  const used = new Map<string, string[]>();
  for (const { data } of callables) {
    if (data.extension === undefined) continue;
    const ofLocation = used.get(data.location);
    if (ofLocation === undefined) used.set(data.location, [data.extension]);
    else ofLocation.push(data.extension);
  }
  return new Map([...used].map(([location, extensions]) => [location, usual(extensions)]));
}

function usual(extensions: readonly string[]): UsualExtensions {
  const lengths = new Map<number, number>();
  for (const { length } of extensions) lengths.set(length, (lengths.get(length) ?? 0) + 1);
  const [length = DEFAULT_LENGTH] = [...lengths].sort(([a, n], [b, m]) => m - n || a - b)[0] ?? [];
  const highest = extensions.filter((extension) => extension.length === length).map(Number);
  return { length, highest: highest.reduce((most, each) => Math.max(most, each), 0) };
}

/** The first free one above those in use, as long as most of them are. */
function freeExtension(usual: UsualExtensions | undefined, isTaken: (extension: string) => boolean): string {
  const { length = DEFAULT_LENGTH, highest } = usual ?? {};
  const start = highest === undefined ? 10 ** (length - 1) : highest + 1;
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
  const why = { rule: 'invented-extension', sources: [], note: 'chosen by a person: BroadWorks has none' };
  return rebuilt(draft, { ...draft.data, extension }, onDecision(why, decision));
}

function rebuilt(draft: Callable, data: object, extension: Draft['why'][string]): Draft {
  // Only the extension differs, which every kind of callable has: kind and data stay those of one draft.
  return Object.assign({}, draft, { data, why: { ...draft.why, extension } });
}
