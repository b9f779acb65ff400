import { hostname } from 'node:os';
import { MigrationError } from '../../domain/errors.ts';
import type { StatusSummary } from '../../domain/outcomes.ts';
import type { StepId } from '../../domain/plan-step.ts';
import { systemClock } from '../../pipeline/clock.ts';
import { summariseStatus } from '../../provision/summarise-status.ts';
import { statusView } from '../../report/status-view.ts';
import { journalRepository } from '../../store/journal-repository.ts';
import { writerLock } from '../../store/lock.ts';
import { planRepository } from '../../store/plan-repository.ts';
import { verificationRepository } from '../../store/verification-repository.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { isSandbox, knownTarget } from '../known-target.ts';
import { latestPlan } from '../latest-plan.ts';
import { keepSandbox, printEvent, printOutcome } from '../output.ts';
import { plannedCustomer } from '../planned-customers.ts';
import { isGone } from '../with-lock.ts';

const WATCH_MS = 2000;
const CLEAR = '\u001b[H\u001b[2J';

export interface StatusArguments {
  readonly sandbox: boolean;
  readonly watch: boolean;
  readonly batch?: string | undefined;
  readonly customer?: string | undefined;
}

/** `status`: how far the latest plan is; asks the database only, so that it works while a run is going on. */
export async function showStatus(app: App, argv: StatusArguments): Promise<ExitCode> {
  const target = knownTarget(app.db, argv.sandbox);
  if (target === undefined) throw new MigrationError('NOTHING_PLANNED', 'nothing was planned in this folder yet');
  const customer =
    argv.customer === undefined
      ? undefined
      : plannedCustomer(argv.customer, planRepository(app.db).everPlanned(target).values());
  const live = process.stdout.isTTY === true && app.argv.format !== 'json';
  let unread = false;
  process.stdout.once('error', () => {
    unread = true;
  });
  for (;;) {
    // Also where the sandbox was not named, and is what was planned for last.
    const sandbox = argv.sandbox || isSandbox(target);
    const summary = withinSandbox(sandbox, statusOf(app, target, argv, customer));
    // Only a terminal can be drawn anew; elsewhere one answer follows the other.
    if (argv.watch && live) process.stdout.write(CLEAR);
    if (argv.watch && app.argv.format === 'json') printEvent(summary);
    else printOutcome({ ...app.argv, sandbox }, summary, statusView(summary));
    // Nobody writes any more: nothing would change. Nobody reads any more: nobody would see it.
    if (!argv.watch || unread || summary.lock === undefined || app.signal.aborted) return EXIT.ok;
    await systemClock.sleep(WATCH_MS, app.signal);
  }
}

/** A script that follows `next` stays in the sandbox as a reader of the text does. */
function withinSandbox(sandbox: boolean, summary: StatusSummary): StatusSummary {
  if (!sandbox) return summary;
  const next = keepSandbox({ kind: 'next', ...summary.next });
  return { ...summary, next: { command: next.command, why: next.why } };
}

/** Where the latest plan of a batch, or of all, stands. */
export function statusOf(
  app: App,
  target: string,
  { batch }: Pick<StatusArguments, 'batch'>,
  customer?: string,
): StatusSummary {
  const journal = journalRepository(app.db);
  return summariseStatus(target, {
    plan: (key) =>
      batch === undefined
        ? planRepository(app.db).latest(key)
        : latestPlan(app, { target: { key }, label: key }, batch),
    states: journal.states,
    lastRun: (key) => journal.lastRun(key, batch),
    verifications: (key) => verificationRepository(app.db).all(key),
    // A dead holder runs nothing; the next writer takes its lock over. Who asks at the end of its own work is done.
    lock: () => {
      const holder = writerLock(app.db).holder();
      const isOwn = holder?.pid === process.pid && holder.host === hostname();
      return holder === undefined || isOwn || isGone(holder) ? undefined : holder;
    },
    ...(customer === undefined ? {} : { only: { customer, steps: stepsOf(app, target, customer) } }),
  });
}

/** Also those that a later plan no longer has. */
function stepsOf(app: App, target: string, customer: string): ReadonlySet<StepId> {
  const all = planRepository(app.db).everPlanned(target).values();
  return new Set([...all].filter((step) => step.customer === customer).map(({ id }) => id));
}
