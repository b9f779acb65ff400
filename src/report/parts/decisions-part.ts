import { z } from 'zod';
import type { DecisionRow, ReportPorts } from '../ports.ts';
import { count } from './part.ts';

/** Choices that the tool could not make alone; until somebody answers, the recommendation holds. */
export const DecisionsSchema = z.object({
  open: count().describe('No answer yet: the recommendation is taken'),
  answered: count(),
  stale: count().describe('Answered, but the cause has changed since: the recommendation is taken'),
  answeredSince: z
    .literal(true)
    .exactOptional()
    .describe('Somebody has answered since `map` ran: all drafts in this report are older than the answers'),
  rows: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      customer: z.string(),
      object: z.string(),
      name: z.string().describe('What people call the object'),
      question: z.string(),
      state: z.enum(['open', 'answered', 'stale']),
      choice: z.string(),
      choiceName: z.string().describe('What people call the choice'),
      consequence: z.string(),
      by: z.string().describe('Who chose: a person, or "recommendation"'),
      reason: z.string(),
    }),
  ),
});
export type DecisionsPart = z.output<typeof DecisionsSchema>;

export function collectDecisions(ports: ReportPorts, nameOf: (object: string) => string): DecisionsPart {
  const rows = ports.decisions().map((decision) => {
    const state = stateOf(decision);
    const choice = state === 'answered' ? (decision.answer ?? decision.recommendation) : decision.recommendation;
    return {
      id: decision.id,
      kind: decision.kind,
      customer: nameOf(decision.customer),
      object: decision.object,
      name: nameOf(decision.object),
      question: decision.question,
      state,
      choice,
      choiceName: choice.includes(':') ? nameOf(choice) : choice,
      consequence: decision.options.find((option) => option.value === choice)?.consequence ?? '',
      by: state === 'answered' ? (decision.answeredBy ?? 'unknown') : 'recommendation',
      reason: decision.reason,
    };
  });
  const number = (state: string) => rows.filter((row) => row.state === state).length;
  return {
    open: number('open'),
    answered: number('answered'),
    stale: number('stale'),
    ...(ports.answeredSince ? { answeredSince: true } : {}),
    rows,
  };
}

function stateOf(decision: DecisionRow): 'open' | 'answered' | 'stale' {
  if (decision.answer === undefined) return 'open';
  return decision.answeredFingerprint === decision.fingerprint ? 'answered' : 'stale';
}
