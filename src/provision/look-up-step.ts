import type { Found } from '../steps/handler.ts';
import { classifyFailure, type Failure } from './classify-failure.ts';
import { Stopped } from './run-control.ts';
import { type StepJob, stepContext } from './step-job.ts';

/** The target does not say what stands under a natural key, although it answers otherwise. */
export class LookUpFailed extends Error {
  override readonly name = 'LookUpFailed';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`cannot be looked up: ${failure.message}`);
    this.failure = failure;
  }
}

const MOST_READS = 6;
/** So many refusals in a row without an answer: the budget is spent, a later run goes on. */
const MOST_THROTTLES = 50;

/**
 * Looks the step's object up once, repeating the read where that can help. Reads change nothing, so they are not
 * journaled.
 *
 * @throws {Stopped} when the run drains, or has to stop because of what was answered
 * @throws {LookUpFailed}
 */
export function lookUpStep(job: StepJob): Promise<Found | undefined> {
  const { step } = job.planned;
  const handler = job.scope.ports.handlerOf(step);
  return readForStep(job, () => handler.lookUp(step, stepContext(job)));
}

/**
 * One read for a step, repeated where that can help; a 404 is nothing found.
 *
 * @throws {Stopped} when the run drains, or has to stop because of what was answered
 * @throws {LookUpFailed}
 */
export async function readForStep<Value>(job: StepJob, read: () => Promise<Value>): Promise<Value | undefined> {
  const { scope } = job;
  let throttles = 0;
  for (let attempt = 1; ; ) {
    await untilAllowed(job);
    let failure: Failure;
    try {
      const found = await read();
      scope.outage.answered();
      return found;
    } catch (error) {
      failure = classifyFailure(error);
    }
    scope.control.checkpoint();
    if (failure.status === 404) return undefined;
    if (failure.kind === 'throttled') {
      throttles += 1;
      noteThrottle(job, failure.seconds, throttles);
      continue;
    }
    stopWhereHopeless(job, failure);
    const worthRepeating = failure.kind === 'not-now' || (failure.kind === 'doubtful' && failure.resend);
    if (!worthRepeating) throw new LookUpFailed(failure);
    if (attempt >= MOST_READS) {
      if (scope.outage.hasStreak) stopAsUnavailable(job, failure);
      throw new LookUpFailed(failure);
    }
    scope.tally.retries += 1;
    await job.lease.rest(scope.timing.backOffMs(attempt));
    attempt += 1;
  }
}

/** Waits while the step's customer rests after a 429, without holding a slot. */
export async function untilAllowed(job: StepJob): Promise<void> {
  const { scope, planned, lease } = job;
  scope.control.checkpoint();
  for (;;) {
    const until = scope.restingUntil.get(planned.step.customer);
    const restMs = until === undefined ? 0 : until - scope.ports.clock.now();
    if (restMs <= 0) return;
    await lease.rest(restMs);
    scope.control.checkpoint();
  }
}

/** @throws {Stopped} when the target has refused for too long */
export function noteThrottle(job: StepJob, seconds: number, inARow: number): void {
  const { scope, planned } = job;
  const { customer } = planned.step;
  const until = scope.ports.clock.now() + seconds * 1000;
  scope.tally.throttled += 1;
  scope.restingUntil.set(customer, Math.max(until, scope.restingUntil.get(customer) ?? 0));
  if (inARow < MOST_THROTTLES) return;
  scope.control.drain('unavailable', `the target throttled the same request ${inARow} times`);
  scope.control.checkpoint();
}

/**
 * Stops the run where going on makes no sense: a refused token, a target that is gone.
 *
 * @throws {Stopped}
 */
export function stopWhereHopeless(job: StepJob, failure: Failure): void {
  const { scope } = job;
  if (failure.kind === 'authentication') {
    scope.control.drain('authentication', failure.message);
    throw new Stopped(failure.message);
  }
  if (!failure.outage) {
    scope.outage.answered();
    return;
  }
  scope.outage.failed();
  if (scope.outage.isOutage) stopAsUnavailable(job, failure);
}

export function stopAsUnavailable(job: StepJob, failure: Failure): never {
  job.scope.control.drain('unavailable', failure.message);
  throw new Stopped(failure.message);
}
