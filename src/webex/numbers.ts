import { z } from 'zod';
import { type Caller, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

const numberRow = z.object({
  /** E.164; missing for an extension without a number. */
  phoneNumber: z.string().optional(),
  extension: z.string().optional(),
  /** ACTIVE or INACTIVE. */
  state: z.string().optional(),
  mainNumber: z.boolean().optional(),
  location: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  owner: z
    .object({
      id: z.string().optional(),
      /** PEOPLE, PLACE, VIRTUAL_LINE, HUNT_GROUP, CALL_QUEUE, AUTO_ATTENDANT … */
      type: z.string().optional(),
      firstName: z.string().optional(),
      lastName: z.string().optional(),
    })
    .optional(),
});
export type WebexNumber = z.output<typeof numberRow>;

const validation = z.object({
  status: z.string(),
  numbers: z
    .array(
      z.object({
        number: z.string(),
        /** Available, Duplicate, Duplicate In List, Invalid, Unavailable. */
        state: z.string(),
        detail: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});
export type NumberValidation = z.output<typeof validation>;

export interface NumberFilter {
  readonly locationId?: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
  readonly ownerId?: string;
}

export function numbersApi(caller: Caller) {
  const inLocation = (locationId: string): string =>
    `/telephony/config/locations/${encodeURIComponent(locationId)}/numbers`;

  return {
    /** Numbers and extensions with their owners; the filters may match more than asked, so compare again. */
    list: (filter: NumberFilter, call: OrgCall): Promise<WebexNumber[]> =>
      caller.list('phoneNumbers', numberRow, inOrg(call, '/telephony/config/numbers', { ...filter }), call.signal),

    add: (
      locationId: string,
      body: { readonly phoneNumbers: readonly string[]; readonly state: 'ACTIVE' | 'INACTIVE' },
      call: OrgCall,
    ): Promise<Sent> =>
      caller.write(nothing, { method: 'POST', ...inOrg(call, inLocation(locationId)), body }, call.signal),

    change: (
      locationId: string,
      body: { readonly phoneNumbers: readonly string[]; readonly action: 'ACTIVATE' | 'DEACTIVATE' },
      call: OrgCall,
    ): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, inLocation(locationId)), body }, call.signal),

    /** Whether numbers could be added to the organisation; writes nothing. */
    validate: async (phoneNumbers: readonly string[], call: OrgCall): Promise<NumberValidation> =>
      (
        await caller.write(
          validation,
          {
            method: 'POST',
            ...inOrg(call, '/telephony/config/actions/validateNumbers/invoke'),
            body: { phoneNumbers },
          },
          call.signal,
        )
      ).value,

    /** At most five at a time, never the main number. */
    remove: (locationId: string, body: { readonly phoneNumbers: readonly string[] }, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, inLocation(locationId)), body }, call.signal),
  };
}
export type NumbersApi = ReturnType<typeof numbersApi>;
