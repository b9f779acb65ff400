import pLimit from 'p-limit';
import type { MigrationConfig } from '../domain/config.ts';
import type { Draft, DraftOf } from '../domain/drafts.ts';
import type { Finding } from '../domain/findings.ts';
import { type AskingContext, askTarget, inItsWords } from './ask-target.ts';
import type { AudioProbe, RemoteValidator } from './ports.ts';
import { type RemoteRuleId, remoteFinding } from './rules/remote.ts';
import { customerValidation, subscriberValidation } from './validation-bodies.ts';

export interface RemoteContext extends AskingContext {
  readonly provisioningId: string;
  readonly config: MigrationConfig;
  readonly remote: RemoteValidator;
  /** Why the audio at an address is not there; missing: addresses are not asked. */
  readonly audio?: AudioProbe;
  /** Called after each answer, refusals included. */
  readonly onChecked: () => void;
  /** Organisation that the customer goes into, where there is one already. */
  readonly orgId?: string;
}

/** An organisation that may not be asked: nothing is known then, and the refusal stands. */
const UNANSWERED: readonly number[] = [400, 403, 404];

interface Candidate {
  readonly draft: DraftOf<'customer'> | DraftOf<'subscriber'>;
  readonly rule: RemoteRuleId;
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
      return body
        ? [{ draft, rule: 'remote-customer-refused', send: (signal) => remote.validateCustomer(body, signal) }]
        : [];
    }
    if (draft.kind !== 'subscriber') return [];
    const body = subscriberValidation(draft, customer, provisioningId);
    return body
      ? [{ draft, rule: 'remote-subscriber-refused', send: (signal) => remote.validateSubscriber(body, signal) }]
      : [];
  });
}

async function ask(candidate: Candidate, context: RemoteContext, signal: AbortSignal): Promise<Finding | undefined> {
  const answer = await askTarget(candidate.send, context, signal);
  const isRefused = answer.refused !== undefined && !(await isThere(candidate.draft, context, signal));
  context.onChecked();
  return isRefused
    ? remoteFinding(candidate.rule, candidate.draft, context.target.key, inItsWords(answer.refused))
    : undefined;
}

/**
 * Whether somebody stands in the very organisation that the customer goes into: validation refuses everybody who exists,
 * and `plan` goes on with whom that organisation has.
 */
async function isThere(draft: Candidate['draft'], context: RemoteContext, signal: AbortSignal): Promise<boolean> {
  const { orgId, remote } = context;
  if (draft.kind !== 'subscriber' || orgId === undefined) return false;
  const { email } = draft.data;
  if (email === undefined) return false;
  const answer = await askTarget((until) => remote.hasPerson(email, orgId, until), context, signal, UNANSWERED);
  return answer.refused === undefined && answer.value;
}
