import type { MigrationConfig } from '../domain/config.ts';
import { withoutKind } from '../domain/draft-id.ts';
import { MigrationError } from '../domain/errors.ts';
import { writtenKey } from '../domain/keys.ts';
import type { PlanSummary } from '../domain/outcomes.ts';
import type { PlannedStep, StepAction, StepKind, Target } from '../domain/plan.ts';
import type { PlanInputs, PlanRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { blockDependants } from './block-dependants.ts';
import type { Blocker } from './blocked-drafts.ts';
import type { BuiltSteps } from './build-context.ts';
import { digitsInUse } from './digits-in-use.ts';
import { estimateCalls, estimateMinutes } from './estimate.ts';
import { waitingForHeld } from './held-numbers.ts';
import { type LeftBehind, leftBehind } from './left-behind.ts';
import { nobodyComes } from './nobody-comes.ts';
import { numbersElsewhere } from './numbers-elsewhere.ts';
import { type Observation, observeTarget, type TargetPast } from './observe-target.ts';
import { digestConfig, hashPlan } from './plan-hash.ts';
import type { PlanPorts } from './ports.ts';
import { buildSteps } from './steps-from-drafts.ts';
import { takenLines } from './taken-lines.ts';

export interface PlanOptions {
  readonly target: Target;
  readonly config: MigrationConfig;
  readonly batch: string;
  /** Who plans; recorded with the plan. */
  readonly by?: string;
  /** Onboarding template; needed as soon as a customer is to be created. */
  readonly provisioningId?: string;
  readonly requestsPerMinute: number;
}

/** What the present inputs are, for a new plan and for judging an old one. */
export function presentInputs(
  digests: Pick<PlanInputs, 'source' | 'mappings' | 'decisions' | 'blockers' | 'batch'>,
  config: MigrationConfig,
  target: Target,
): PlanInputs {
  return { ...digests, config: digestConfig(config), target: target.key };
}

/**
 * Builds the plan of a batch against the live target, read-only, and stores it.
 *
 * @throws {MigrationError} `NOTHING_MAPPED`, `PROVISIONING_ID_MISSING`, and what {@link observeTarget} throws
 */
export async function runPlan(context: StageContext, options: PlanOptions, ports: PlanPorts): Promise<PlanSummary> {
  const { target, config, batch } = options;
  context.emit({ type: 'stage-started', stage: 'plan' });
  const drafts = ports.drafts();
  const cut = ports.cut?.();
  const states = ports.states(target.key);
  if (drafts.length === 0) throw new MigrationError('NOTHING_MAPPED', `batch "${batch}" holds no drafts`);
  if (options.provisioningId === undefined && drafts.some(({ kind }) => kind === 'customer')) {
    throw new MigrationError('PROVISIONING_ID_MISSING', 'no onboarding template is named');
  }
  const blockers = ports.blockers(target.key);
  const build = (held: readonly Blocker[]): BuiltSteps =>
    buildSteps(drafts, config, {
      blockers: held,
      provisioningId: options.provisioningId ?? '',
      isKnown: (step) => states.has(step),
      ...(cut === undefined ? {} : { cut }),
    });
  const inputs = presentInputs(ports.digests(), config, target);
  const past = {
    states,
    placed: ports.everPlaced(target.key),
    openRequests: (step: StepId) => ports.openRequests(target.key, step),
    lookUps: new Map(),
  };
  const observe = ({ steps, blocked }: BuiltSteps): Promise<ReadonlyMap<StepId, Observation>> =>
    observeTarget(context, steps, blocked, past, ports, config.limits.concurrency);
  let built = build(blockers);
  let seen = await observe(built);
  const left = await leftBehind(context, { steps: built.steps, seen, states }, ports, {
    partnerOrgId: target.partnerOrgId,
    concurrency: config.limits.concurrency,
  });
  const known = { drafts, blockers, config, target, built, seen, states, left };
  const elsewhere = await numbersElsewhere(context, known, ports);
  if (elsewhere.taken.length > 0) {
    // One number refuses its whole batch: the steps are put together without it.
    built = build([...blockers, ...elsewhere.taken]);
    seen = await observe(built);
  }
  const steps = await judgeSteps(context, built, { seen, states, left }, ports);
  const record = ports.save({
    hash: hashPlan(batch, inputs, built),
    target: target.key,
    batch,
    inputs,
    observedAt: context.now().toISOString(),
    steps,
    unplanned: built.unplanned,
    ...(options.by === undefined ? {} : { plannedBy: options.by }),
  });
  context.emit({ type: 'stage-finished', stage: 'plan' });
  return { ...summarisePlan(record, options.requestsPerMinute, ports.handlerOf), asked: elsewhere.asked };
}

async function judgeSteps(
  context: StageContext,
  built: BuiltSteps,
  {
    seen,
    states,
    left,
  }: Pick<TargetPast, 'states'> & {
    readonly seen: ReadonlyMap<StepId, Observation>;
    readonly left: LeftBehind;
  },
  ports: PlanPorts,
): Promise<PlannedStep[]> {
  // A conflict that only the target shows holds back what hangs from it, like any other blocker.
  const blocked = new Map(built.blocked);
  for (const [id, { action, reason }] of seen) if (action === 'blocked') blocked.set(id, reason ?? 'blocked');
  for (const [id, reason] of left.blocked) if (!blocked.has(id)) blocked.set(id, reason);
  let all = blockDependants({ ...built, blocked }).blocked;
  const taken = await takenLines(context, { steps: built.steps, seen, states }, ports);
  const digits = digitsInUse(built.steps, seen);
  // Whoever is held back may keep a number that the next one waits for.
  for (;;) {
    const waiting = new Map([
      ...taken(all),
      ...waitingForHeld(built.steps, seen, all),
      ...digits.waiting(all),
      ...nobodyComes(built.steps, seen, all),
    ]);
    if (waiting.size === 0) break;
    for (const [id, reason] of waiting) blocked.set(id, reason);
    all = blockDependants({ ...built, blocked }).blocked;
  }
  return built.steps.map((planned) => {
    const step = digits.inOrder(planned);
    const held = all.get(step.id);
    const reason = held !== undefined && held === left.blocked.get(step.id) ? (left.inFull.get(step.id) ?? held) : held;
    const observation = seen.get(step.id);
    const leftOut = built.leftOut.get(step.id);
    return {
      step,
      action: reason === undefined ? (observation?.action ?? 'create') : 'blocked',
      differences: observation?.differences ?? [],
      ...(reason === undefined ? {} : { reason }),
      ...(leftOut === undefined ? {} : { leftOut }),
    };
  });
}

/** Who planned, and who approved what the plan shows. */
export function peopleOf({ plannedBy, approved }: PlanRecord): Pick<PlanSummary, 'plannedBy' | 'approval'> {
  return {
    ...(plannedBy === undefined ? {} : { plannedBy }),
    ...(approved === undefined ? {} : { approval: approved }),
  };
}

/** What the target has already waits for nothing. */
function isOpen(action: StepAction): boolean {
  return action !== 'blocked' && action !== 'unchanged' && action !== 'adopt';
}

/** The plan in numbers. Objects that a person could still mend count as blocked although they have no step yet. */
export function summarisePlan(
  plan: PlanRecord,
  requestsPerMinute: number,
  handlerOf: PlanPorts['handlerOf'],
): PlanSummary {
  const byKind: Partial<Record<StepKind, number>> = {};
  const byAction: Record<StepAction, number> = { create: 0, change: 0, unchanged: 0, adopt: 0, blocked: 0, delete: 0 };
  const count = (kind: StepKind, action: StepAction): void => {
    byKind[kind] = (byKind[kind] ?? 0) + 1;
    byAction[action] += 1;
  };
  const held = plan.unplanned.filter(({ blocked }) => blocked);
  for (const { step, action } of plan.steps) count(step.kind, action);
  for (const { kind } of held) count(kind, 'blocked');
  const calls = estimateCalls(plan.steps, handlerOf);
  const heldCustomers = plan.steps.flatMap(({ step, action }) =>
    step.kind === 'customer' && action === 'blocked' ? [writtenKey(withoutKind(step.draft))] : [],
  );
  return {
    stage: 'plan',
    batch: plan.batch,
    hash: plan.hash,
    target: plan.target,
    steps: { total: plan.steps.length + held.length, byKind, byAction },
    calls,
    estimatedMinutes: estimateMinutes(calls, requestsPerMinute),
    deferred: plan.steps.filter(({ step, action }) => step.phase === 'deferred' && isOpen(action)).length,
    approved: plan.approved !== undefined,
    ...peopleOf(plan),
    items: plan.steps.map(({ step, action, differences, reason, leftOut }) => ({
      action,
      kind: step.kind,
      label: step.label,
      phase: step.phase,
      differences,
      ...(reason === undefined ? {} : { reason }),
      ...(leftOut === undefined ? {} : { leftOut }),
    })),
    ...(heldCustomers.length === 0 ? {} : { heldCustomers }),
    notPlanned: plan.unplanned,
  };
}
