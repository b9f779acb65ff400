import pLimit from 'p-limit';
import type { MigrationConfig } from '../domain/config.ts';
import type { Draft, DraftOf } from '../domain/drafts.ts';
import { MigrationError } from '../domain/errors.ts';
import type { Finding } from '../domain/findings.ts';
import type { Target } from '../domain/plan.ts';
import { WebexHttpError, WebexNetworkError } from '../domain/webex-errors.ts';
import { type Clock, systemClock } from '../pipeline/clock.ts';
import { withoutKind } from './facts.ts';
import type { RemoteValidator } from './ports.ts';
import { REMOTE_RULES } from './rules/remote.ts';
import { customerValidation, subscriberValidation } from './validation-bodies.ts';

const ATTEMPTS = 4;
/** Where a throttled answer names no time. */
const DEFAULT_WAIT_SECONDS = 5;

export interface RemoteContext {
  readonly target: Target;
  readonly provisioningId: string;
  readonly config: MigrationConfig;
  readonly remote: RemoteValidator;
  readonly signal: AbortSignal;
  readonly clock?: Clock;
  /** Called after each answer, refusals included. */
  readonly onChecked: () => void;
}

interface Candidate {
  readonly draft: DraftOf<'customer'> | DraftOf<'subscriber'>;
  readonly rule: (typeof REMOTE_RULES)[number];
  readonly send: (signal: AbortSignal) => Promise<unknown>;
}

/**
 * Asks a target whether it would take a customer and its subscribers. Nothing is written there.
 *
 * What has a blocker already, or is there already, is not asked about. A refusal is a finding, in the target's own words; a busy target is
 * given time; anything that says nothing about the data ends the check.
 *
 * @throws {MigrationError} `TOKEN_REJECTED`, `TARGET_UNAVAILABLE`
 */
export async function validateRemotely(
  drafts: readonly Draft[],
  isLeftOut: (draft: Draft) => boolean,
  context: RemoteContext,
): Promise<Finding[]> {
  const limit = pLimit(context.config.limits.concurrency);
  // One failure that says nothing about the data stops the rest.
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const findings = await Promise.all(
    candidates(drafts, isLeftOut, context).map((candidate) =>
      limit(async () => {
        signal.throwIfAborted();
        try {
          return await ask(candidate, context, signal);
        } catch (error) {
          stop.abort(error);
          throw error;
        }
      }),
    ),
  );
  return findings.flatMap((finding) => finding ?? []);
}

function candidates(
  drafts: readonly Draft[],
  isLeftOut: (draft: Draft) => boolean,
  { config, provisioningId, remote }: RemoteContext,
): Candidate[] {
  const customer = drafts.find((draft) => draft.kind === 'customer');
  const [customerRule, subscriberRule] = REMOTE_RULES;
  return drafts.flatMap((draft): Candidate[] => {
    if (isLeftOut(draft)) return [];
    if (draft.kind === 'customer') {
      const location = drafts.find((other) => other.kind === 'location' && other.id === draft.data.firstLocation);
      const body = customerValidation(
        draft,
        location?.kind === 'location' ? location : undefined,
        provisioningId,
        config,
      );
      return body ? [{ draft, rule: customerRule, send: (signal) => remote.validateCustomer(body, signal) }] : [];
    }
    if (draft.kind !== 'subscriber') return [];
    const body = subscriberValidation(draft, customer, provisioningId);
    return body ? [{ draft, rule: subscriberRule, send: (signal) => remote.validateSubscriber(body, signal) }] : [];
  });
}

async function ask(candidate: Candidate, context: RemoteContext, signal: AbortSignal): Promise<Finding | undefined> {
  const { clock = systemClock, target } = context;
  for (let attempt = 1; ; attempt++) {
    try {
      await candidate.send(signal);
      context.onChecked();
      return undefined;
    } catch (error) {
      signal.throwIfAborted();
      const wait = waitSeconds(error);
      if (wait !== undefined && attempt < ATTEMPTS) {
        await clock.sleep(wait * 1000, signal);
        signal.throwIfAborted();
        continue;
      }
      if (!(error instanceof WebexHttpError) || !isRefusal(error.status)) throw describeFailure(error, target);
      context.onChecked();
      return refusal(candidate, error, target);
    }
  }
}

/** The request was understood and the data are not accepted. */
function isRefusal(status: number): boolean {
  return [400, 409, 412, 422].includes(status);
}

function waitSeconds(error: unknown): number | undefined {
  if (error instanceof WebexNetworkError) return 1;
  if (!(error instanceof WebexHttpError)) return undefined;
  const busy = error.status === 423 || error.status === 429 || error.status >= 500;
  return busy ? (error.retryAfterSeconds ?? (error.status >= 500 ? 1 : DEFAULT_WAIT_SECONDS)) : undefined;
}

function describeFailure(error: unknown, target: Target): unknown {
  const place = { where: target.api };
  if (error instanceof WebexHttpError) {
    return error.status === 401 || error.status === 403
      ? new MigrationError('TOKEN_REJECTED', `the target refuses the token (${error.status})`, { cause: error, place })
      : new MigrationError('TARGET_UNAVAILABLE', `the target answers ${error.status}`, { cause: error, place });
  }
  return error instanceof WebexNetworkError
    ? new MigrationError('TARGET_UNAVAILABLE', `no answer: ${error.message}`, { cause: error, place })
    : error;
}

function refusal({ draft, rule }: Candidate, error: WebexHttpError, target: Target): Finding {
  const code = error.codes.length === 0 ? '' : `, code ${error.codes.join(', ')}`;
  const tracking = error.trackingId === undefined ? '' : ` (tracking id ${error.trackingId})`;
  return {
    rule: rule.id,
    severity: rule.severity,
    entity: { kind: draft.kind, id: withoutKind(draft.id) },
    customer: draft.customer,
    ...(draft.kind === 'subscriber' ? { location: draft.data.location } : {}),
    message: `Webex refuses it (${error.status}${code}): ${error.message}${tracking}`,
    hint: rule.hint,
    cites: rule.cites,
    target: target.key,
  };
}
