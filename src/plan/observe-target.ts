import pLimit from 'p-limit';
import { groupBy } from '../domain/group-by.ts';
import { writtenKey } from '../domain/keys.ts';
import { optionalPartsOf } from '../domain/optional-parts.ts';
import type { Difference, Step, StepAction, StepOutputs } from '../domain/plan.ts';
import { DONE_STATES } from '../domain/plan.ts';
import type { StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { claimsOf } from '../steps/claims.ts';
import { cannotBeChanged } from '../steps/conflict.ts';
import type { Found, StepHandler } from '../steps/handler.ts';
import { readPatiently } from '../steps/read-patiently.ts';
import type { PlanPorts } from './ports.ts';

/** What the target says about one step. */
export interface Observation {
  readonly action: StepAction;
  readonly differences: readonly Difference[];
  readonly reason?: string;
  /** Ids of what was found. */
  readonly outputs?: StepOutputs;
  /** See {@link Found.inTheWay}. */
  readonly inTheWay?: string;
}

/** What is known of the target from earlier runs. */
export interface TargetPast {
  readonly states: ReadonlyMap<StepId, StepRecord>;
  /** Everything that was ever planned and goes by its location or its name: locations, owners, features. */
  readonly placed: readonly Step[];
  openRequests(step: StepId): readonly unknown[];
  /** Filled on the way: who looks a second time, with other steps held back, does not ask again. By step and content. */
  readonly lookUps: Map<string, Promise<Found | undefined>>;
}

/**
 * Looks every step up in the target, parents before children. A step whose parent is not there yet needs no look-up:
 * it will be created. Read-only.
 *
 * @throws {MigrationError} `TOKEN_REJECTED`, `TARGET_UNAVAILABLE`, `TARGET_REFUSED`
 */
export async function observeTarget(
  context: StageContext,
  steps: readonly Step[],
  blocked: ReadonlyMap<StepId, string>,
  { states, placed, openRequests, lookUps }: TargetPast,
  ports: Pick<PlanPorts, 'handlerOf' | 'webex' | 'clock'>,
  concurrency: number,
): Promise<ReadonlyMap<StepId, Observation>> {
  const limit = pLimit(concurrency);
  const byId = new Map(steps.map((step) => [step.id, step]));
  const outputs = new Map<StepId, StepOutputs>();
  const pending = new Map<StepId, Promise<Observation>>();
  /** Not looked for, because what it hangs from is not there. */
  const unseen = new Set<StepId>();
  let done = 0;
  const isAnothers = claimsOf(steps, (id) => outputs.get(id) ?? states.get(id)?.outputs);

  /** @param before - a step of an earlier plan: what it hangs from is known from then */
  const lookUp = (step: Step, before = false): Promise<Found | undefined> => {
    const key = `${step.id} ${step.content}`;
    const known = lookUps.get(key);
    if (known !== undefined) return known;
    const asked = limit(() =>
      readPatiently(
        () =>
          ports.handlerOf(step).lookUp(step, {
            webex: ports.webex,
            signal: context.signal,
            outputs: (id) => outputs.get(id) ?? (before || id === step.id ? states.get(id)?.outputs : undefined),
            isAnothers,
            openRequests,
          }),
        {
          signal: context.signal,
          sleep: ports.clock.sleep,
          what: step.label,
        },
      ),
    );
    lookUps.set(key, asked);
    return asked;
  };

  const earlierOf = groupBy(placed, sameThing);

  /**
   * A location goes by its name, and so does all that is in it: under a new name it would be made a second time, beside
   * the people and numbers of the first. What moves to another location would be, too.
   */
  const standsElsewhere = async (step: Step): Promise<string | undefined> => {
    for (const earlier of earlierOf.get(sameThing(step)) ?? []) {
      if (earlier.id === step.id || byId.has(earlier.id)) continue;
      const known = states.get(earlier.id);
      if (known === undefined || Object.keys(known.outputs).length === 0) continue;
      if ((await lookUp(earlier, true)) === undefined) continue;
      if (earlier.kind === 'location') {
        const key = writtenKey(step.draft.replace(/^location:/, ''));
        return (
          `stands in Webex as "${earlier.payload.name}": keep that name (locations, "${key}", name in migration.yaml), or ` +
          'rename it in Control Hub; then map and plan again'
        );
      }
      return placeOf(earlier) === placeOf(step)
        ? `stands in Webex as ${earlier.label}: rename it there in Control Hub, then plan again`
        : 'stands in Webex in another location, where an earlier plan has made it: remove it there in Control Hub, or leave it there in migration.yaml; then map and plan again';
    }
    return undefined;
  };

  const observe = async (step: Step): Promise<Observation> => {
    const reason = blocked.get(step.id);
    if (reason !== undefined) return { action: 'blocked', differences: [], reason };
    const references = referencesOf(step);
    // Everything that the payload points at is settled first: a look-up compares members by their ids.
    await Promise.all([...references.required, ...references.optional].map((id) => pending.get(id)));
    const handler = ports.handlerOf(step);
    if (references.required.some((id) => !outputs.has(id))) {
      // Its location is new, and it may be in another one.
      const elsewhere = await standsElsewhere(step);
      if (elsewhere !== undefined) return { action: 'blocked', differences: [], reason: elsewhere };
      unseen.add(step.id);
      return decide(step, undefined, undefined, handler);
    }
    const found = await lookUp(step);
    if (found) outputs.set(step.id, found.outputs);
    const elsewhere = found === undefined ? await standsElsewhere(step) : undefined;
    if (elsewhere !== undefined) return { action: 'blocked', differences: [], reason: elsewhere };
    const joining = found === undefined ? [] : await joiningOf(step, found);
    const seen = found && { ...found, differences: [...found.differences, ...joining] };
    return {
      ...decide(step, seen, states.get(step.id), handler),
      ...(found ? { outputs: found.outputs } : {}),
      ...(found?.inTheWay === undefined ? {} : { inTheWay: found.inTheWay }),
    };
  };

  /** Parts that do not exist yet cannot be compared by id, but what stands there will change with them. */
  const joiningOf = async (step: Step, { failed }: Found): Promise<Difference[]> => {
    if (failed !== undefined || !ports.handlerOf(step).canChange) return [];
    const coming = new Map<string, string[]>();
    for (const part of optionalPartsOf(step)) {
      const made = byId.get(part.step);
      if (made === undefined || outputs.has(part.step)) continue;
      if ((await pending.get(part.step))?.action !== 'create') continue;
      // Who was made before, and could not be looked for where it is to go, is not known to be missing here.
      const before = states.get(part.step);
      if (unseen.has(part.step) && before !== undefined && DONE_STATES.includes(before.state)) continue;
      coming.set(part.field, [...(coming.get(part.field) ?? []), made.label]);
    }
    return [...coming].map(([field, labels]) => ({
      field,
      expected: `with ${labels.join(', ')}`,
      actual: 'without',
    }));
  };

  for (const step of steps) {
    const observation = observe(step).then((seen) => {
      done += 1;
      context.emit({ type: 'progress', stage: 'plan', done, total: steps.length, unit: 'steps' });
      return seen;
    });
    pending.set(step.id, observation);
    // Awaited below; a failure must not count as unhandled while earlier ones are still out.
    observation.catch(() => undefined);
  }
  const result = new Map<StepId, Observation>();
  for (const [id, observation] of pending) result.set(id, await observation);
  return result;
}

function sameThing({ kind, customer, draft }: Step): string {
  return `${kind} ${customer} ${draft}`;
}

function placeOf({ payload }: Step): StepId | undefined {
  return 'location' in payload && typeof payload.location === 'string' ? payload.location : undefined;
}

/** Steps whose outputs a look-up resolves. */
function referencesOf(step: Step): { readonly required: readonly StepId[]; readonly optional: readonly StepId[] } {
  const { payload } = step;
  const required = [
    ...('customer' in payload ? [payload.customer] : []),
    ...('location' in payload && step.kind !== 'customer' ? [payload.location] : []),
    ...('owner' in payload && payload.owner !== undefined ? [payload.owner] : []),
  ];
  // Whatever else a payload names (members, the device of a line, a network of a base) stands among the edges.
  return { required, optional: [...step.hard, ...step.soft] };
}

function decide(
  step: Step,
  found: Found | undefined,
  record: StepRecord | undefined,
  handler: StepHandler,
): Observation {
  if (found === undefined) {
    // The customer brings its first location along: nothing is created for it.
    const comesAlong = step.kind === 'location' && step.payload.first;
    return { action: comesAlong ? 'adopt' : 'create', differences: [] };
  }
  const { differences } = found;
  if (found.failed !== undefined) {
    return { action: 'blocked', differences, reason: `the target gave up on it: ${found.failed}` };
  }
  if (found.partial) return { action: 'change', differences };
  if (differences.length > 0) {
    if (step.kind === 'virtualExtension' && !step.payload.present) return { action: 'delete', differences };
    if (!handler.canChange) {
      return { action: 'blocked', differences, reason: `exists and differs in ${fieldsOf(differences)}` };
    }
    const fixed = handler.unchangeable?.(differences) ?? [];
    if (fixed.length === 0) return { action: 'change', differences };
    // A write would fail, and whoever stands there would count as failed: as nobody whom others can point at.
    const reason = `${cannotBeChanged(fixed)}; change it in Control Hub, or the source, then plan again`;
    return { action: 'blocked', differences, reason };
  }
  const ours = record !== undefined && (DONE_STATES.includes(record.state) || record.state === 'waiting');
  return { action: ours || handler.safety === 'repeatable' ? 'unchanged' : 'adopt', differences };
}

function fieldsOf(differences: readonly Difference[]): string {
  return differences.map(({ field }) => field).join(', ');
}
