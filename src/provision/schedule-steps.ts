import type { Step, StepKind } from '../domain/plan.ts';
import type { Clock } from '../pipeline/clock.ts';
import { connectSteps, type StepNode } from './connect-steps.ts';
import { createReadyQueue } from './ready-queue.ts';
import type { RunControl } from './run-control.ts';

/** A step's hold on one of the slots. */
export interface Lease {
  /** Gives the slot to somebody else while this step has nothing to do; ends early when the run drains. */
  rest(ms: number): Promise<void>;
}

export interface ScheduleOptions<End> {
  readonly control: RunControl;
  readonly clock: Clock;
  /** Slots; asked anew each time, for it may change while the run goes on. */
  concurrency(): number;
  /** Steps of one kind under way at a time; `undefined`: no limit of its own. */
  kindLimit?(kind: StepKind): number | undefined;
  /** What a step costs, for the critical path; 1 where it is missing. */
  weight?(step: Step): number;
  /** Answers without work: done before, or failed before and not to be tried again. */
  known(step: Step): End | undefined;
  run(step: Step, lease: Lease): Promise<End>;
  /** Called once per step, in the order in which they end. */
  ended(step: Step, end: End): void;
  /** Whether a hard dependant may go on. */
  succeeded(end: End, dependant: Step): boolean;
  /** How a step ends whose hard dependency did not succeed: names the root cause. */
  inherit(parent: Step, end: End): End;
  /** How a step ends that the run did not come to. */
  readonly notReached: End;
}

const NO_KEYS: readonly (readonly [string, number])[] = [];

/**
 * Carries steps out along their edges. No slot stays idle while a step is ready; of those that are ready the one with
 * the longest chain behind it goes first; steps with the same `exclusive` key go one after another; a hard dependant of
 * a step that did not succeed ends at once.
 *
 * Edges to steps outside the list are taken as settled: the plan has blocked what could not do without them.
 *
 * @throws what `run` throws: a defect or a journal that cannot be written; claimed steps are awaited first
 */
export async function scheduleSteps<End>(steps: readonly Step[], options: ScheduleOptions<End>): Promise<void> {
  const { control, clock } = options;
  const nodes = connectSteps(steps, options.weight);
  const ready = createReadyQueue();
  /** Waiting for a key that somebody holds (`exclusive`), or for a turn of their kind. */
  const parked = new Map<string, StepNode[]>();
  const busy = new Map<string, number>();
  const returning: (() => void)[] = [];
  /** Steps that hold a slot at this moment. */
  let held = 0;
  let active = 0;
  let finished = 0;
  let crash: { readonly error: unknown } | undefined;
  let allDone: () => void = () => undefined;

  const end = (first: StepNode, firstEnd: End): void => {
    const queue: [StepNode, End][] = [[first, firstEnd]];
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      const [node, result] = item;
      if (node.ended) continue;
      node.ended = true;
      finished += 1;
      options.ended(node.step, result);
      for (const { node: dependant, hard } of node.dependants) {
        dependant.open -= 1;
        if (dependant.ended) continue;
        if (hard && !options.succeeded(result, dependant.step))
          queue.push([dependant, options.inherit(node.step, result)]);
        else if (dependant.open === 0) {
          const known = options.known(dependant.step);
          if (known) queue.push([dependant, known]);
          else ready.add(dependant);
        }
      }
    }
  };

  /** Keys that a step needs for itself, with how many may hold each. */
  const keysOf = ({ exclusive, kind }: Step): readonly (readonly [string, number])[] => {
    const limit = options.kindLimit?.(kind);
    if (exclusive === undefined && limit === undefined) return NO_KEYS;
    return [
      ...(exclusive === undefined ? [] : [[`owner ${exclusive}`, 1] satisfies [string, number]]),
      ...(limit === undefined ? [] : [[`kind ${kind}`, limit] satisfies [string, number]]),
    ];
  };

  const claim = (): StepNode | undefined => {
    for (let node = ready.take(); node !== undefined; node = ready.take()) {
      if (node.ended) continue;
      const keys = keysOf(node.step);
      if (keys.length === 0) return node;
      const full = keys.find(([key, limit]) => (busy.get(key) ?? 0) >= limit);
      if (full === undefined) {
        node.keys = keys.map(([key]) => key);
        for (const key of node.keys) busy.set(key, (busy.get(key) ?? 0) + 1);
        return node;
      }
      const [key] = full;
      const queue = parked.get(key);
      if (queue) queue.push(node);
      else parked.set(key, [node]);
    }
    return undefined;
  };

  const leaveKeys = (node: StepNode): void => {
    for (const key of node.keys) {
      busy.set(key, (busy.get(key) ?? 1) - 1);
      const queue = parked.get(key);
      parked.delete(key);
      // All come back; those that find the key taken again are parked again.
      for (const waiting of queue ?? []) ready.add(waiting);
    }
  };

  const lease: Lease = {
    async rest(ms) {
      held -= 1;
      pump();
      await clock.sleep(ms, control.signal);
      if (held < options.concurrency() || control.signal.aborted) held += 1;
      else await new Promise<void>((resolve) => returning.push(resolve));
    },
  };

  const stopFor = (error: unknown): void => {
    crash ??= { error };
    control.drain('interrupted', 'an internal failure stopped the run');
  };

  const leave = (node: StepNode, last: () => void): void => {
    try {
      last();
    } catch (error) {
      stopFor(error);
    }
    held -= 1;
    active -= 1;
    leaveKeys(node);
    pump();
  };

  const pump = (): void => {
    while (held < options.concurrency() || (returning.length > 0 && control.signal.aborted)) {
      // Whoever has begun goes on before anybody new begins.
      const back = returning.shift();
      if (back) {
        held += 1;
        back();
        continue;
      }
      const node = control.claiming && crash === undefined ? claim() : undefined;
      if (node === undefined) break;
      held += 1;
      active += 1;
      options.run(node.step, lease).then(
        (result) => leave(node, () => end(node, result)),
        (error: unknown) => leave(node, () => stopFor(error)),
      );
    }
    // A paused run waits for the word to go on.
    if (active === 0 && (!control.paused || !control.open || finished === nodes.length)) allDone();
  };

  const unwatch = control.onChange(() => pump());
  try {
    await new Promise<void>((resolve) => {
      allDone = resolve;
      // Taken before anything ends: what becomes free on the way is put in line by `end`.
      const roots = nodes.filter((node) => node.open === 0);
      for (const node of roots) {
        const known = options.known(node.step);
        if (known) end(node, known);
        else ready.add(node);
      }
      pump();
    });
  } finally {
    unwatch();
  }
  if (crash) throw crash.error;
  if (finished < nodes.length && control.open) throw new Error('the steps of the plan wait for each other in a circle');
  for (const node of nodes) end(node, options.notReached);
}
