import { MigrationError } from '../../domain/errors.ts';
import type { PlannedStep } from '../../domain/plan.ts';
import type { View } from '../../pipeline/view.ts';
import { journalRepository } from '../../store/journal-repository.ts';
import { planRepository } from '../../store/plan-repository.ts';
import { stepStateRepository } from '../../store/step-state-repository.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { knownTarget } from '../known-target.ts';
import { printOutcome } from '../output.ts';

/** `logs STEP`: every attempt of one step, as the journal has it. */
export function showLogs(app: App, argv: { readonly step: string; readonly sandbox: boolean }): Promise<ExitCode> {
  const target = knownTarget(app.db, argv.sandbox);
  const plan = target === undefined ? undefined : planRepository(app.db).latest(target);
  if (target === undefined || plan === undefined) {
    throw new MigrationError('NOTHING_PLANNED', 'nothing was planned in this folder yet');
  }
  const matches = plan.steps.filter((planned) => fits(planned, argv.step));
  if (matches.length === 0) {
    throw new MigrationError('OBJECT_NOT_FOUND', `the plan has no step "${argv.step}"`, {
      hint: 'Give a step id, a natural key, or a part of a label, as `plan` shows them.',
    });
  }
  const journal = journalRepository(app.db);
  const states = stepStateRepository(app.db);
  const steps = matches.map(({ step, action }) => ({
    id: step.id,
    kind: step.kind,
    label: step.label,
    naturalKey: step.naturalKey,
    action,
    state: states.get(target, step.id)?.state ?? 'pending',
    cause: states.get(target, step.id)?.cause,
    outputs: states.get(target, step.id)?.outputs ?? {},
    attempts: journal.attempts(target, step.id),
  }));
  const view: View = steps.flatMap((step) => [
    { kind: 'heading' as const, text: `${step.label} (${step.id}): ${step.state}` },
    ...(step.cause === undefined ? [] : [{ kind: 'text' as const, text: step.cause }]),
    step.attempts.length === 0
      ? { kind: 'text' as const, text: 'Nothing was sent for it.' }
      : {
          kind: 'table' as const,
          head: ['#', 'Intent', 'Operation', 'Outcome', 'Status', 'Tracking id', 'Detail'],
          rows: step.attempts.map((attempt) => [
            attempt.number,
            attempt.intentAt,
            attempt.operation,
            attempt.outcome ?? 'open: in doubt',
            attempt.status ?? '',
            attempt.trackingId ?? '',
            attempt.detail ?? '',
          ]),
        },
  ]);
  printOutcome({ ...app.argv, sandbox: argv.sandbox }, { stage: 'logs', target, steps }, view);
  return Promise.resolve(EXIT.ok);
}

function fits({ step }: PlannedStep, query: string): boolean {
  return step.id === query || step.naturalKey === query || step.label.toLowerCase().includes(query.toLowerCase());
}
