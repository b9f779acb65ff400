import type { StepState } from '../domain/plan.ts';
import type { StepRecord } from '../domain/plan-record.ts';
import { sameId } from '../steps/compare.ts';
import type { Found, Written } from '../steps/handler.ts';
import { type StepJob, wasDone } from './step-job.ts';

/** What an absent object means, once the settle window has passed. */
export interface Doubt extends Cause {
  readonly absent: 'send' | 'fail' | 'unknown';
}

export interface Cause {
  readonly message: string;
  readonly status?: number;
  readonly trackingId?: string;
}

/** How far a step has come. */
export interface Progress {
  doubt: Doubt | undefined;
  /** A look-up comes before the next write. */
  look: boolean;
  /** It stood in the target: whatever comes next, it is never created again. */
  seen: boolean;
  /** A request of ours may have made, or has made, what stands there. */
  ours: boolean;
  /** A write of this run was answered well. */
  wrote: 'create' | 'change' | undefined;
  written: Written | undefined;
  /** What stands there is what an earlier run of ours has created: changed or not, a rollback may take it back. */
  stillOurs: boolean;
  writes: number;
  throttles: number;
}

/** Where a step begins: what an earlier run knew of it decides whether it is looked up before anything is sent. */
export function beginProgress(job: StepJob): Progress {
  const { before, planned, scope } = job;
  const { safety } = scope.ports.handlerOf(planned.step);
  const fresh = before === undefined || before.state === 'pending' || before.state === 'skipped';
  return {
    doubt: safety === 'repeatable' ? undefined : doubtFrom(before, scope.retryFailed),
    // A PUT is simply sent again: a look could find the target's default equal and leave it unwritten. Not so where an
    // earlier run has written it and somebody was left out: it is sent again only once there is more to write.
    look:
      safety === 'look-first' || planned.action !== 'create' || (!fresh && safety !== 'repeatable') || wasDone(before),
    seen: false,
    ours:
      before?.state === 'in-doubt' || before?.state === 'waiting' || (before?.state === 'failed' && hasOutputs(before)),
    wrote: undefined,
    written: undefined,
    stillOurs: false,
    writes: 0,
    throttles: 0,
  };
}

/**
 * A step that an earlier run left open. Where a request may never have arrived, it is sent once more; where the target
 * has named or shown an object, or a person has to decide, it is not. A person who asks for a retry has decided.
 */
function doubtFrom(before: StepRecord | undefined, retryFailed: boolean): Doubt | undefined {
  const message = 'the outcome of an earlier request is open';
  switch (before?.state) {
    case 'in-doubt':
      return { absent: hasOutputs(before) ? 'unknown' : 'send', message };
    case 'unknown':
      return { absent: retryFailed ? 'send' : 'unknown', message };
    case 'waiting':
      return { absent: 'unknown', message: 'was accepted, but does not appear' };
    case 'undoing':
      // Gone is as good as never made: what the plan wants is made anew.
      return { absent: 'send', message: 'a rollback has begun to remove it' };
    default:
      return undefined;
  }
}

/**
 * What a write, or an object that is found in order, makes of the step. Created and then completed is created; a change
 * is what the plan has shown as one.
 */
export function madeBy(job: StepJob, progress: Pick<Progress, 'wrote' | 'ours'>): 'created' | 'changed' {
  const { before, planned } = job;
  if (progress.wrote === 'create') return 'created';
  if (progress.ours && planned.action === 'create' && !wasDone(before)) return 'created';
  return 'changed';
}

/** Whether a look-up has found the object that an earlier run has created: under every id that was recorded for it. */
export function isStillOurs({ before }: StepJob, found: Found): boolean {
  // Whatever is being removed was ours.
  if (before?.state !== 'created' && before?.state !== 'undoing') return false;
  return Object.entries(before.outputs).every(([name, id]) => sameId(id, found.outputs[name]));
}

/** What is recorded of a step that ends like this: created stays created, whatever was changed of it since. */
export function recordedAs<State extends StepState>(
  state: State,
  progress: Pick<Progress, 'stillOurs'>,
): State | 'created' {
  return progress.stillOurs && (state === 'changed' || state === 'unchanged') ? 'created' : state;
}

export function hasOutputs(record: StepRecord): boolean {
  return Object.keys(record.outputs).length > 0;
}
