import { z } from 'zod';
import { type Caller, nothing, type Sent, type WholesaleCall } from './call.ts';
import { type PrecheckAnswer, precheckAnswer, wholesaleError } from './wholesale.ts';

export interface SubscriberParameters {
  readonly firstName?: string;
  readonly lastName?: string;
  /** E.164; must exist in the location already. */
  readonly primaryPhoneNumber?: string;
  readonly extension?: string;
  readonly locationId?: string;
}

export interface NewSubscriber {
  readonly customerId: string;
  readonly email: string;
  /** One base package; the target takes one entry today. */
  readonly packages: readonly string[];
  readonly provisioningParameters: SubscriberParameters;
}

export interface SubscriberChange {
  readonly packages: readonly string[];
  /** Only when going from meetings to a calling package (R-CUS-10). */
  readonly provisioningParameters?: Pick<SubscriberParameters, 'primaryPhoneNumber' | 'extension' | 'locationId'>;
}

export interface SubscriberCheck {
  readonly provisioningId?: string;
  readonly customerId?: string;
  readonly email: string;
  readonly package?: string;
  readonly packages?: readonly string[];
  readonly provisioningParameters: SubscriberParameters;
  readonly customerInfo?: { readonly primaryEmail: string };
}

const subscriber = z.object({
  id: z.string(),
  /** Only when provisioned. */
  personId: z.string().optional(),
  email: z.string(),
  customerId: z.string().optional(),
  externalCustomerId: z.string().optional(),
  package: z.string().optional(),
  packages: z.array(z.string()).optional(),
  /** provisioned, pending_user_migration. */
  status: z.string(),
  errors: z.array(wholesaleError).default([]),
});
export type WebexSubscriber = z.output<typeof subscriber>;
const written = subscriber.partial().optional();

export function subscribersApi(caller: Caller, subPartnerOrgId?: string) {
  const path = '/wholesale/subscribers';
  const query = { onBehalfOfSubPartnerOrgId: subPartnerOrgId };

  return {
    list: (
      filter: { readonly customerId?: string; readonly email?: string; readonly personId?: string },
      call: WholesaleCall,
    ): Promise<WebexSubscriber[]> =>
      caller.list(
        'items',
        subscriber,
        { path, query: { max: 100, ...query, ...filter }, scope: call.scope },
        call.signal,
      ),

    get: (subscriberId: string, call: WholesaleCall): Promise<WebexSubscriber | undefined> =>
      caller.find(
        subscriber,
        { path: `${path}/${encodeURIComponent(subscriberId)}`, query, scope: call.scope },
        call.signal,
      ),

    /** 200, or 202 when the person must agree first (`pending_user_migration`). */
    create: (body: NewSubscriber, call: WholesaleCall): Promise<Sent<z.output<typeof written>>> =>
      caller.write(written, { method: 'POST', path, query, body, scope: call.scope }, call.signal),

    update: (
      subscriberId: string,
      body: SubscriberChange,
      call: WholesaleCall,
    ): Promise<Sent<z.output<typeof written>>> =>
      caller.write(
        written,
        { method: 'PUT', path: `${path}/${encodeURIComponent(subscriberId)}`, query, body, scope: call.scope },
        call.signal,
      ),

    /** Asks whether `create` would work; writes nothing. A refusal is a `WebexHttpError`. */
    validate: async (body: SubscriberCheck, call: WholesaleCall): Promise<PrecheckAnswer> =>
      (
        await caller.write(
          precheckAnswer,
          { method: 'POST', path: `${path}/validate`, query, body, scope: call.scope },
          call.signal,
        )
      ).value,

    /** Takes the mapping away; the person stays. */
    remove: (subscriberId: string, call: WholesaleCall): Promise<Sent> =>
      caller.write(
        nothing,
        { method: 'DELETE', path: `${path}/${encodeURIComponent(subscriberId)}`, query, scope: call.scope },
        call.signal,
      ),
  };
}
export type SubscribersApi = ReturnType<typeof subscribersApi>;
