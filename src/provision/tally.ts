import type { OutcomeCounts, ProvisionSummary, StepFailure } from '../domain/outcomes.ts';
import { OUTCOMES, type Outcome } from '../domain/outcomes.ts';
import type { Step, StepKind } from '../domain/plan.ts';
import type { StepEnd } from './step-end.ts';

type Counts = Record<Outcome, number>;

/** Adds up how the steps of a run ended. */
export function createTally() {
  const counts = noCounts();
  const byKind: Partial<Record<StepKind, Counts>> = {};
  const failures: StepFailure[] = [];
  const leftOut: { label: string; parts: readonly string[] }[] = [];
  let deferred = 0;
  let notReached = 0;
  let foundOff = 0;

  return {
    count(step: Step, end: StepEnd): void {
      // Behind what waits for the target it is left for the cutover as before, and `status` says the same.
      if (end.state === 'deferred' || (end.state === 'not-reached' && step.phase === 'deferred')) deferred += 1;
      else if (end.state === 'not-reached') notReached += 1;
      // Unchanged is what was looked at, or what nobody knows better of.
      else if (end.foundOff === true) foundOff += 1;
      else {
        counts[end.state] += 1;
        let ofKind = byKind[step.kind];
        if (ofKind === undefined) {
          ofKind = noCounts();
          byKind[step.kind] = ofKind;
        }
        ofKind[end.state] += 1;
        if (isFailure(end.state)) {
          failures.push({
            step: step.id,
            kind: step.kind,
            label: step.label,
            state: end.state,
            cause: end.cause ?? 'no reason given',
            ...(end.trackingId === undefined ? {} : { trackingId: end.trackingId }),
          });
        }
      }
      if (end.leftOut !== undefined && end.leftOut.length > 0) leftOut.push({ label: step.label, parts: end.leftOut });
    },
    get failed(): number {
      return counts.failed;
    },
    get counted(): number {
      return OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], deferred + foundOff);
    },
    result: (): Pick<
      ProvisionSummary,
      'counts' | 'byKind' | 'failures' | 'leftOut' | 'deferred' | 'notReached' | 'foundOff'
    > => ({
      counts,
      byKind,
      failures,
      leftOut,
      deferred,
      notReached,
      ...(foundOff === 0 ? {} : { foundOff }),
    }),
  };
}

function noCounts(): Counts & OutcomeCounts {
  return { created: 0, adopted: 0, unchanged: 0, changed: 0, failed: 0, skipped: 0, waiting: 0, unknown: 0 };
}

function isFailure(state: Outcome): state is StepFailure['state'] {
  return state === 'failed' || state === 'skipped' || state === 'waiting' || state === 'unknown';
}
