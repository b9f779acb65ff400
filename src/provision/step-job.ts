import { optionalPartsOf } from '../domain/optional-parts.ts';
import type { PlannedStep, Step, StepOutputs } from '../domain/plan.ts';
import { DONE_STATES } from '../domain/plan.ts';
import type { StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { StageContext } from '../pipeline/stage.ts';
import type { StepContext } from '../steps/handler.ts';
import type { OutageWatch } from './outage-watch.ts';
import type { Behind } from './outcomes-behind.ts';
import type { ProvisionPorts } from './ports.ts';
import type { RunControl } from './run-control.ts';
import type { Lease } from './schedule-steps.ts';
import type { Timing } from './timing.ts';

/** What all steps of a run share. */
export interface RunScope {
  readonly stage: StageContext;
  readonly ports: ProvisionPorts;
  readonly target: string;
  readonly run: string;
  readonly control: RunControl;
  readonly outage: OutageWatch;
  /** Outcomes on their way to the disk. */
  readonly behind: Behind;
  readonly timing: Timing;
  readonly retryFailed: boolean;
  /** See {@link ProvisionOptions.foundOff}. */
  readonly foundOff?: ReadonlySet<StepId>;
  /** When the plan looked at the target, ISO 8601. */
  readonly observedAt: string;
  readonly tally: { retries: number; throttled: number };
  /** Customers that a 429 put to rest, with the time of the clock when they may go on. */
  readonly restingUntil: Map<string, number>;
  /** Owners that come before all others of their customer: read back before anybody follows (R-PKG-3). */
  readonly administrators: ReadonlySet<StepId>;
  outputs(step: StepId): StepOutputs | undefined;
  /** Ids of what an earlier run has made, whatever became of its step in this one: it may have gone since. */
  madeBefore(step: StepId): StepOutputs | undefined;
  labelOf(step: StepId): string;
  /** Whether an object belongs to another step of the plan; see {@link StepContext.isAnothers}. */
  isAnothers(step: Step, id: string): boolean;
}

/** One step on its way. */
export interface StepJob {
  readonly scope: RunScope;
  readonly planned: PlannedStep;
  readonly lease: Lease;
  /** As it stood when the step was claimed. */
  readonly before: StepRecord | undefined;
  /** Ids that a write of this run has named. */
  made?: StepOutputs;
}

/** In-flight requests are never cut off: a drain awaits them, and the transport has its own time-out. */
const NEVER = new AbortController().signal;

export function stepContext(job: StepJob): StepContext {
  const { scope, planned, before } = job;
  return {
    webex: scope.ports.webex,
    signal: NEVER,
    // Its own ids, where an earlier write has named them: an object is found by id even after it was renamed.
    outputs: (id) => (id === planned.step.id ? (job.made ?? before?.outputs) : scope.outputs(id)),
    label: scope.labelOf,
    isAnothers: scope.isAnothers,
    openRequests: (id) => scope.ports.journal.openRequests(scope.target, id),
  };
}

/**
 * The record of a step as it will be, from what it was. The cause of an earlier state goes with it.
 *
 * Spelled out, not spread: several are made for every step.
 */
export function recordOf(job: StepJob, change: Partial<Omit<StepRecord, 'step' | 'kind' | 'label'>>): StepRecord {
  const { before } = job;
  const { step } = job.planned;
  const content = change.content ?? before?.content;
  const record: { -readonly [Name in keyof StepRecord]: StepRecord[Name] } = {
    step: step.id,
    kind: step.kind,
    label: step.label,
    state: change.state ?? before?.state ?? 'pending',
    outputs: change.outputs ?? before?.outputs ?? {},
    leftOut: change.leftOut ?? before?.leftOut ?? [],
    updatedAt: timestamp(job.scope),
  };
  if (content !== undefined) record.content = content;
  if (change.cause !== undefined) record.cause = change.cause;
  return record;
}

/** Time of the run's clock, ISO 8601. */
export function timestamp(scope: RunScope): string {
  const now = scope.stage.now();
  const ms = now.getTime();
  if (ms !== written.ms) written = { ms, text: now.toISOString() };
  return written.text;
}

/** Steps come in bursts: many of them write the same millisecond. */
let written = { ms: Number.NaN, text: '' };

export function wasDone(record: StepRecord | undefined): boolean {
  return record !== undefined && DONE_STATES.includes(record.state);
}

/** Parts of the step (members, agents, audio, the group of a recall) that have no counterpart in the target yet. */
export function missingParts({ planned, scope }: StepJob): string[] {
  const missing = optionalPartsOf(planned.step).filter(({ step }) => scope.outputs(step) === undefined);
  return missing.map(({ step }) => scope.labelOf(step));
}
