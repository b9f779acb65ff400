import type { RollbackItem } from '../../domain/outcomes.ts';
import type { Candidate } from './choose-steps.ts';
import type { RollbackOptions, RollbackPorts } from './run-rollback.ts';

/** What an earlier rollback has left in the target: nothing takes it back any more, and nobody must take it for gone. */
export function leftBefore(
  candidates: readonly Candidate[],
  { target, customer, runs }: Pick<RollbackOptions, 'target' | 'customer' | 'runs'>,
  { steps, journal }: Pick<RollbackPorts, 'steps' | 'journal'>,
): RollbackItem[] {
  if (runs !== undefined) return [];
  const planned = steps(target);
  const here = new Set(candidates.map(({ step }) => step.id));
  return [...journal.states(target).values()].flatMap(({ step, kind, label, left }): RollbackItem[] => {
    if (left === undefined || here.has(step)) return [];
    if (customer !== undefined && planned.get(step)?.customer !== customer) return [];
    return [{ step, kind, label, state: 'kept', reason: leftReason(kind) }];
  });
}

function leftReason(kind: string): string {
  const what = kind === 'customer' ? 'its organisation stayed' : kind === 'subscriber' ? 'the person stayed' : 'stayed';
  return `${what} when it was rolled back: no call takes it away, look for it in Control Hub`;
}
