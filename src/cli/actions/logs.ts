import { MigrationError } from '../../domain/errors.ts';
import type { Step } from '../../domain/plan.ts';
import type { LogsResult } from '../../domain/step-log.ts';
import { logsView } from '../../report/logs-view.ts';
import { planRepository } from '../../store/plan-repository.ts';
import { readStepLog } from '../../store/step-logs.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { isSandbox, knownTarget } from '../known-target.ts';
import { printOutcome } from '../output.ts';

/** `logs STEP`: the whole story of one step, also of one that the latest plan has no more. */
export function showLogs(app: App, argv: { readonly step: string; readonly sandbox: boolean }): Promise<ExitCode> {
  const target = knownTarget(app.db, argv.sandbox);
  const plans = planRepository(app.db);
  const plan = target === undefined ? undefined : plans.latest(target);
  if (target === undefined || plan === undefined) {
    throw new MigrationError('NOTHING_PLANNED', 'nothing was planned in this folder yet');
  }
  const planned = new Map(plan.steps.map((one) => [one.step.id, { ...one, observedAt: plan.observedAt }]));
  const present = plan.steps.map(({ step }) => step).filter((step) => fits(step, argv.step));
  const matches =
    present.length > 0 ? present : [...plans.everPlanned(target).values()].filter((step) => fits(step, argv.step));
  if (matches.length === 0) {
    throw new MigrationError('OBJECT_NOT_FOUND', `the plan has no step "${argv.step}"`, {
      hint: 'Give a step id, a natural key, or a part of a label, as `plan` shows them.',
    });
  }
  const steps = matches.map((step) => readStepLog(app.db, target, step, planned.get(step.id)));
  const result: LogsResult = { stage: 'logs', target, steps };
  printOutcome({ ...app.argv, sandbox: argv.sandbox || isSandbox(target) }, result, logsView(result));
  return Promise.resolve(EXIT.ok);
}

function fits(step: Step, query: string): boolean {
  return step.id === query || step.naturalKey === query || step.label.toLowerCase().includes(query.toLowerCase());
}
