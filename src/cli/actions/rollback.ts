import type { RollbackSummary } from '../../domain/outcomes.ts';
import type { Step } from '../../domain/plan.ts';
import type { StepId } from '../../domain/plan-step.ts';
import { planRollback, type RollbackOptions, runRollback } from '../../provision/rollback/run-rollback.ts';
import { rollbackView } from '../../report/rollback-view.ts';
import { several } from '../../report/words.ts';
import { handlerOf } from '../../steps/registry.ts';
import { journalRepository } from '../../store/journal-repository.ts';
import { planRepository } from '../../store/plan-repository.ts';
import { runHistory } from '../../store/run-history.ts';
import type { App } from '../app.ts';
import { backUp } from '../back-up.ts';
import { chooseRun } from '../choose-run.ts';
import { confirmWrite } from '../confirm.ts';
import { chooseCustomer, namedCustomer } from '../customers.ts';
import { EXIT, type ExitCode, strongest } from '../exit-codes.ts';
import { printOutcome } from '../output.ts';
import { withSession } from '../session.ts';
import { currentPerson } from '../with-lock.ts';

interface RollbackArguments {
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly run?: string | undefined;
  readonly customer?: string | undefined;
  readonly concurrency?: number | undefined;
  readonly sandbox: boolean;
}

/**
 * Shows what would be removed, asks, removes it. Without a terminal and without `--yes` it shows and refuses: a script
 * must not take for done what nobody has confirmed.
 *
 * @throws {MigrationError} `USAGE` for a customer or a run that nothing was done for, `CONFIRMATION_NEEDED`, `DECLINED`
 */
export function rollback(app: App, argv: RollbackArguments): Promise<ExitCode> {
  return withSession(app, argv.sandbox, async (session) => {
    const steps = planRepository(app.db).everPlanned(session.target.key);
    const options: RollbackOptions = {
      target: session.target.key,
      concurrency: argv.concurrency ?? app.config.limits.concurrency,
      settleSeconds: session.settleSeconds,
      ...currentPerson(),
      ...(argv.run === undefined ? {} : { run: runOf(app, argv.run) }),
      ...(argv.customer === undefined ? {} : { customer: plannedCustomer(argv.customer, steps) }),
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
    if (app.argv.format === 'text') show(app, argv, summary);
    await confirmWrite(`Remove ${several(summary.counts.remove, 'object')} from ${session.label}?`, argv.yes);
    backUp(app);
    const done = await app.stage('provision', (context) =>
      runRollback(context, options, portsFor(session.paced(context.emit, context.signal))),
    );
    return show(app, argv, done);
  });
}

/**
 * The draft id of a customer that was ever planned for this target: it may be in no capture any more. Where nothing was
 * planned there is nothing to roll back, whoever is named.
 */
function plannedCustomer(said: string, steps: ReadonlyMap<StepId, Step>): string {
  const planned = new Map(
    [...steps.values()].flatMap((step) =>
      step.kind === 'customer' ? [[step.customer, namedCustomer(step.customer, step.payload.name)] as const] : [],
    ),
  );
  return planned.size === 0 ? said : chooseCustomer(said, [...planned.values()]).customer;
}

/** A run that is not there has created nothing: a slip in its id must not read as "nothing to do". */
function runOf(app: App, said: string): string {
  return chooseRun(runHistory(app.db), said).id;
}

function show(app: App, argv: RollbackArguments, summary: RollbackSummary): ExitCode {
  printOutcome({ ...app.argv, sandbox: argv.sandbox }, summary, rollbackView(summary));
  const { counts, stopped } = summary;
  return strongest([
    ...(stopped?.reason === 'authentication' ? [EXIT.authentication] : []),
    ...(stopped?.reason === 'unavailable' ? [EXIT.unavailable] : []),
    ...(counts.failed > 0 ? [EXIT.failedSteps] : []),
    EXIT.ok,
  ]);
}
