import type { ProvisionSummary, StopReason } from '../../domain/outcomes.ts';
import type { PlanRecord } from '../../domain/plan-record.ts';
import type { StageEvent } from '../../pipeline/stage.ts';
import { describeRequests } from '../../plan/requests.ts';
import { presentInputs, summarisePlan } from '../../plan/run-plan.ts';
import { assertPlanFresh } from '../../plan/staleness.ts';
import { assertTwoPersons } from '../../plan/two-persons.ts';
import { runProvision } from '../../provision/run-provision.ts';
import { toBeWritten } from '../../provision/to-be-written.ts';
import { planView } from '../../report/plan-view.ts';
import { provisionView } from '../../report/provision-view.ts';
import { amount, several } from '../../report/words.ts';
import { handlerOf } from '../../steps/registry.ts';
import { journalRepository } from '../../store/journal-repository.ts';
import { planRepository } from '../../store/plan-repository.ts';
import { stepStateRepository } from '../../store/step-state-repository.ts';
import { verificationRepository } from '../../store/verification-repository.ts';
import type { App } from '../app.ts';
import { backUp } from '../back-up.ts';
import { confirmWrite } from '../confirm.ts';
import { EXIT, type ExitCode, strongest } from '../exit-codes.ts';
import { assertChecked, planDigests } from '../freshness.ts';
import { latestPlan } from '../latest-plan.ts';
import { printEvent, printOutcome } from '../output.ts';
import { type Session, withSession } from '../session.ts';
import { steerRun } from '../steer-run.ts';
import { currentPerson } from '../with-lock.ts';

export interface ProvisionArguments {
  readonly yes: boolean;
  readonly concurrency?: number | undefined;
  readonly retryFailed: boolean;
  readonly includeDeferred: boolean;
  readonly limit?: number | undefined;
  readonly maxFailures?: number | undefined;
  readonly until?: Date | undefined;
  readonly batch?: string | undefined;
  readonly dryRun: boolean;
  readonly sandbox: boolean;
  readonly allowBlocked: boolean;
}

export async function provision(app: App, argv: ProvisionArguments): Promise<ExitCode> {
  return withSession(app, argv.sandbox, async (session) => {
    const plan = latestPlan(app, session, argv.batch);
    if (argv.dryRun) return showDryRun(app, session, plan, argv.sandbox);
    const json = app.argv.format === 'json';
    if (json) printEvent({ type: 'version', schema: '1.0' });
    const summary = await carryOut(app, session, plan, argv, json ? printEvent : undefined);
    if (json) printEvent(summary);
    else printOutcome({ ...app.argv, sandbox: argv.sandbox }, summary, provisionView(summary));
    return strongest([provisionCode(summary), ...(summary.blocked > 0 && !argv.allowBlocked ? [EXIT.blocked] : [])]);
  });
}

/**
 * Confirms, backs the database up, and carries the plan out.
 *
 * @param tap - sees every event (NDJSON)
 * @throws {MigrationError} `PLAN_STALE`, `WRONG_ORG`, `APPROVAL_NEEDED`, `CONFIRMATION_NEEDED`, `DECLINED`
 */
export async function carryOut(
  app: App,
  session: Session,
  plan: PlanRecord,
  argv: Omit<ProvisionArguments, 'dryRun' | 'batch' | 'sandbox' | 'allowBlocked'>,
  tap?: (event: StageEvent) => void,
): Promise<ProvisionSummary> {
  // First what changed since the plan (exit 5), then whether what it stands on still holds.
  assertPlanFresh(plan, presentInputs(planDigests(app, session.target.key, plan.batch), app.config, session.target));
  assertChecked(app, session.target);
  if (app.config.approval.twoPersons) assertTwoPersons(plan);
  const { now, later } = toBeWritten(plan, stepStateRepository(app.db).all(session.target.key), argv);
  // What is activated rings for the public: an approval of the plan does not cover it.
  if (plan.approved === undefined || argv.includeDeferred) {
    await confirmWrite(
      `Write ${several(now, 'object')} to ${session.label}${
        argv.includeDeferred
          ? ', deferred steps included'
          : later === 0
            ? ''
            : ` (${amount(later)} more at the cutover)`
      }?`,
      argv.yes,
    );
    planRepository(app.db).approve(plan.hash, { ...currentPerson(), at: new Date().toISOString() });
  }
  backUp(app);
  const journal = journalRepository(app.db, app.fence);
  const { perKind } = app.config.limits;
  const steering = steerRun(
    app.folder.path,
    {
      concurrency: argv.concurrency ?? app.config.limits.concurrency,
      requestsPerMinute: session.requestsPerMinute,
    },
    {
      say(message) {
        app.board.say(`note: ${message}`);
        process.stderr.write(`note: ${message}\n`);
      },
      ...(argv.until === undefined ? {} : { until: argv.until }),
    },
  );
  const due = plan.steps.filter(
    ({ action, step }) => action !== 'blocked' && (argv.includeDeferred || step.phase === 'provision'),
  );
  app.board.expect(due.map(({ step }) => [step.id, step.customer]));
  return app.stage(
    'provision',
    (context) =>
      runProvision(
        context,
        {
          plan,
          target: session.target.key,
          concurrency: steering.concurrency(),
          limits: steering,
          steer: (control) => steering.attach(control),
          ...(perKind === undefined ? {} : { perKind }),
          settleSeconds: session.settleSeconds,
          includeDeferred: argv.includeDeferred,
          foundOff: verificationRepository(app.db).foundOff(session.target.key, plan.observedAt),
          retryFailed: argv.retryFailed,
          ...(argv.limit === undefined ? {} : { limit: argv.limit }),
          ...(argv.maxFailures === undefined ? {} : { maxFailures: argv.maxFailures }),
          ...currentPerson(),
          command: 'provision',
        },
        {
          journal,
          handlerOf,
          webex: session.paced(context.emit, context.signal, steering.requestsPerMinute),
          clock: session.clock,
        },
      ),
    tap,
  );
}

function showDryRun(app: App, session: Session, plan: PlanRecord, sandbox: boolean): ExitCode {
  assertPlanFresh(plan, presentInputs(planDigests(app, session.target.key, plan.batch), app.config, session.target));
  const summary = summarisePlan(plan, session.requestsPerMinute, handlerOf);
  const requests = describeRequests(plan.steps, stepStateRepository(app.db).all(session.target.key), handlerOf);
  printOutcome({ ...app.argv, sandbox }, { ...summary, dryRun: true, requests }, [
    ...planView(summary),
    {
      kind: 'table',
      title: 'Requests',
      head: ['method', 'path', 'for'],
      rows: requests.map((r) => [r.method, r.path, r.label]),
    },
    { kind: 'text', text: 'Dry run: nothing was sent but reads.' },
  ]);
  return EXIT.ok;
}

const STOP_CODES: Readonly<Record<StopReason, ExitCode | undefined>> = {
  // The signal handler knows which of the two signals it was.
  interrupted: EXIT.interrupted,
  authentication: EXIT.authentication,
  unavailable: EXIT.unavailable,
  'max-failures': EXIT.failedSteps,
  limit: undefined,
  until: undefined,
};

export function provisionCode(summary: ProvisionSummary): ExitCode {
  const { counts, stopped } = summary;
  const stop = stopped === undefined ? undefined : STOP_CODES[stopped.reason];
  return strongest([
    ...(stop === undefined ? [] : [stop]),
    ...(counts.failed + counts.skipped + counts.unknown > 0 ? [EXIT.failedSteps] : []),
    ...(counts.waiting > 0 ? [EXIT.waiting] : []),
    EXIT.ok,
  ]);
}
