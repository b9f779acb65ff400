import type { Step } from '../domain/plan.ts';
import { visibleWithinMs } from '../steps/visible-window.ts';

/** Waiting times, all derived from the settle window so that a loopback target is quick and a real one is not pressed. */
export interface Timing {
  /** How long an object may take to become visible after it was written. */
  windowMs(step: Step): number;
  /** Pauses before each look-up of a settle: they add up to the window. */
  settlePauses(step: Step): readonly number[];
  /** Pause before repetition number `attempt`, from 1. */
  backOffMs(attempt: number): number;
  readonly firstPollMs: number;
  readonly longestPollMs: number;
  /** When a step that the target is still at is left for a later run. */
  readonly pollLimitMs: number;
  /** Failures in a row for longer than this are an outage. */
  readonly outageMs: number;
}

/** Look-ups of a settle happen at these shares of the window. */
const SPREAD = [0, 0.1, 0.2, 0.3, 0.4];

export function timingOf(settleSeconds: number): Timing {
  const settleMs = settleSeconds * 1000;
  const windowMs = (step: Step): number => visibleWithinMs(step, settleSeconds);
  const base = Math.max(20, settleMs / 30);
  const longest = Math.max(50, settleMs / 2);
  return {
    windowMs,
    settlePauses: (step) => (settleMs === 0 ? [0] : SPREAD.map((share) => share * windowMs(step))),
    backOffMs: (attempt) => Math.min(base * 2 ** (attempt - 1), longest),
    firstPollMs: Math.max(50, settleMs / 20),
    longestPollMs: longest,
    // A new customer takes about five minutes (fact sheet §2); after half an hour somebody should look.
    pollLimitMs: Math.max(60_000, settleMs * 60),
    outageMs: Math.max(500, settleMs * 2),
  };
}
