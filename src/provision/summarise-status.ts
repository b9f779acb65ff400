import type { RunRecord } from '../domain/journal.ts';
import { ofBatch, ofRollback } from '../domain/next-command.ts';
import type { StatusSummary, VerifyItem } from '../domain/outcomes.ts';
import { DONE_STATES, type PlannedStep, type StepState } from '../domain/plan.ts';
import type { PlanRecord, StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import { groupCauses } from './group-causes.ts';
import { isPostponed } from './postpone-main-number.ts';
import { presentStates } from './present-states.ts';

export interface StatusPorts {
  /** The latest plan of the target. */
  plan(target: string): PlanRecord | undefined;
  states(target: string): ReadonlyMap<StepId, StepRecord>;
  lastRun(target: string): RunRecord | undefined;
  lock(): StatusSummary['lock'];
  /** What the last `verify` saw of each step, and of objects that nobody planned. */
  verifications?(target: string): readonly Verified[];
  /** Of many customers, the one to tell of, with every step that was ever planned for it. */
  readonly only?: { readonly customer: string; readonly steps: ReadonlySet<StepId> };
}

/** One object that was read back. */
export interface Verified {
  readonly step: string;
  readonly state: VerifyItem['state'];
  readonly checkedAt: string;
}

type Counts = { -readonly [Name in keyof StatusSummary['counts']]: number };

/** Where a target stands: what is done, what failed and why, what waits, and which command goes on. */
export function summariseStatus(target: string, ports: StatusPorts): StatusSummary {
  const { only } = ports;
  const plan = planOf(ports.plan(target), only?.customer);
  const states = only === undefined ? ports.states(target) : statesOf(ports.states(target), only.steps);
  const present = plan === undefined ? states : presentStates(plan, states);
  const lastRun = ports.lastRun(target);
  const lock = ports.lock();
  const counts = countStates(plan, present);
  const verified = verifiedIn(plan, states, ports.verifications?.(target) ?? [], only === undefined);
  const shown = (plan?.steps ?? []).flatMap(({ step }) => present.get(step.id) ?? []);
  return {
    stage: 'status',
    target,
    ...(only === undefined ? {} : { customer: only.customer }),
    ...(plan === undefined
      ? {}
      : {
          plan: {
            hash: plan.hash,
            batch: plan.batch,
            observedAt: plan.observedAt,
            approved: plan.approved !== undefined,
            ...(plan.plannedBy === undefined ? {} : { plannedBy: plan.plannedBy }),
            ...(plan.approved === undefined ? {} : { approval: plan.approved }),
          },
        }),
    counts,
    failures: groupCauses(shown.filter(({ state }) => state === 'failed' || state === 'unknown')),
    skipped: groupCauses(shown.filter(({ state }) => state === 'skipped')),
    waiting: shown
      .filter(({ state }) => state === 'waiting')
      .map(({ label, cause }) => ({ label, cause: cause ?? 'the target has not finished yet' })),
    // Also of steps that a later plan no longer has: their question is still open.
    inDoubt: [...states.values()]
      .filter(({ state }) => state === 'in-doubt' || state === 'undoing')
      .map(({ label }) => label),
    blockedStanding: plan?.steps.filter((one) => standsBlocked(one, states.get(one.step.id))).length ?? 0,
    ...(lastRun === undefined ? {} : { lastRun: describeRun(lastRun) }),
    ...(verified === undefined ? {} : { verified }),
    ...(lock === undefined ? {} : { lock }),
    next: nextCommand(plan, counts, { lastRun, lock, verified }),
  };
}

function planOf(plan: PlanRecord | undefined, customer: string | undefined): PlanRecord | undefined {
  if (plan === undefined || customer === undefined) return plan;
  return {
    ...plan,
    steps: plan.steps.filter(({ step }) => step.customer === customer),
    unplanned: plan.unplanned.filter((one) => one.customer === customer),
  };
}

function statesOf(states: ReadonlyMap<StepId, StepRecord>, steps: ReadonlySet<StepId>) {
  return new Map([...states].filter(([id]) => steps.has(id)));
}

function countStates(plan: PlanRecord | undefined, states: ReadonlyMap<StepId, StepRecord>): Counts {
  const counts: Counts = {
    created: 0,
    adopted: 0,
    unchanged: 0,
    changed: 0,
    failed: 0,
    skipped: 0,
    waiting: 0,
    unknown: 0,
    pending: 0,
    inDoubt: 0,
    deferred: 0,
    blocked: 0,
  };
  const postponed = postponedIn(plan, states);
  for (const planned of plan?.steps ?? []) {
    const name = nameOf(planned, states.get(planned.step.id));
    counts[name === 'pending' && postponed.has(planned.step.id) ? 'deferred' : name] += 1;
  }
  counts.blocked += plan?.unplanned.filter(({ blocked }) => blocked).length ?? 0;
  return counts;
}

/** Main numbers that wait for their activation, and what cannot go on without them: a run leaves both for the cutover. */
function postponedIn(plan: PlanRecord | undefined, states: ReadonlyMap<StepId, StepRecord>): ReadonlySet<StepId> {
  const postponed = new Set<StepId>();
  const isNew = ({ step }: PlannedStep): boolean =>
    !postponed.has(step.id) && (isPostponed(states.get(step.id)) || step.hard.some((id) => postponed.has(id)));
  for (let found = plan?.steps.filter(isNew) ?? []; found.length > 0; found = plan?.steps.filter(isNew) ?? [])
    for (const { step } of found) postponed.add(step.id);
  return postponed;
}

function nameOf({ step, action }: PlannedStep, record: StepRecord | undefined): keyof Counts {
  const state: StepState = record?.state ?? 'pending';
  if (state === 'in-doubt' || state === 'undoing') return 'inDoubt';
  // What stands of it is not what is planned, or was not looked at: plan, run and report count it as blocked too.
  if (action === 'blocked' && (DONE_STATES.includes(state) || state === 'pending' || state === 'skipped'))
    return 'blocked';
  if (state !== 'pending' && state !== 'skipped') return state;
  if (step.phase !== 'deferred') return state;
  // The plan has found it in order, so that the cutover has nothing to do: a run counts it the same.
  return action === 'unchanged' || action === 'adopt' ? 'unchanged' : 'deferred';
}

/** Held back by the plan, with something of an earlier plan standing in its place. */
function standsBlocked({ action }: PlannedStep, record: StepRecord | undefined): boolean {
  return action === 'blocked' && record !== undefined && DONE_STATES.includes(record.state);
}

function describeRun(run: RunRecord): NonNullable<StatusSummary['lastRun']> {
  return {
    id: run.id,
    command: run.command,
    startedAt: run.startedAt,
    by: run.by,
    ...(run.endedAt === undefined ? {} : { endedAt: run.endedAt }),
    ...(run.outcome === undefined ? {} : { outcome: run.outcome }),
    ...(run.counts === undefined ? {} : { counts: run.counts }),
  };
}

function nextCommand(
  plan: PlanRecord | undefined,
  counts: Counts,
  {
    lastRun,
    lock,
    verified,
  }: {
    readonly lastRun: RunRecord | undefined;
    readonly lock: StatusSummary['lock'];
    readonly verified: StatusSummary['verified'];
  },
): StatusSummary['next'] {
  if (lock !== undefined) return { command: 'bw2wholesale status --watch', why: 'shows how it goes on, until it ends' };
  // Whoever was taking things back does not want them made again by the next line of the screen.
  if (lastRun?.command === 'rollback' && lastRun.outcome !== 'done') {
    return {
      command: `bw2wholesale rollback${ofRollback(lastRun.only ?? {})}`,
      why: 'goes on where the last rollback ended',
    };
  }
  if (leftObjects(lastRun) && !(lastRun.endedAt !== undefined && lastRun.endedAt < (plan?.observedAt ?? ''))) {
    return {
      command: `bw2wholesale rollback${ofRollback(lastRun.only ?? {})}`,
      why: 'tries again what the last rollback could not remove',
    };
  }
  if (plan === undefined) return { command: 'bw2wholesale plan', why: 'there is no plan for this target yet' };
  const replan = (why: string) => ({ command: `bw2wholesale plan${ofBatch(plan.batch)}`, why });
  if (lastRun?.command === 'rollback' && plan.observedAt < (lastRun.endedAt ?? lastRun.startedAt))
    return replan('shows what would be made again; the last run was a rollback');
  // Of another batch, too, with which it shares objects: a run refuses the plan until it was made again.
  if (plan.rolledBackAt !== undefined && plan.observedAt < plan.rolledBackAt)
    return replan('looks at what a rollback has taken away of what this plan names');
  const off = verified === undefined ? 0 : verified.different + verified.missing;
  const heldBack = verified?.heldBack ?? 0;
  // A run trusts its own records: what verify has seen since is put right by a plan that has seen it too.
  if (verified !== undefined && off > heldBack && plan.observedAt < verified.at)
    return replan('shows what would put right what verify found');
  if (counts.pending + counts.inDoubt + counts.waiting > 0) {
    return { command: `bw2wholesale provision${ofBatch(plan.batch)}`, why: 'goes on where the last run ended' };
  }
  if (counts.failed + counts.unknown + counts.skipped > 0) {
    return {
      command: `bw2wholesale provision${ofBatch(plan.batch)} --retry-failed`,
      why: 'tries the failed steps again, once mended',
    };
  }
  const { blocked, deferred, created, adopted, unchanged, changed } = counts;
  if (blocked > 0 && deferred + created + adopted + unchanged + changed === 0) {
    return { command: 'bw2wholesale precheck', why: 'the plan holds everything back: says what to mend first' };
  }
  if (verified === undefined || off > heldBack) {
    return { command: `bw2wholesale verify${ofBatch(plan.batch)}`, why: 'reads everything back and compares it' };
  }
  if (heldBack > 0) return replan('says what holds back the changes that verify did not find: mend that first');
  const cutover =
    deferred > 0 ? `; at the cutover: bw2wholesale provision${ofBatch(plan.batch)} --include-deferred` : '';
  return { command: 'bw2wholesale report', why: `puts the outcome on paper, for all was read back since${cutover}` };
}

/** Whether a rollback came to its end, and some of what was to go is there. */
function leftObjects(lastRun: RunRecord | undefined): lastRun is RunRecord {
  return lastRun?.command === 'rollback' && (lastRun.counts?.failed ?? 0) > 0;
}

/** What the last `verify` saw, where everything that is done was read back since it was written. */
function verifiedIn(
  plan: PlanRecord | undefined,
  states: ReadonlyMap<StepId, StepRecord>,
  items: readonly Verified[],
  all: boolean,
): StatusSummary['verified'] {
  if (plan === undefined || items.length === 0) return undefined;
  const seen = new Map(items.map((item) => [item.step, item]));
  const own = plan.steps.flatMap(({ step, action }): Verified[] | undefined[] => {
    const record = states.get(step.id);
    if (record === undefined || !DONE_STATES.includes(record.state)) return [];
    const item = seen.get(step.id);
    // Whoever is held back keeps the virtual extension: that is not read back, for it is to be freed with the move only.
    if (item === undefined && action === 'blocked' && step.kind === 'virtualExtension') return [];
    return item === undefined || item.checkedAt < record.updatedAt ? [undefined] : [item];
  });
  const checked = own.filter((item) => item !== undefined);
  const [first] = checked;
  if (first === undefined || checked.length < own.length) return undefined;
  const extra = all ? items.filter(({ state }) => state === 'extra') : [];
  const count = (state: Verified['state']): number => checked.filter((item) => item.state === state).length;
  return {
    at: checked.reduce((at, item) => (item.checkedAt < at ? item.checkedAt : at), first.checkedAt),
    matched: count('matched'),
    different: count('different'),
    missing: count('missing'),
    extra: extra.length,
    heldBack: plan.steps.filter(({ step, action }) => {
      const state = seen.get(step.id)?.state;
      const isOther = states.get(step.id)?.content !== step.content;
      return action === 'blocked' && isOther && (state === 'different' || state === 'missing');
    }).length,
  };
}
