import type { StepRecord } from '../../domain/plan-record.ts';
import type { StepId } from '../../domain/plan-step.ts';
import { recordOf, type StepJob, wasDone } from '../step-job.ts';
import type { Candidate } from './choose-steps.ts';
import type { Ends } from './rollback-items.ts';
import { forgotten } from './undo-step.ts';

/**
 * Records of other steps that change when one is removed, in the same transaction: nothing is known any more of what goes
 * with it, and what stays and pointed at it is looked at again once the object is made anew.
 *
 * @param ends - of all steps that have ended so far
 */
export function recordsBehind(
  candidates: readonly Candidate[],
  ends: Ends,
  jobOf: (candidate: Candidate) => StepJob,
): (removed: Candidate) => StepRecord[] {
  const belongings = belongingsOf(candidates);
  const pointing = pointingOf(candidates);
  const gone = new Set<StepId>();
  const leftOut = new Map<StepId, readonly string[]>();

  const thinnedOut = ({ step }: Candidate): StepRecord[] =>
    (pointing.get(step.id) ?? []).flatMap((other) => {
      const { id } = other.step;
      if (gone.has(id) || !wasDone(other.record)) return [];
      const end = ends.get(id);
      // One whose removal is open is looked at anyway, and its record must go on saying so.
      const stands = end?.state === 'kept' || end?.state === 'with-owner' || end?.state === 'failed';
      if (!stands || end.open) return [];
      const parts = [...new Set([...(leftOut.get(id) ?? other.record.leftOut), step.label])];
      leftOut.set(id, parts);
      const cause = end.state === 'failed' ? end.reason : undefined;
      return [recordOf(jobOf(other), { leftOut: parts, ...(cause === undefined ? {} : { cause }) })];
    });

  return (removed) => {
    const { step } = removed;
    const cause = `${step.label} was rolled back`;
    gone.add(step.id);
    if (step.kind === 'customer') {
      // What it could not take along stays in the organisation: the next plan has to look for it.
      return candidates
        .filter((other) => other.step.customer === step.customer && other.step.id !== step.id)
        .map((other) => forgotten(jobOf(other), cause, isLeft(other, ends), ends.get(other.step.id)?.staying));
    }
    const found = new Set<Candidate>();
    const queue = [step.id];
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      for (const other of belongings.get(id) ?? []) {
        if (found.has(other)) continue;
        found.add(other);
        gone.add(other.step.id);
        queue.push(other.step.id);
      }
    }
    return [...[...found].map((other) => forgotten(jobOf(other), cause, false)), ...thinnedOut(removed)];
  };
}

/** An object of its own that was to go; what belongs to it, or to the organisation, is told with that. */
function isLeft({ step, intention }: Candidate, ends: Ends): boolean {
  return intention.kind === 'remove' && ends.get(step.id)?.state === 'kept';
}

/** What goes with its owner, by each step that it hangs from. */
function belongingsOf(candidates: readonly Candidate[]): ReadonlyMap<StepId, readonly Candidate[]> {
  return listed(
    candidates.filter(({ intention }) => intention.kind === 'with-owner'),
    ({ step }) => step.hard,
  );
}

/** What names another step and can do without it. */
function pointingOf(candidates: readonly Candidate[]): ReadonlyMap<StepId, readonly Candidate[]> {
  return listed(candidates, ({ step }) => step.soft);
}

function listed(
  candidates: readonly Candidate[],
  of: (candidate: Candidate) => readonly StepId[],
): ReadonlyMap<StepId, readonly Candidate[]> {
  const lists = new Map<StepId, Candidate[]>();
  for (const candidate of candidates) {
    for (const id of of(candidate)) {
      const list = lists.get(id);
      if (list) list.push(candidate);
      else lists.set(id, [candidate]);
    }
  }
  return lists;
}
