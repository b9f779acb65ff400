import type { Step, StepId } from '../domain/plan.ts';
import type { Clock } from '../pipeline/clock.ts';
import type { RunControl } from './run-control.ts';
import { isDone, type StepEnd } from './step-end.ts';

/** A step's hold on one of the slots. */
export interface Lease {
  /** Gives the slot to somebody else while this step has nothing to do; ends early when the run drains. */
  rest(ms: number): Promise<void>;
}

export interface ScheduleOptions {
  readonly concurrency: number;
  readonly control: RunControl;
  readonly clock: Clock;
  /** Answers without work: done before, or failed before and not to be tried again. */
  known(step: Step): StepEnd | undefined;
  run(step: Step, lease: Lease): Promise<StepEnd>;
  /** Called once per step, in the order in which they end. */
  ended(step: Step, end: StepEnd): void;
}

interface Node {
  readonly step: Step;
  readonly order: number;
  readonly dependants: { readonly node: Node; readonly hard: boolean }[];
  open: number;
  ended: boolean;
}

/**
 * Carries steps out along their edges. No slot stays idle while a step is ready; steps with the same `exclusive` key go
 * one after another; a hard dependant of a step that did not succeed ends at once and names the root cause.
 *
 * Edges to steps outside the list are taken as settled: the plan has blocked what could not do without them.
 *
 * @throws what `run` throws: a defect or a journal that cannot be written; claimed steps are awaited first
 */
export async function scheduleSteps(steps: readonly Step[], options: ScheduleOptions): Promise<void> {
  const { control, clock } = options;
  const nodes = connect(steps);
  /** Ready to be claimed, in plan order. */
  const ready: Node[] = [];
  /** Waiting for the exclusive key that somebody holds. */
  const parked = new Map<string, Node[]>();
  const returning: (() => void)[] = [];
  let slots = options.concurrency;
  let active = 0;
  let finished = 0;
  let crash: { readonly error: unknown } | undefined;
  let allDone: () => void = () => undefined;

  const end = (first: Node, firstEnd: StepEnd): void => {
    const queue: [Node, StepEnd][] = [[first, firstEnd]];
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      const [node, result] = item;
      if (node.ended) continue;
      node.ended = true;
      finished += 1;
      options.ended(node.step, result);
      for (const { node: dependant, hard } of node.dependants) {
        dependant.open -= 1;
        if (dependant.ended) continue;
        if (hard && !isDone(result)) queue.push([dependant, inherit(node.step, result)]);
        else if (dependant.open === 0) {
          const known = options.known(dependant.step);
          if (known) queue.push([dependant, known]);
          else enqueue(dependant);
        }
      }
    }
  };

  const enqueue = (node: Node): void => {
    let at = ready.length;
    while (at > 0 && (ready[at - 1]?.order ?? 0) > node.order) at -= 1;
    ready.splice(at, 0, node);
  };

  const claim = (): Node | undefined => {
    for (let node = ready.shift(); node !== undefined; node = ready.shift()) {
      if (node.ended) continue;
      const key = node.step.exclusive;
      if (key === undefined) return node;
      const queue = parked.get(key);
      if (queue === undefined) {
        parked.set(key, []);
        return node;
      }
      queue.push(node);
    }
    return undefined;
  };

  const leaveKey = (step: Step): void => {
    if (step.exclusive === undefined) return;
    const queue = parked.get(step.exclusive);
    parked.delete(step.exclusive);
    // All come back; the first to be claimed parks the others again.
    for (const node of queue ?? []) enqueue(node);
  };

  const lease: Lease = {
    async rest(ms) {
      slots += 1;
      pump();
      await clock.sleep(ms, control.signal);
      if (slots > 0) slots -= 1;
      else await new Promise<void>((resolve) => returning.push(resolve));
    },
  };

  const pump = (): void => {
    while (slots > 0) {
      const back = returning.shift();
      if (back) {
        slots -= 1;
        back();
        continue;
      }
      const node = control.open && crash === undefined ? claim() : undefined;
      if (node === undefined) break;
      slots -= 1;
      active += 1;
      options
        .run(node.step, lease)
        .then((result) => end(node, result))
        .catch((error: unknown) => {
          crash ??= { error };
          control.drain('interrupted', 'an internal failure stopped the run');
        })
        .finally(() => {
          slots += 1;
          active -= 1;
          leaveKey(node.step);
          pump();
        });
    }
    if (active === 0) allDone();
  };

  await new Promise<void>((resolve) => {
    allDone = resolve;
    // Taken before anything ends: what becomes free on the way is put in line by `end`.
    const roots = nodes.filter((node) => node.open === 0);
    for (const node of roots) {
      const known = options.known(node.step);
      if (known) end(node, known);
      else enqueue(node);
    }
    pump();
  });
  if (crash) throw crash.error;
  if (finished < nodes.length && control.open) throw new Error('the steps of the plan wait for each other in a circle');
  for (const node of nodes) end(node, { state: 'not-reached' });
}

function connect(steps: readonly Step[]): Node[] {
  const nodes = steps.map((step, order): Node => ({ step, order, dependants: [], open: 0, ended: false }));
  const byId = new Map<StepId, Node>(nodes.map((node) => [node.step.id, node]));
  for (const node of nodes) {
    for (const [ids, hard] of [
      [node.step.hard, true],
      [node.step.soft, false],
    ] as const) {
      for (const id of ids) {
        const parent = byId.get(id);
        if (parent === undefined) continue;
        parent.dependants.push({ node, hard });
        node.open += 1;
      }
    }
  }
  return nodes;
}

/** How a step ends that cannot go on without another one. */
function inherit(parent: Step, end: StepEnd): StepEnd {
  const cause = end.cause ?? end.state;
  switch (end.state) {
    case 'failed':
    case 'unknown':
      return { state: 'skipped', cause: `needs ${parent.label}, which failed: ${cause}` };
    case 'skipped':
      return { state: 'skipped', cause };
    case 'waiting':
      return {
        state: 'waiting',
        cause: cause.startsWith('waits for ') ? cause : `waits for ${parent.label}: ${cause}`,
      };
    case 'deferred':
      return { state: 'deferred', cause };
    case 'not-reached':
      return { state: 'not-reached' };
    case 'created':
    case 'adopted':
    case 'unchanged':
    case 'changed':
      return { state: 'not-reached' };
    default:
      return end.state satisfies never;
  }
}
