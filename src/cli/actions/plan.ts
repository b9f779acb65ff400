import { resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { BATCH_ALL } from '../../domain/batch.ts';
import { MigrationError } from '../../domain/errors.ts';
import type { PlanSummary } from '../../domain/outcomes.ts';
import { describeRequests } from '../../plan/requests.ts';
import { runPlan } from '../../plan/run-plan.ts';
import { assertTwoPersons } from '../../plan/two-persons.ts';
import { planView } from '../../report/plan-view.ts';
import { handlerOf } from '../../steps/registry.ts';
import { draftRepository } from '../../store/draft-repository.ts';
import { findingRepository } from '../../store/finding-repository.ts';
import { journalRepository } from '../../store/journal-repository.ts';
import { planRepository } from '../../store/plan-repository.ts';
import { stepStateRepository } from '../../store/step-state-repository.ts';
import type { App } from '../app.ts';
import { sliceOf } from '../batches.ts';
import { compactHeap } from '../compact-heap.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { assertChecked, planDigests } from '../freshness.ts';
import { printOutcome } from '../output.ts';
import { type Session, withSession } from '../session.ts';
import { currentPerson, currentUser } from '../with-lock.ts';

export interface PlanArguments {
  readonly action?: string | undefined;
  readonly hash?: string | undefined;
  readonly batch?: string | undefined;
  readonly requests: boolean;
  readonly out?: string | undefined;
  readonly sandbox: boolean;
}

export async function planSteps(app: App, argv: PlanArguments): Promise<ExitCode> {
  if (argv.action === 'approve') return approvePlan(app, argv);
  return withSession(app, argv.sandbox, async (session) => {
    const summary = await plan(app, session, argv.batch);
    const requests = argv.requests ? requestsOf(app, session, summary.hash) : undefined;
    const document = requests === undefined ? summary : { ...summary, requests };
    if (argv.out !== undefined) {
      await writeFileAtomic(resolve(argv.out), `${JSON.stringify(document, null, 2)}\n`, { mode: 0o600 });
    }
    printOutcome({ ...app.argv, sandbox: argv.sandbox }, document, [
      ...planView(summary),
      ...(requests ?? []).flatMap(({ label, method, path, body }) => [
        { kind: 'heading' as const, text: `${label}: ${method} ${path}` },
        ...(body === undefined ? [] : [{ kind: 'text' as const, text: JSON.stringify(body, null, 2) }]),
      ]),
    ]);
    return EXIT.ok;
  });
}

/** Plans a batch, or everything, against the live target; sends reads only. */
export async function plan(app: App, session: Session, batch: string = BATCH_ALL): Promise<PlanSummary> {
  compactHeap();
  assertChecked(app, session.target);
  const slice = batch === BATCH_ALL ? undefined : sliceOf(app, batch, session.target.key);
  const findings = findingRepository(app.db);
  return app.stage('plan', (context) =>
    runPlan(
      context,
      {
        target: session.target,
        config: app.config,
        batch,
        by: currentUser(),
        requestsPerMinute: session.requestsPerMinute,
        ...(session.provisioningId === undefined ? {} : { provisioningId: session.provisioningId }),
      },
      {
        drafts: () => slice?.drafts ?? draftRepository(app.db).drafts(),
        cut: () => slice?.cut,
        blockers: (target) =>
          [...findings.blockersFor(target)]
            .filter(([draft]) => slice?.isOutside(draft) !== true)
            .flatMap(([draft, list]) =>
              list.map(({ rule, location, customer, message }) => ({
                rule,
                draft,
                customer,
                message,
                ...(location === undefined ? {} : { location }),
              })),
            ),
        digests: () => planDigests(app, session.target.key, batch),
        states: (target) => stepStateRepository(app.db).all(target),
        everPlaced: (target) => planRepository(app.db).everPlaced(target),
        openRequests: (target, step) => journalRepository(app.db).openRequests(target, step),
        save: (record) => planRepository(app.db).save(record),
        handlerOf,
        webex: session.paced(context.emit, context.signal),
        clock: session.clock,
      },
    ),
  );
}

function requestsOf(app: App, session: Session, hash: string) {
  const record = planRepository(app.db).get(hash);
  if (record === undefined) throw new Error(`plan ${hash} was not stored`);
  return describeRequests(record.steps, stepStateRepository(app.db).all(session.target.key), handlerOf);
}

function approvePlan(app: App, argv: Pick<PlanArguments, 'hash' | 'sandbox'>): ExitCode {
  const { hash } = argv;
  if (hash === undefined) throw new MigrationError('USAGE', 'plan approve needs the hash of a plan');
  const { by, host } = currentPerson();
  const at = new Date().toISOString();
  const plans = planRepository(app.db);
  const plan = plans.get(hash);
  if (plan === undefined) {
    throw new MigrationError('OBJECT_NOT_FOUND', `there is no plan ${hash}`, { hint: 'See `bw2wholesale status`.' });
  }
  const { plannedBy } = plan;
  // Said now: whoever approves the own plan would hear of it only on the night of the cutover.
  if (app.config.approval.twoPersons) assertTwoPersons({ ...plan, approved: { by, at, host } });
  plans.approve(hash, { by, at, host });
  const planned = plannedBy === undefined ? {} : { plannedBy };
  printOutcome(
    { ...app.argv, sandbox: argv.sandbox },
    { stage: 'plan', approved: { hash, by, at, host, ...planned } },
    [
      {
        kind: 'text',
        text: `Plan ${hash}${plannedBy === undefined ? '' : `, planned by ${plannedBy},`} is approved by ${by}.`,
      },
      { kind: 'next', command: 'bw2wholesale provision', why: 'carries it out' },
    ],
  );
  return EXIT.ok;
}
