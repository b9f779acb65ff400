import type { RollbackSummary } from '../../domain/outcomes.ts';
import { planRollback, type RollbackOptions, runRollback } from '../../provision/rollback/run-rollback.ts';
import { rollbackView } from '../../report/rollback-view.ts';
import { handlerOf } from '../../steps/registry.ts';
import { journalRepository } from '../../store/journal-repository.ts';
import { planRepository } from '../../store/plan-repository.ts';
import type { App } from '../app.ts';
import { backUp } from '../back-up.ts';
import { confirmWrite } from '../confirm.ts';
import { EXIT, type ExitCode, strongest } from '../exit-codes.ts';
import { printOutcome } from '../output.ts';
import { withSession } from '../session.ts';
import { currentUser } from '../with-lock.ts';

interface RollbackArguments {
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly run?: string | undefined;
  readonly customer?: string | undefined;
  readonly concurrency?: number | undefined;
  readonly sandbox: boolean;
}

/**
 * Shows what would be removed, asks, removes it. Without a terminal and without `--yes` it ends after the showing:
 * nothing is removed that nobody has seen.
 */
export function rollback(app: App, argv: RollbackArguments): Promise<ExitCode> {
  return withSession(app, argv.sandbox, async (session) => {
    const options: RollbackOptions = {
      target: session.target.key,
      concurrency: argv.concurrency ?? app.config.limits.concurrency,
      settleSeconds: session.settleSeconds,
      by: currentUser(),
      ...(argv.run === undefined ? {} : { run: argv.run }),
      ...(argv.customer === undefined ? {} : { customer: argv.customer }),
    };
    const journal = journalRepository(app.db, app.fence);
    const portsFor = (webex: ReturnType<typeof session.paced>) => ({
      journal,
      handlerOf,
      webex,
      clock: session.clock,
      steps: (target: string) => planRepository(app.db).everPlanned(target),
      attempts: (target: string) => journal.allAttempts(target),
    });
    const planned = await app.stage('plan', (context) =>
      planRollback(context, options, portsFor(session.paced(context.emit, context.signal))),
    );
    const { summary } = planned;
    const nobodyAsked = !argv.yes && !(process.stdin.isTTY && process.stderr.isTTY);
    if (argv.dryRun || nobodyAsked || summary.counts.remove === 0) return show(app, argv, summary);
    if (app.argv.format === 'text') show(app, argv, summary);
    await confirmWrite(`Remove ${summary.counts.remove} objects from ${session.label}?`, argv.yes);
    backUp(app);
    const done = await app.stage('provision', (context) =>
      runRollback(context, options, portsFor(session.paced(context.emit, context.signal))),
    );
    return show(app, argv, done);
  });
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
