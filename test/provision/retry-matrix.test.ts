import { describe, expect, it } from 'vitest';
import type { Step, StepState } from '../../src/domain/plan.ts';
import { WebexHttpError, WebexNetworkError } from '../../src/domain/webex-errors.ts';
import { classifyFailure } from '../../src/provision/classify-failure.ts';
import type { FakeFault } from '../fakes/fake-target.ts';
import { acmePlan, createHarness, TARGET } from './engine-harness.ts';

/** One step of each way in which a second write is avoided. */
const LABELS = {
  'look-first': 'customer Acme',
  refused: 'subscriber ben@example.test',
  repeatable: 'outgoing permissions of north',
} as const;
const WINDOW_SECONDS = 30;

interface Row {
  readonly safety: keyof typeof LABELS;
  readonly fault: FakeFault;
  /** Writes that were sent for the step, the first one included. */
  readonly writes: 1 | 2;
  readonly state: StepState;
  /** Least seconds that the settling takes: absent is not believed before. */
  readonly atLeast?: number;
  readonly stopped?: string;
}

const CUSTOMER_WINDOW = 4 * WINDOW_SECONDS;
const MATRIX: readonly Row[] = [
  // No second POST before a whole window without a trace of the first.
  { safety: 'look-first', fault: 'error-before', writes: 2, state: 'created', atLeast: CUSTOMER_WINDOW },
  { safety: 'look-first', fault: 'drop-before', writes: 2, state: 'created', atLeast: CUSTOMER_WINDOW },
  { safety: 'refused', fault: 'error-before', writes: 2, state: 'created', atLeast: WINDOW_SECONDS },
  { safety: 'refused', fault: 'drop-before', writes: 2, state: 'created', atLeast: WINDOW_SECONDS },
  // It took effect: found, never sent again.
  { safety: 'look-first', fault: 'error-after', writes: 1, state: 'created' },
  { safety: 'look-first', fault: 'drop-after', writes: 1, state: 'created' },
  { safety: 'look-first', fault: 'bad-request-after', writes: 1, state: 'created' },
  { safety: 'refused', fault: 'error-after', writes: 1, state: 'created' },
  { safety: 'refused', fault: 'drop-after', writes: 1, state: 'created' },
  { safety: 'refused', fault: 'bad-request-after', writes: 1, state: 'created' },
  // A refusal is not repeated, but a 400 may have created: looked for over the whole window.
  { safety: 'look-first', fault: 'bad-request', writes: 1, state: 'failed', atLeast: CUSTOMER_WINDOW },
  { safety: 'refused', fault: 'bad-request', writes: 1, state: 'failed', atLeast: WINDOW_SECONDS },
  // A PUT is simply sent again.
  { safety: 'repeatable', fault: 'error-before', writes: 2, state: 'created' },
  { safety: 'repeatable', fault: 'error-after', writes: 2, state: 'created' },
  { safety: 'repeatable', fault: 'drop-before', writes: 2, state: 'created' },
  { safety: 'repeatable', fault: 'drop-after', writes: 2, state: 'created' },
  { safety: 'repeatable', fault: 'bad-request', writes: 1, state: 'failed' },
  { safety: 'repeatable', fault: 'bad-request-after', writes: 1, state: 'created' },
  // Nothing happened for sure: sent again, after the pause that was asked for.
  { safety: 'look-first', fault: 'throttle', writes: 2, state: 'created', atLeast: 2 },
  { safety: 'refused', fault: 'throttle', writes: 2, state: 'created', atLeast: 2 },
  { safety: 'repeatable', fault: 'throttle', writes: 2, state: 'created', atLeast: 2 },
  { safety: 'look-first', fault: 'no-connection', writes: 2, state: 'created' },
  { safety: 'refused', fault: 'no-connection', writes: 2, state: 'created' },
  { safety: 'repeatable', fault: 'no-connection', writes: 2, state: 'created' },
  // No further request makes sense.
  { safety: 'look-first', fault: 'unauthorised', writes: 1, state: 'pending', stopped: 'authentication' },
  { safety: 'refused', fault: 'unauthorised', writes: 1, state: 'pending', stopped: 'authentication' },
  { safety: 'repeatable', fault: 'unauthorised', writes: 1, state: 'pending', stopped: 'authentication' },
];

describe('a write and what may happen to it', () => {
  it.each(MATRIX)('$safety, $fault: $writes sent, ends $state', async (row) => {
    const label = LABELS[row.safety];
    const harness = createHarness(acmePlan(), {
      fault: (step: Step, attempt) => (step.label === label && attempt === 1 ? row.fault : undefined),
    });

    const summary = await harness.run({ settleSeconds: WINDOW_SECONDS });

    const step = harness.step(label);
    expect(harness.target.writesOf(step)).toBe(row.writes);
    expect(harness.journal.attempts(TARGET, step.id)).toHaveLength(row.writes);
    expect(harness.journal.states(TARGET).get(step.id)?.state).toBe(row.state);
    expect(summary.stopped?.reason).toBe(row.stopped);
    expect(summary.durationMs).toBeGreaterThanOrEqual((row.atLeast ?? 0) * 1000);
    expect(new Set(harness.target.keys()).size).toBe(harness.target.keys().length);
  });
});

describe('classifyFailure', () => {
  it.each([
    { status: 400, kind: 'doubtful', resend: false, duplicate: false, outage: false },
    { status: 401, kind: 'authentication', outage: false },
    { status: 403, kind: 'authentication', outage: false },
    { status: 404, kind: 'not-now', outage: false },
    { status: 405, kind: 'refused', outage: false },
    { status: 408, kind: 'doubtful', resend: true, outage: false },
    { status: 409, kind: 'doubtful', resend: false, duplicate: true, outage: false },
    { status: 413, kind: 'refused', outage: false },
    { status: 415, kind: 'refused', outage: false },
    { status: 422, kind: 'refused', outage: false },
    { status: 423, kind: 'throttled', seconds: 5, outage: false },
    { status: 429, kind: 'throttled', seconds: 5, outage: false },
    { status: 500, kind: 'doubtful', resend: true, outage: false },
    { status: 502, kind: 'doubtful', resend: true, outage: true },
    { status: 503, kind: 'doubtful', resend: true, outage: true },
    { status: 504, kind: 'doubtful', resend: true, outage: true },
  ])('reads $status as $kind', ({ status, ...expected }) => {
    expect(classifyFailure(new WebexHttpError('said so', { status }))).toMatchObject(expected);
  });

  it('takes Retry-After where there is one', () => {
    const error = new WebexHttpError('slow down', { status: 429, retryAfterSeconds: 42 });

    expect(classifyFailure(error)).toMatchObject({ kind: 'throttled', seconds: 42 });
  });

  it.each([
    { name: 'reset', error: new WebexNetworkError('reset', true), kind: 'doubtful', resend: true, outage: true },
    { name: 'never sent', error: new WebexNetworkError('refused', false), kind: 'not-now', outage: true },
    { name: 'a defect', error: new TypeError('oops'), kind: 'doubtful', resend: false, outage: false },
  ])('reads a failure without an answer: $name', ({ error, name: _name, ...expected }) => {
    expect(classifyFailure(error)).toMatchObject(expected);
  });
});
