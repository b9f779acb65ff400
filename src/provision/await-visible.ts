import type { Found } from '../steps/handler.ts';
import { lookUpStep } from './look-up-step.ts';
import type { StepJob } from './step-job.ts';

/**
 * Looks an object up again and again over the settle window: the target is eventually consistent, so one empty answer
 * proves nothing.
 *
 * @param enough - tells a look-up that settles the question; by default the first that finds anything
 * @returns what was found last; `undefined` = absent after the whole window
 */
export async function awaitVisible(
  job: StepJob,
  enough: (found: Found) => boolean = () => true,
): Promise<Found | undefined> {
  let last: Found | undefined;
  for (const pauseMs of job.scope.timing.settlePauses(job.planned.step)) {
    if (pauseMs > 0) await job.lease.rest(pauseMs);
    last = (await lookUpStep(job)) ?? last;
    if (last !== undefined && enough(last)) return last;
  }
  return last;
}

/**
 * Polls with back-off until the target has finished with an object. It counts as gone only after it stayed away for a
 * whole window: each sighting begins a new one, for a list may leave out once what it has shown before.
 *
 * @returns the final look-up; still `pending` when it is left for a later run; `undefined` when it is not there
 */
export async function awaitFinal(job: StepJob, first: Found | undefined): Promise<Found | undefined> {
  const { timing, ports } = job.scope;
  const startedAt = ports.clock.now();
  let pauseMs = timing.firstPollMs;
  let last: Found | undefined;
  let awaySince: number | undefined;
  for (let found = first; ; found = await lookUpStep(job)) {
    const now = ports.clock.now();
    if (found === undefined) {
      awaySince ??= now;
      if (now - awaySince > timing.windowMs(job.planned.step)) return undefined;
    } else {
      if (found.pending !== 'provisioning') return found;
      awaySince = undefined;
      last = found;
    }
    if (last !== undefined && now - startedAt > timing.pollLimitMs) return last;
    await job.lease.rest(pauseMs);
    pauseMs = Math.min(pauseMs * 1.5, timing.longestPollMs);
  }
}
