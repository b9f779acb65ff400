import type { VerifySummary } from '../../domain/outcomes.ts';
import { verifyView } from '../../report/verify-view.ts';
import { handlerOf } from '../../steps/registry.ts';
import { planRepository } from '../../store/plan-repository.ts';
import { stepStateRepository } from '../../store/step-state-repository.ts';
import { verificationRepository } from '../../store/verification-repository.ts';
import { runVerify } from '../../verify/run-verify.ts';
import type { App } from '../app.ts';
import { othersOf } from '../batches.ts';
import { EXIT, type ExitCode, strongest } from '../exit-codes.ts';
import { latestPlan } from '../latest-plan.ts';
import { printOutcome } from '../output.ts';
import { type Session, withSession } from '../session.ts';
import { statusOf } from './status.ts';

export interface VerifyArguments {
  readonly sandbox: boolean;
  /** Without it the plan that was made last, whatever it is of. */
  readonly batch?: string | undefined;
}

export function verify(app: App, argv: VerifyArguments): Promise<ExitCode> {
  return withSession(app, argv.sandbox, async (session) => {
    const summary = await readBack(app, session, argv.batch);
    const { next } = statusOf(app, session.target.key, argv);
    printOutcome({ ...app.argv, sandbox: argv.sandbox }, summary, verifyView(summary, next));
    // On its own this is asked as proof: what is not done yet has not arrived, and scripts must not take it for arrived.
    return strongest([verifyCode(summary), ...(summary.notDone > 0 ? [EXIT.differences] : [])]);
  });
}

/** Reads everything back and compares it; sends reads only. */
export function readBack(app: App, session: Session, batch?: string): Promise<VerifySummary> {
  return app.stage('verify', (context) =>
    runVerify(
      context,
      {
        target: session.target.key,
        concurrency: app.config.limits.concurrency,
        settleSeconds: session.settleSeconds,
      },
      {
        plan: (target) =>
          batch === undefined ? planRepository(app.db).latest(target) : latestPlan(app, session, batch),
        carriedOutLater: ({ hash }, contents) => planRepository(app.db).carriedOutLater(hash, contents),
        othersOf: (plan) => othersOf(app, plan),
        states: (target) => stepStateRepository(app.db).all(target),
        everWithRules: (target) => planRepository(app.db).everWithRules(target),
        record: (plan, items, at) => verificationRepository(app.db).replace(plan, items, at),
        handlerOf,
        webex: session.paced(context.emit, context.signal),
        clock: session.clock,
      },
    ),
  );
}

export function verifyCode({ different, missing, extra, stopped }: VerifySummary): ExitCode {
  return strongest([
    ...(stopped === undefined ? [] : [stopped.reason === 'authentication' ? EXIT.authentication : EXIT.unavailable]),
    ...(different + missing + extra > 0 ? [EXIT.differences] : []),
    EXIT.ok,
  ]);
}
