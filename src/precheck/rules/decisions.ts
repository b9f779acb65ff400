import type { AnyRule } from '../rule.ts';
import { count } from '../wording.ts';

/** Choices that `map` left to a person. */
export const DECISION_RULES = [
  {
    id: 'decisions-open',
    severity: 'info',
    on: 'customer',
    summary: 'Counts the decisions that nobody has answered; the recommendation is used until somebody does.',
    hint: 'See `bw2wholesale decisions list`.',
    check(_customer, { decisions }) {
      const kinds = new Map<string, number>();
      for (const { kind, state } of decisions) {
        if (state === 'open') kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
      const open = [...kinds.values()].reduce((sum, amount) => sum + amount, 0);
      const list = [...kinds].map(([kind, amount]) => `${amount} ${kind}`);
      return open === 0 ? undefined : `${count(open, 'decision')} open: ${list.join(', ')}`;
    },
  },
  {
    id: 'decision-stale',
    severity: 'warning',
    on: 'customer',
    summary: 'No answer was given to a question that has changed since.',
    hint: 'Look at the decision again: its cause has changed, and the old answer no longer counts.',
    check: (_customer, { decisions }) =>
      decisions
        .filter(({ state }) => state === 'stale')
        .map(({ object, question, answer }) => `${object}: "${question}" was answered "${answer ?? ''}"`),
  },
] as const satisfies readonly AnyRule[];
