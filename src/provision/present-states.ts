import { foundSince } from '../domain/found-since.ts';
import type { PlannedStep, Step } from '../domain/plan.ts';
import type { PlanRecord, StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import { inheritEnd } from './step-end.ts';

/**
 * Records of the steps of a plan as the next run will take them. What an earlier run has noted of a step that it could not
 * carry out holds until the target was looked at again, or what was in the way is there: a cause that is no more must not
 * send anybody to mend it.
 */
export function presentStates(
  plan: Pick<PlanRecord, 'steps' | 'observedAt'>,
  states: ReadonlyMap<StepId, StepRecord>,
): ReadonlyMap<StepId, StepRecord> {
  const present = new Map<StepId, StepRecord>();
  const byId = new Map<StepId, Step>(plan.steps.map(({ step }) => [step.id, step]));
  // Dependencies come first.
  for (const planned of plan.steps) {
    const record = states.get(planned.step.id);
    if (record !== undefined) present.set(record.step, presentOf(planned, record, plan.observedAt, { byId, present }));
  }
  return present;
}

function presentOf(
  { step, action }: PlannedStep,
  record: StepRecord,
  observedAt: string,
  { byId, present }: { readonly byId: ReadonlyMap<StepId, Step>; readonly present: ReadonlyMap<StepId, StepRecord> },
): StepRecord {
  const seenSince = record.updatedAt < observedAt;
  if (record.state === 'failed') {
    // Held back by the plan with a reason of its own, put right by hand, or to be written otherwise than it was refused.
    const settled = seenSince && (action === 'blocked' || action === 'unchanged' || action === 'adopt');
    return settled || isOther(record, step.content) ? begun(record) : record;
  }
  // Somebody has changed or removed it since: the next run writes it again.
  const again = foundSince(record, action, observedAt) !== undefined;
  if (record.state !== 'skipped' && !again) return record;
  if (seenSince && action === 'blocked') return begun(record);
  for (const id of step.hard) {
    const parent = present.get(id);
    if (parent?.state !== 'failed' && parent?.state !== 'unknown' && parent?.state !== 'skipped') continue;
    const of = byId.get(id);
    if (of === undefined) continue;
    const { cause = record.cause } = inheritEnd(of, {
      state: parent.state,
      ...(parent.cause === undefined ? {} : { cause: parent.cause }),
    });
    return { ...record, state: 'skipped', ...(cause === undefined ? {} : { cause }) };
  }
  return begun(record);
}

/** The step was planned anew with another payload: what was said of the old one says nothing of it. */
function isOther(record: StepRecord, content: string): boolean {
  return record.content !== undefined && record.content !== content;
}

function begun({ cause: _past, ...record }: StepRecord): StepRecord {
  return { ...record, state: 'pending' };
}
