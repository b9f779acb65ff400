import type { Loss, Why } from '../../domain/drafts.ts';
import type { CallBounce } from '../../domain/feature-data.ts';
import { sourceRef } from '../../domain/keys.ts';
import { flag, text } from '../../domain/response-body.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { MapContext } from '../context.ts';
import { instanceRef } from './instance-fields.ts';
import type { Account } from './merge.ts';
import type { ResponseLookup } from './responses.ts';

export const BOUNCE_RESPONSE = 'GroupCallCenterBouncedCallGetResponse';

/** Fields of the source by those of the draft. */
const SWITCHES = {
  agentUnavailable: 'bounceCallWhenAgentUnavailable',
  alertOnHold: 'alertCallCenterCallOnHold',
  onHold: 'bounceCallCenterCallOnHold',
} as const;
const COUNTS = {
  rings: 'numberOfRingsBeforeBouncingCall',
  alertOnHoldSeconds: 'alertCallCenterCallOnHoldSeconds',
  onHoldSeconds: 'bounceCallCenterCallOnHoldSeconds',
} as const;

/**
 * Calls that an agent does not answer go back into the queue on both sides; a target of their own has no place.
 *
 * @returns no `data` where nobody asked: the target's own values hold
 */
export function mapBounce(
  context: MapContext,
  instance: SourceInstance,
  lookup: ResponseLookup,
): {
  readonly data?: CallBounce;
  readonly why: Record<string, Why>;
  readonly losses: readonly Loss[];
  readonly accounts: readonly Account[];
} {
  const owner = instanceRef(instance);
  const body = lookup.body(owner, BOUNCE_RESPONSE);
  const enabled = body && flag(body, 'isActive');
  if (body === undefined || enabled === undefined) return { why: {}, losses: [], accounts: [] };
  const ref = (path: string) => sourceRef(owner, BOUNCE_RESPONSE, path);
  const fields: [keyof CallBounce, string, boolean | number | undefined][] = [
    ['enabled', 'isActive', enabled],
    ...Object.entries(SWITCHES).map(
      ([ours, theirs]) =>
        [ours as keyof typeof SWITCHES, theirs, flag(body, theirs)] as [keyof CallBounce, string, boolean],
    ),
    ...Object.entries(COUNTS).map(
      ([ours, theirs]) =>
        [ours as keyof typeof COUNTS, theirs, count(text(body, theirs))] as [keyof CallBounce, string, number],
    ),
  ];
  const read = fields.filter(([, , value]) => value !== undefined);
  const target = text(body, 'transferPhoneNumber');
  const transfers = flag(body, 'enableTransfer') === true;
  return {
    data: { ...Object.fromEntries(read.map(([ours, , value]) => [ours, value])), enabled },
    why: Object.fromEntries(
      read.map(([ours, theirs]) => [`callBounce.${ours}`, { rule: 'carried-over', sources: [ref(theirs)] }]),
    ),
    accounts: ['enableTransfer', 'transferPhoneNumber'].map((field) => ({
      prefix: ref(field),
      outcome: transfers || (target !== undefined && field !== 'enableTransfer') ? 'lost' : 'not used',
      reason:
        transfers || (target !== undefined && field !== 'enableTransfer') ? 'no-such-field' : 'inactive-and-empty',
    })),
    losses: transfers
      ? [
          {
            customer: context.customer,
            owner: `serviceInstance:${instance.key}`,
            service: 'Call Center',
            verdict: 'lost',
            notice: `Calls that nobody of ${instance.name ?? instance.userId} answers go back into the queue, no longer to "${target ?? '(no target)'}".`,
            action: 'Let the queue overflow by time instead, if callers must not wait.',
            sources: [ref('transferPhoneNumber')],
          },
        ]
      : [],
  };
}

function count(written: string | undefined): number | undefined {
  const value = Number(written ?? Number.NaN);
  return Number.isInteger(value) ? value : undefined;
}
