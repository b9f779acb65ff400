import type { Difference, Step } from '../../src/domain/plan.ts';
import type { StepId } from '../../src/domain/plan-step.ts';
import { WebexHttpError, WebexNetworkError } from '../../src/domain/webex-errors.ts';
import type { Clock } from '../../src/pipeline/clock.ts';
import type { Found, StepContext, StepHandler, Written } from '../../src/steps/handler.ts';

export type FakeFault =
  | 'error-before'
  | 'error-after'
  | 'drop-before'
  | 'drop-after'
  | 'throttle'
  | 'bad-request'
  | 'bad-request-after'
  | 'no-connection'
  | 'unauthorised';

interface FakeObject {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  content: string;
  readonly visibleAt: number;
}

export interface FakeTargetOptions {
  readonly clock: Clock;
  /** Fault of the n-th write (from 1) of a step. */
  readonly fault?: (step: Step, attempt: number) => FakeFault | undefined;
  /** Fault of the n-th look-up (from 1) of a step. */
  readonly readFault?: (step: Step, attempt: number) => FakeFault | undefined;
  readonly latencyMs?: number;
  /** How long a fresh object stays invisible; settings are read back at once. */
  readonly hiddenMs?: number;
  readonly onWrite?: (step: Step) => void;
  /** Customers stay in compliance review. */
  readonly review?: () => boolean;
}

const REPEATABLE = ['setting', 'permission', 'pstn', 'mainNumber', 'emergencyCallback', 'calling', 'activation'];

/**
 * A target in memory, as picky as the real one where it matters: it refuses a duplicate only for the kinds whose API
 * does, shows fresh objects late, and can fail before or after a write took effect.
 */
