import { leftNumbers } from '../../domain/left-numbers.ts';
import type { RollbackItem } from '../../domain/outcomes.ts';
import type { Step } from '../../domain/plan.ts';
import type { StepRecord } from '../../domain/plan-record.ts';
import type { StepId } from '../../domain/plan-step.ts';
import type { Candidate, Limits } from './choose-steps.ts';

/** What an earlier rollback has left in the target: nothing takes it back any more, and nobody must take it for gone. */
export function leftBefore(
  candidates: readonly Candidate[],
  planned: ReadonlyMap<StepId, Step>,
  states: ReadonlyMap<StepId, StepRecord>,
  { customer, runs }: Limits,
): RollbackItem[] {
  if (runs !== undefined) return [];
  const here = new Set(candidates.map(({ step }) => step.id));
  return [...states.values()].flatMap(({ step, kind, label, left }): RollbackItem[] => {
    if (left === undefined || here.has(step)) return [];
    if (customer !== undefined && planned.get(step)?.customer !== customer) return [];
    const numbers = leftNumbers(left);
    if (numbers === undefined) return [{ step, kind, label, state: 'kept', reason: leftReason(kind) }];
    // The label counts all numbers that the step was about.
    const counted = label.replace(
      /^\d+ numbers?(?= )/,
      numbers.length === 1 ? '1 number' : `${numbers.length} numbers`,
    );
    return [{ step, kind, label: counted, state: 'kept', reason: `${numbers.join(', ')}: ${leftReason(kind)}` }];
  });
}

function leftReason(kind: string): string {
  const what = kind === 'customer' ? 'its organisation stayed' : kind === 'subscriber' ? 'the person stayed' : 'stayed';
  return `${what} when it was rolled back: no call takes it away, look for it in Control Hub`;
}
