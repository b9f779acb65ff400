import { BATCH_ALL } from '../../domain/batch.ts';
import { MigrationError } from '../../domain/errors.ts';
import type { RollbackSummary } from '../../domain/outcomes.ts';
import type { Step } from '../../domain/plan.ts';
import type { StepId } from '../../domain/plan-step.ts';
import { planRollback, type RollbackOptions, runRollback } from '../../provision/rollback/run-rollback.ts';
import { type RollbackTold, rollbackView } from '../../report/rollback-view.ts';
import { several } from '../../report/words.ts';
import { handlerOf } from '../../steps/registry.ts';
import { journalRepository } from '../../store/journal-repository.ts';
import { planRepository } from '../../store/plan-repository.ts';
import { runHistory } from '../../store/run-history.ts';
import type { App } from '../app.ts';
import { backUp } from '../back-up.ts';
import { chooseRun } from '../choose-run.ts';
import { confirmWrite } from '../confirm.ts';
import { EXIT, type ExitCode, strongest } from '../exit-codes.ts';
import { isSandbox } from '../known-target.ts';
import { printOutcome } from '../output.ts';
import { plannedCustomer } from '../planned-customers.ts';
import { withSession } from '../session.ts';
import { currentPerson } from '../with-lock.ts';

interface RollbackArguments {
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly run?: string | undefined;
  readonly customer?: string | undefined;
  readonly batch?: string | undefined;
  readonly concurrency?: number | undefined;
  readonly sandbox: boolean;
}

/**
 * Shows what would be removed, asks, removes it. Without a terminal and without `--yes` it shows and refuses: a script
 * must not take for done what nobody has confirmed.
 *
 * @throws {MigrationError} `USAGE` for a customer, a run or a batch that nothing was done for, `CONFIRMATION_NEEDED`, `DECLINED`
 */
export function rollback(app: App, argv: RollbackArguments): Promise<ExitCode> {
  return withSession(app, argv.sandbox, async (session) => {
    const steps = planRepository(app.db).everPlanned(session.target.key);
    const options: RollbackOptions = {
      target: session.target.key,
      concurrency: argv.concurrency ?? app.config.limits.concurrency,
      settleSeconds: session.settleSeconds,
      ...currentPerson(),
      ...limitsOf(app, session.target.key, argv, steps),
    };
    const journal = journalRepository(app.db, app.fence);
    const portsFor = (webex: ReturnType<typeof session.paced>) => ({
      journal,
      handlerOf,
      webex,
      clock: session.clock,
      steps: () => steps,
      attempts: (target: string) => journal.allAttempts(target),
    });
    const planned = await app.stage('plan', (context) =>
      planRollback(context, options, portsFor(session.paced(context.emit, context.signal))),
    );
    const { summary } = planned;
    if (argv.dryRun || summary.counts.remove === 0) return show(app, argv, summary);
    if (app.argv.format === 'text') show(app, argv, summary, { asking: true });
    await confirmWrite(`Remove ${several(summary.counts.remove, 'object')} from ${session.label}?`, argv.yes);
    backUp(app);
    const done = await app.stage('provision', (context) =>
      runRollback(context, options, portsFor(session.paced(context.emit, context.signal))),
    );
    return show(app, argv, done, app.argv.format === 'text' ? { shown: summary } : {});
  });
}

/**
 * What it is limited to, looked up: an id or a name that is not there has created nothing, and must not read as "nothing to
 * do".
 */
function limitsOf(app: App, target: string, argv: RollbackArguments, steps: ReadonlyMap<StepId, Step>) {
  const customer = argv.customer === undefined ? undefined : plannedCustomer(argv.customer, steps.values());
  const run = argv.run === undefined ? undefined : runIn(app, target, argv.run);
  const batch = argv.batch;
  const runs = run !== undefined ? [run] : batch !== undefined ? runsOfBatch(app, target, batch) : undefined;
  return {
    ...(customer === undefined ? {} : { customer }),
    ...(runs === undefined ? {} : { runs: new Set(runs) }),
    only: {
      ...(run === undefined ? {} : { run }),
      ...(customer === undefined ? {} : { customer }),
      ...(batch === undefined ? {} : { batch }),
    },
  };
}

function runIn(app: App, target: string, said: string): string {
  const run = chooseRun(runHistory(app.db), said);
  if (run.target === target) return run.id;
  throw new MigrationError('USAGE', `run "${run.id}" was carried out in another target (${run.target})`, {
    hint: isSandbox(run.target)
      ? 'Pass `--sandbox`: that run wrote to the embedded simulator.'
      : '`bw2wholesale report --run` lists the runs with their targets.',
  });
}

function runsOfBatch(app: App, target: string, batch: string): string[] {
  const runs = runHistory(app.db).ofTarget(target);
  const chosen = runs.filter((run) => run.batch === batch);
  if (chosen.length > 0) return chosen.map(({ id }) => id);
  const known = [...new Set(runs.flatMap((run) => run.batch ?? []))].filter((name) => name !== BATCH_ALL);
  throw new MigrationError('USAGE', `nothing of a batch "${batch}" was carried out in this target`, {
    hint:
      known.length === 0
        ? 'No batch was carried out there yet; `bw2wholesale report --run` lists the runs.'
        : `Batches that were: ${known.join(', ')}.`,
  });
}

function show(app: App, argv: RollbackArguments, summary: RollbackSummary, told: RollbackTold = {}): ExitCode {
  printOutcome({ ...app.argv, sandbox: argv.sandbox }, summary, rollbackView(summary, told));
  const { counts, stopped } = summary;
  return strongest([
    ...(stopped?.reason === 'authentication' ? [EXIT.authentication] : []),
    ...(stopped?.reason === 'unavailable' ? [EXIT.unavailable] : []),
    ...(counts.failed > 0 ? [EXIT.failedSteps] : []),
    EXIT.ok,
  ]);
}
