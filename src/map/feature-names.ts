import type { CALLED_FEATURE_KINDS } from '../domain/callable-kinds.ts';
import type { DraftId } from '../domain/draft-id.ts';
import type { Decision, Draft } from '../domain/drafts.ts';
import type { Structure } from './create-context.ts';
import { decide, onDecision } from './features/decide.ts';
import { MOST_CHARACTERS } from './features/name-length.ts';

type Named = Extract<Draft, { kind: (typeof CALLED_FEATURE_KINDS)[number] }>;

const KIND_WORDS: Readonly<Record<Named['kind'], string>> = {
  huntGroup: 'hunt groups',
  callQueue: 'call queues',
  autoAttendant: 'auto attendants',
  pagingGroup: 'paging groups',
  voicemailGroup: 'voicemail groups',
};

/**
 * Features of one kind, location and name: by name they are found in the target, so that the second would be taken for
 * the first. The first keeps its name; what the others are called a person decides, and until then `precheck` holds them
 * back.
 *
 * @param drafts - owners and features of one customer, extensions settled
 */
export function settleFeatureNames(
  context: Structure,
  drafts: readonly Draft[],
): { readonly drafts: readonly Draft[]; readonly decisions: readonly Decision[] } {
  const decisions: Decision[] = [];
  const changed = new Map<DraftId, Draft>();
  const groups = new Map<string, Named[]>();
  for (const draft of drafts.filter(isNamed).sort((left, right) => (left.id < right.id ? -1 : 1))) {
    const key = keyOf(draft, draft.data.name);
    groups.set(key, [...(groups.get(key) ?? []), draft]);
  }
  const taken = new Set(groups.keys());
  for (const [first, ...others] of groups.values()) {
    if (first === undefined || first.data.name.trim() === '') continue;
    for (const draft of others) {
      const { decision, name } = whatItIsCalled(context, draft, first, taken);
      decisions.push(decision);
      if (name === undefined) continue;
      taken.add(keyOf(draft, name));
      changed.set(draft.id, called(draft, name, first, decision));
    }
  }
  return { drafts: drafts.map((draft) => changed.get(draft.id) ?? draft), decisions };
}

function isNamed(draft: Draft): draft is Named {
  return draft.kind in KIND_WORDS;
}

/** As the target compares names. */
function keyOf({ kind, data }: Named, name: string): string {
  return `${kind} ${data.location} ${name.trim().toLowerCase()}`;
}

function whatItIsCalled(context: Structure, draft: Named, first: Named, taken: ReadonlySet<string>) {
  const { name, extension, phoneNumber } = draft.data;
  const proposal = freeName(draft, taken);
  const reach = extension ?? phoneNumber;
  const { decision, answer } = decide(context, {
    kind: 'name-conflict',
    object: draft.id,
    question: `Several ${KIND_WORDS[draft.kind]} of one location are called "${name}". What is this one called${
      reach === undefined ? '' : `, which ${reach} reaches`
    }?`,
    options: [
      { value: 'leave', consequence: `keeps the name and is held back until the source is mended; ${first.id} moves` },
      { value: proposal, consequence: 'the name with what it is dialled by; agents see it on their phones' },
      { value: '<name>', consequence: 'is called what you write as the answer', free: 'name' },
    ],
    recommendation: 'leave',
    reason: 'the second would overwrite the first, and a name that nobody knows is one that a person chooses',
    cause: [name, draft.id, first.id, proposal],
  });
  return { decision, name: answer === 'leave' ? undefined : answer };
}

/** The name with the extension, the end of the number or a count behind it, cut to what the target takes. */
function freeName(draft: Named, taken: ReadonlySet<string>): string {
  const { name, extension, phoneNumber } = draft.data;
  const ending = extension ?? phoneNumber?.slice(-4);
  for (let count = 1; ; count++) {
    const plain = ending ?? String(count + 1);
    const suffix = ending === undefined || count === 1 ? ` ${plain}` : ` ${plain} ${count}`;
    const proposal = `${name
      .trim()
      .slice(0, MOST_CHARACTERS - suffix.length)
      .trimEnd()}${suffix}`;
    if (!taken.has(keyOf(draft, proposal))) return proposal;
  }
}

function called(draft: Named, name: string, first: Named, decision: Decision): Draft {
  const why = draft.why.name ?? { rule: 'name-conflict', sources: [] };
  const note = `${first.id} in the same location is called "${draft.data.name}" too`;
  const because = onDecision({ ...why, rule: 'name-conflict', changed: true, note }, decision);
  return Object.assign({}, draft, { data: { ...draft.data, name }, why: { ...draft.why, name: because } });
}
