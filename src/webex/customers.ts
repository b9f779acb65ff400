import { z } from 'zod';
import { type Caller, nothing, type Sent, sent, type WholesaleCall } from './call.ts';
import { type PrecheckAnswer, precheckAnswer, wholesaleError } from './wholesale.ts';

/** Billing address, and the shape in which the first location travels with its customer. */
export interface WholesaleAddress {
  readonly addressLine1?: string;
  readonly addressLine2?: string;
  readonly city?: string;
  readonly stateOrProvince?: string;
  readonly zipOrPostalCode?: string;
  readonly country?: string;
}

interface CustomerParameters {
  readonly calling?: {
    readonly location: {
      readonly name: string;
      readonly address: WholesaleAddress;
      /** IANA. */
      readonly timezone: string;
      /** `en_us`. */
      readonly language: string;
    };
  };
  readonly meetings?: { readonly timezone: string };
  readonly packages?: { readonly limits: Readonly<Record<string, number>> };
}

export interface NewCustomer {
  readonly provisioningId: string;
  /** The complete list. */
  readonly packages: readonly string[];
  readonly externalId: string;
  /** Attaches this existing organisation. */
  readonly orgId?: string;
  readonly address: WholesaleAddress;
  /** Required for a new organisation; `language` as `en_US`. */
  readonly customerInfo?: { readonly name: string; readonly primaryEmail?: string; readonly language?: string };
  readonly provisioningParameters?: CustomerParameters;
}

/** A package that is left out is removed from the customer. */
export interface CustomerChange {
  readonly externalId?: string;
  readonly packages: readonly string[];
  readonly address?: WholesaleAddress;
  readonly provisioningParameters?: CustomerParameters;
}

export type CustomerCheck = Partial<NewCustomer> & Pick<NewCustomer, 'address'>;

const customer = z.object({
  id: z.string(),
  orgId: z.string().optional(),
  externalId: z.string().optional(),
  address: z
    .object({
      addressLine1: z.string().optional(),
      addressLine2: z.string().optional(),
      city: z.string().optional(),
      stateOrProvince: z.string().optional(),
      zipOrPostalCode: z.string().optional(),
      country: z.string().optional(),
    })
    .optional(),
  /** provisioned, provisioned_with_errors, provisioning, updating, deleting, error, pending_rpl_review. */
  status: z.string(),
  packages: z.array(z.string()).default([]),
  resourceDetails: z
    .object({
      packages: z
        .array(
          z.object({
            name: z.string(),
            status: z.string().optional(),
            warnings: z.array(wholesaleError).default([]),
            errors: z.array(wholesaleError).default([]),
          }),
        )
        .default([]),
    })
    .optional(),
  errors: z.array(wholesaleError).default([]),
});
export type WebexCustomer = z.output<typeof customer>;

export function customersApi(caller: Caller, subPartnerOrgId?: string) {
  const path = '/wholesale/customers';
  const query = { onBehalfOfSubPartnerOrgId: subPartnerOrgId };

  return {
    /** Customers with this external id or organisation; the filters match exactly. */
    list: (
      filter: { readonly externalId?: string; readonly orgId?: string },
      call: WholesaleCall,
    ): Promise<WebexCustomer[]> =>
      caller.list('items', customer, { path, query: { ...query, ...filter }, scope: call.scope }, call.signal),

    get: (customerId: string, call: WholesaleCall): Promise<WebexCustomer | undefined> =>
      caller.find(
        customer,
        { path: `${path}/${encodeURIComponent(customerId)}`, query, scope: call.scope },
        call.signal,
      ),

    /** 202: started. `value` is the customer id, taken from where the answer points. */
    async create(body: NewCustomer, call: WholesaleCall): Promise<Sent<string | undefined>> {
      const response = await caller.send({ method: 'POST', path, query, body, scope: call.scope }, call.signal);
      return sent(response, idAt(response.headers.location) ?? idAt(urlIn(response.body)));
    },

    /** 202: started. */
    update: (customerId: string, body: CustomerChange, call: WholesaleCall): Promise<Sent> =>
      caller.write(
        nothing,
        { method: 'PUT', path: `${path}/${encodeURIComponent(customerId)}`, query, body, scope: call.scope },
        call.signal,
      ),

    /** Asks whether `create` would work; writes nothing. A refusal is a `WebexHttpError`. */
    validate: async (body: CustomerCheck, call: WholesaleCall): Promise<PrecheckAnswer> =>
      (
        await caller.write(
          precheckAnswer,
          { method: 'POST', path: `${path}/validate`, query, body, scope: call.scope },
          call.signal,
        )
      ).value,

    /** Takes the mapping and the services away (202); the organisation stays (R-CUS-7). */
    remove: (customerId: string, call: WholesaleCall): Promise<Sent> =>
      caller.write(
        nothing,
        { method: 'DELETE', path: `${path}/${encodeURIComponent(customerId)}`, query, scope: call.scope },
        call.signal,
      ),
  };
}
export type CustomersApi = ReturnType<typeof customersApi>;

function urlIn(body: unknown): string | undefined {
  const url: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'url') : undefined;
  return typeof url === 'string' ? url : undefined;
}

function idAt(url: string | undefined): string | undefined {
  const id = url === undefined ? undefined : /\/wholesale\/customers\/([^/?#]+)/.exec(url)?.[1];
  return id === undefined ? undefined : decodeURIComponent(id);
}
