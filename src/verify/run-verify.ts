import pLimit from 'p-limit';
import { MigrationError } from '../domain/errors.ts';
import type { VerifyItem, VerifySummary } from '../domain/outcomes.ts';
import { DONE_STATES, type PlannedStep, type Step } from '../domain/plan.ts';
import type { PlanRecord, StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { claimsOf } from '../steps/claims.ts';
import { readPatiently } from '../steps/read-patiently.ts';
import { visibleWithinMs } from '../steps/visible-window.ts';
import { findExtraRules } from './find-extra-rules.ts';
import { findExtras } from './find-extras.ts';
import { orRefused } from './or-refused.ts';
import type { VerifyPorts } from './ports.ts';

export interface VerifyOptions {
  /** Target key. */
  readonly target: string;
  readonly concurrency: number;
  /** Seconds that something written may take to become visible. */
  readonly settleSeconds: number;
}

/**
 * Reads back every object that the latest plan, or that of a batch, has put into the target, compares it field by field,
 * and looks for objects that no step names. What was written a moment ago is looked at again before it counts as missing
 * or different: the target takes its time to show it.
 *
 * @throws {MigrationError} `NOTHING_PLANNED`, `TOKEN_REJECTED`, `TARGET_UNAVAILABLE`
 */
export async function runVerify(
  context: StageContext,
  options: VerifyOptions,
  ports: VerifyPorts,
): Promise<VerifySummary> {
  const { target } = options;
  const stored = ports.plan(target);
  if (stored === undefined) throw new MigrationError('NOTHING_PLANNED', 'there is no plan for this target');
  context.emit({ type: 'stage-started', stage: 'verify' });
  const states = ports.states(target);
  const plan = asArranged(stored, states, ports);
  const done = plan.steps.filter((planned) => isDone(states.get(planned.step.id)) && isWanted(planned, states));
  const compared = await compareAll(context, done, states, options, ports);
  const extras = await findExtras(context, plan, states, ports, options.concurrency);
  const rules = await findExtraRules(context, plan, states, ports, options.concurrency);
  const items = [...compared, ...extras.items, ...rules.items];
  ports.record(plan, items, context.now().toISOString());
  context.emit({ type: 'stage-finished', stage: 'verify' });
  const count = (state: VerifyItem['state']): number => items.filter((item) => item.state === state).length;
  return {
    stage: 'verify',
    target,
    plan: plan.hash,
    batch: plan.batch,
    matched: count('matched'),
    different: count('different'),
    missing: count('missing'),
    extra: count('extra'),
    heldBack: items.filter(({ heldBack }) => heldBack !== undefined).length,
    items: items.filter(({ state }) => state !== 'matched'),
    notDone: countNotDone(plan, states),
    notes: [...extras.notes, ...rules.notes],
  };
}

/** The plan with what later plans have made of its steps: that is how they are to be found. */
function asArranged(plan: PlanRecord, states: ReadonlyMap<StepId, StepRecord>, ports: VerifyPorts): PlanRecord {
  const contents = new Map<StepId, string>();
  for (const { step } of plan.steps) {
    const record = states.get(step.id);
    if (record?.content === undefined || record.content === step.content || !isDone(record)) continue;
    contents.set(step.id, record.content);
  }
  if (contents.size === 0) return plan;
  const later = ports.carriedOutLater(plan, contents);
  return {
    ...plan,
    steps: plan.steps.map((planned) => ({ ...planned, step: later.get(planned.step.id) ?? planned.step })),
  };
}

async function compareAll(
  context: StageContext,
  done: readonly PlannedStep[],
  states: ReadonlyMap<StepId, StepRecord>,
  options: VerifyOptions,
  ports: VerifyPorts,
): Promise<VerifyItem[]> {
  const limit = pLimit(options.concurrency);
  let finished = 0;
  const outputs = (id: StepId) => {
    const record = states.get(id);
    return isDone(record) ? record?.outputs : undefined;
  };
  const isAnothers = claimsOf(
    done.map(({ step }) => step),
    outputs,
  );
  const compare = async ({ step, action, reason }: PlannedStep, again = false): Promise<VerifyItem> => {
    const held = action === 'blocked' && states.get(step.id)?.content !== step.content;
    // Where it is to go is not there yet, so that it cannot be looked for; it stands where it was.
    const nowhere = held && step.hard.some((id) => !isDone(states.get(id)));
    const item = nowhere ? different(step, 'change', 'carried out', 'held back') : await compareStep(step, again);
    return held && item.state !== 'matched' ? { ...item, heldBack: reason ?? 'blocked' } : item;
  };
  const compareStep = async (step: Step, again: boolean): Promise<VerifyItem> => {
    const common = { step: step.id, kind: step.kind, label: step.label };
    const found = await orRefused(
      readPatiently(
        () => ports.handlerOf(step).lookUp(step, { webex: ports.webex, signal: context.signal, outputs, isAnothers }),
        {
          signal: context.signal,
          sleep: ports.clock.sleep,
        },
      ),
    );
    if (!again) finished += 1;
    context.emit({ type: 'progress', stage: 'verify', done: finished, total: done.length, unit: 'objects' });
    if (found instanceof MigrationError) return different(step, 'reading', 'an answer', found.message);
    if (found === undefined) return { ...common, state: 'missing', differences: [] };
    const differences = [
      ...found.differences,
      ...(found.failed === undefined ? [] : [{ field: 'status', expected: 'provisioned', actual: found.failed }]),
      ...(found.pending === undefined ? [] : [{ field: 'status', expected: 'provisioned', actual: found.pending }]),
      ...(found.partial && found.differences.length === 0
        ? [{ field: 'parts', expected: 'all', actual: 'only some are there' }]
        : []),
    ];
    return { ...common, state: differences.length === 0 ? 'matched' : 'different', differences };
  };
  const items = await Promise.all(done.map((planned) => limit(() => compare(planned))));
  const rest = restOfSettling(done, items, states, context.now(), options.settleSeconds);
  if (rest.size === 0) return items;
  const note = 'waiting for what was written a moment ago to show';
  context.emit({ type: 'progress', stage: 'verify', done: finished, total: done.length, unit: 'objects', note });
  await ports.clock.sleep(Math.max(...rest.values()), context.signal);
  return Promise.all(
    done.map(async (planned, index) => {
      const item = items[index];
      return item !== undefined && !rest.has(planned.step.id) ? item : await limit(() => compare(planned, true));
    }),
  );
}

function different(step: Step, field: string, expected: string, actual: string): VerifyItem {
  const differences = [{ field, expected, actual }];
  return { step: step.id, kind: step.kind, label: step.label, state: 'different', differences };
}

/** Of what did not match, the milliseconds that it may still take to show: nothing once the time is over. */
function restOfSettling(
  done: readonly PlannedStep[],
  items: readonly VerifyItem[],
  states: ReadonlyMap<StepId, StepRecord>,
  now: Date,
  settleSeconds: number,
): ReadonlyMap<StepId, number> {
  const rest = new Map<StepId, number>();
  for (const [index, { step }] of done.entries()) {
    const record = states.get(step.id);
    // What was there before, or was looked at only, has been visible all the time.
    const written = record?.state === 'created' || record?.state === 'changed';
    if (!written || items[index]?.state === 'matched') continue;
    const window = visibleWithinMs(step, settleSeconds);
    const left = Date.parse(record.updatedAt) + window - now.getTime();
    // A clock that was set back must not hold anybody up.
    if (left > 0 && left <= window) rest.set(step.id, left);
  }
  return rest;
}

function isDone(record: StepRecord | undefined): boolean {
  return record !== undefined && DONE_STATES.includes(record.state);
}

/**
 * A change that is held back leaves what an earlier plan has made, which is not what this one wants. Only whoever stays
 * behind is to keep the virtual extension: it is freed with the move, not without it.
 */
function isWanted({ step, action }: PlannedStep, states: ReadonlyMap<StepId, StepRecord>): boolean {
  const isFreed = step.kind === 'virtualExtension' && !step.payload.present;
  return action !== 'blocked' || !isFreed || states.get(step.id)?.content === step.content;
}

/** Deferred and blocked steps are not expected to be there. */
function countNotDone(plan: PlanRecord, states: ReadonlyMap<StepId, StepRecord>): number {
  return plan.steps.filter(
    ({ step, action }) => action !== 'blocked' && step.phase === 'provision' && !isDone(states.get(step.id)),
  ).length;
}
