import { ulid } from 'ulid';
import type { ProvisionSummary } from '../domain/outcomes.ts';
import type { PlanRecord } from '../domain/plan-record.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { carryOutPlan } from './carry-out-plan.ts';
import type { ProvisionOptions } from './options.ts';
import type { ProvisionPorts } from './ports.ts';
import { createRunControl } from './run-control.ts';

/**
 * Carries out a plan and can be stopped at any instant: what is on disk is enough for the next run to end in the same
 * state, with nothing done twice (design §7).
 *
 * The first abort of `context.signal` drains: nothing new is claimed, requests that are out are awaited and committed.
 * Problems of single steps and reasons to stop come back in the summary.
 *
 * @throws when the journal cannot be written, or for a defect
 */
export async function runProvision(
  context: StageContext,
  options: ProvisionOptions,
  ports: ProvisionPorts,
): Promise<ProvisionSummary> {
  const { plan, target } = options;
  const startedAt = ports.clock.now();
  const run = ulid(context.now().getTime());
  context.emit({ type: 'stage-started', stage: 'provision' });
  ports.journal.startRun({
    id: run,
    target,
    plan: plan.hash,
    startedAt: context.now().toISOString(),
    command: options.command,
    by: options.by,
    ...(options.host === undefined ? {} : { host: options.host }),
  });
  const control = createRunControl(context.signal);
  const letGo = options.steer?.(control);
  try {
    const { tally, scope } = await carryOutPlan(context, options, ports, run, control);
    const { stopped } = control;
    const summary: ProvisionSummary = {
      type: 'summary',
      run,
      plan: plan.hash,
      batch: plan.batch,
      target,
      ...tally.result(),
      ...(options.includeDeferred === true ? { includeDeferred: true } : {}),
      blocked: plan.steps.filter(({ action }) => action === 'blocked').length + countHeld(plan),
      retries: scope.tally.retries,
      throttled: scope.tally.throttled,
      durationMs: Math.round(ports.clock.now() - startedAt),
      ...(stopped === undefined ? {} : { stopped }),
    };
    ports.journal.endRun(run, context.now().toISOString(), stopped?.reason ?? 'done', summary);
    context.emit({ type: 'stage-finished', stage: 'provision' });
    return summary;
  } finally {
    letGo?.();
    control.release();
  }
}

function countHeld(plan: PlanRecord): number {
  return plan.unplanned.filter(({ blocked }) => blocked).length;
}
