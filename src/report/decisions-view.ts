import type { Decision } from '../domain/drafts.ts';
import type { View } from '../pipeline/view.ts';
import { decisionKind } from './decision-words.ts';

export interface DecisionLine extends Decision {
  readonly state: 'open' | 'answered' | 'stale';
  readonly answer?: string;
}

/** Every decision with what holds now: the answer, or the recommendation while nobody has answered. */
export function decisionsView(decisions: readonly DecisionLine[]): View {
  if (decisions.length === 0) {
    return [
      { kind: 'text', text: 'No decisions: nothing was left open by the rules.' },
      { kind: 'next', command: 'bw2wholesale precheck', why: 'check the drafts before anything is planned' },
    ];
  }
  const order = { stale: 0, open: 1, answered: 2 } as const;
  const kinds = [...new Set(decisions.map((decision) => decision.kind))].sort();
  return [
    {
      kind: 'text',
      text: 'An open or stale decision takes its recommendation. A stale one was answered, but its cause has changed since.',
    },
    ...kinds.map((kind) => ({
      kind: 'table' as const,
      title: decisionKind(kind),
      head: ['state', 'object', 'taken', 'question', 'options', 'reason'],
      rows: decisions
        .filter((decision) => decision.kind === kind)
        .toSorted((left, right) => order[left.state] - order[right.state] || (left.object < right.object ? -1 : 1))
        .map((decision) => [
          decision.state,
          decision.object,
          decision.state === 'answered' ? (decision.answer ?? '') : `${decision.recommendation} (recommended)`,
          decision.question,
          decision.options.map(({ value }) => value).join(' | '),
          decision.reason,
        ]),
    })),
    { kind: 'next', command: 'bw2wholesale precheck', why: 'check the drafts before anything is planned' },
  ];
}