export function createFakeTarget(options: FakeTargetOptions) {
  const { clock } = options;
  const objects: FakeObject[] = [];
  const writes = new Map<StepId, number>();
  const reads = new Map<StepId, number>();
  const busy = new Map<string, number>();
  const violations: string[] = [];
  let nextId = 1;
  let requests = 0;
  let openRequests = 0;
  let mostOpen = 0;

  const keyOf = (step: Step): string => `${step.customer} ${step.naturalKey}`;
  const at = (step: Step): FakeObject | undefined =>
    objects.find((object) => object.kind === step.kind && object.key === keyOf(step));
  const put = (step: Step, kind: string = step.kind): string => {
    const existing = objects.find((object) => object.kind === kind && object.key === keyOf(step));
    if (existing && step.kind !== 'customer') {
      existing.content = step.content;
      return existing.id;
    }
    const id = `${kind}-${nextId++}`;
    const visibleAt = clock.now() + (REPEATABLE.includes(kind) ? 0 : (options.hiddenMs ?? 0));
    objects.push({ id, kind, key: keyOf(step), content: step.content, visibleAt });
    return id;
  };

  const answer = (fault: FakeFault | undefined, effect: () => void): void => {
    switch (fault) {
      case undefined:
        effect();
        return;
      case 'error-before':
        throw new WebexHttpError('internal error', { status: 500 });
      case 'error-after':
        effect();
        throw new WebexHttpError('internal error', { status: 500 });
      case 'drop-before':
        throw new WebexNetworkError('connection reset', true);
      case 'drop-after':
        effect();
        throw new WebexNetworkError('connection reset', true);
      case 'throttle':
        throw new WebexHttpError('too many requests', { status: 429, retryAfterSeconds: 2 });
      case 'bad-request':
        throw new WebexHttpError('bad request', { status: 400, trackingId: 'TRACK_1' });
      case 'bad-request-after':
        effect();
        throw new WebexHttpError('bad request', { status: 400 });
      case 'no-connection':
        throw new WebexNetworkError('connection refused', false);
      case 'unauthorised':
        throw new WebexHttpError('token expired', { status: 401 });
      default:
        fault satisfies never;
    }
  };

  const travel = async (): Promise<void> => {
    requests += 1;
    openRequests += 1;
    mostOpen = Math.max(mostOpen, openRequests);
    await clock.sleep(options.latencyMs ?? 5);
    openRequests -= 1;
  };

  const handlerOf = (step: Step): StepHandler => ({
    kind: step.kind,
    safety: step.kind === 'customer' ? 'look-first' : REPEATABLE.includes(step.kind) ? 'repeatable' : 'refused',
    canChange: true,
    calls: 1,
    key: [],
    endpoints: [],
    async lookUp(wanted: Step): Promise<Found | undefined> {
      await travel();
      const attempt = (reads.get(wanted.id) ?? 0) + 1;
      reads.set(wanted.id, attempt);
      answer(options.readFault?.(wanted, attempt), () => undefined);
      const object = at(wanted);
      if (object === undefined || object.visibleAt > clock.now()) return undefined;
      const differences: Difference[] =
        object.content === wanted.content
          ? []
          : [{ field: 'content', expected: wanted.content, actual: object.content }];
      const waiting = wanted.kind === 'customer' && options.review?.() === true;
      return { outputs: { id: object.id }, differences, ...(waiting ? { pending: 'waiting' as const } : {}) };
    },
    async write(wanted: Step, _context: StepContext, found: Found | undefined): Promise<Written> {
      const attempt = (writes.get(wanted.id) ?? 0) + 1;
      writes.set(wanted.id, attempt);
      const missing = wanted.hard.find(
        (id) => !objects.some((object) => stepKeys.get(id) === `${object.kind} ${object.key}`),
      );
      if (missing !== undefined && stepKeys.size > 0) violations.push(`${wanted.label} before ${missing}`);
      if (wanted.exclusive !== undefined) {
        const others = busy.get(wanted.exclusive) ?? 0;
        if (others > 0) violations.push(`${wanted.label} races for ${wanted.exclusive}`);
        busy.set(wanted.exclusive, others + 1);
      }
      options.onWrite?.(wanted);
      await travel();
      if (wanted.exclusive !== undefined) busy.set(wanted.exclusive, (busy.get(wanted.exclusive) ?? 1) - 1);
      let id = '';
      const refuses = !REPEATABLE.includes(wanted.kind) && wanted.kind !== 'customer' && found === undefined;
      if (refuses && at(wanted)) throw new WebexHttpError('already exists', { status: 409 });
      answer(options.fault?.(wanted, attempt), () => {
        id = put(wanted);
        if (wanted.kind === 'customer') {
          // The first location comes along.
          const first = firstLocations.get(wanted.id);
          if (first) put(first, 'location');
        }
      });
      return { outputs: { id }, status: wanted.kind === 'customer' ? 202 : 201, accepted: wanted.kind === 'customer' };
    },
    describe: (wanted: Step) => ({ method: 'POST', path: `/${wanted.kind}`, body: wanted.payload }),
  });

  const stepKeys = new Map<StepId, string>();
  const firstLocations = new Map<StepId, Step>();

  return {
    handlerOf,
    violations,
    /** Makes the fake know the whole plan, so that it can tell when a step comes before what it needs. */
    learn(steps: readonly Step[]): void {
      for (const step of steps) {
        stepKeys.set(step.id, `${step.kind} ${keyOf(step)}`);
        if (step.kind === 'location' && step.payload.first) firstLocations.set(step.payload.customer, step);
      }
    },
    /** What somebody else made. */
    plant: (step: Step, content: string = step.content): void => {
      put(step);
      const object = at(step);
      if (object) object.content = content;
    },
    forget(step: Step): void {
      const index = objects.findIndex((object) => object.kind === step.kind && object.key === keyOf(step));
      if (index >= 0) objects.splice(index, 1);
    },
    /** Sorted, without ids: the end state as a set. */
    state: (): string[] => objects.map(({ kind, key, content }) => `${kind} ${key} ${content}`).sort(),
    keys: (): string[] => objects.map(({ kind, key }) => `${kind} ${key}`).sort(),
    get writes(): number {
      return [...writes.values()].reduce((sum, count) => sum + count, 0);
    },
    writesOf: (step: Step): number => writes.get(step.id) ?? 0,
    get requests(): number {
      return requests;
    },
    get mostOpen(): number {
      return mostOpen;
    },
  };
}
export type FakeTarget = ReturnType<typeof createFakeTarget>;
