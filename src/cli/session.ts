import { type Clock, systemClock } from '../pipeline/clock.ts';
import type { StageEvent } from '../pipeline/stage.ts';
import { paceTransport } from '../provision/paced-transport.ts';
import { pauseRepository } from '../store/pause-repository.ts';
import { createWebexApi, type WebexApi } from '../webex/api.ts';
import { repeatAfterRenewal } from '../webex/renewing-transport.ts';
import type { App } from './app.ts';
import { requestBudget, settleSeconds } from './limits.ts';
import { apiOptions, type OpenTarget, openTarget } from './target.ts';

/** An open target with the pace that this migration allows. */
export interface Session extends OpenTarget {
  readonly requestsPerMinute: number;
  readonly settleSeconds: number;
  readonly clock: Clock;
  /**
   * A client that keeps the budget and rests when the target says so.
   *
   * @param budget - requests per minute, where they may change while it is used
   * @param drain - gives up requests that still wait for their turn; those under way are always awaited
   */
  paced(emit: (event: StageEvent) => void, drain: AbortSignal, budget?: () => number): WebexApi;
}

export async function openSession(app: App, sandbox: boolean): Promise<Session> {
  const open = await openTarget(app.folder, app.config, sandbox, app.signal);
  const { key, loopback } = open.target;
  const pauses = pauseRepository(app.db);
  const requestsPerMinute = requestBudget(app.config, loopback);
  return {
    ...open,
    requestsPerMinute,
    settleSeconds: settleSeconds(app.config, loopback),
    clock: systemClock,
    paced: (emit, drain, budget) => {
      // A process that was killed, or the stage before, may have been told to wait.
      const resting = pauses.left(key, new Date());
      for (const [scope, ms] of resting) emit({ type: 'resting', scope, seconds: Math.ceil(ms / 1000) });
      return createWebexApi(
        repeatAfterRenewal(
          paceTransport(app.board.watch(open.transport, requestsPerMinute), {
            requestsPerMinute: budget ?? requestsPerMinute,
            clock: systemClock,
            drain,
            resting,
            onThrottle: (scope, seconds) => {
              pauses.told(key, scope, seconds, new Date());
              emit({ type: 'throttled', scope, seconds });
            },
          }),
        ),
        apiOptions(app.config),
      );
    },
  };
}

/** Opens the target, works with it, closes it whatever happens. */
export async function withSession<Result>(
  app: App,
  sandbox: boolean,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const session = await openSession(app, sandbox);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}
