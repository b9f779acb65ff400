import { z } from 'zod';
import { type Caller, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

/** A position without a number is left out, or empty. */
export const transferNumbers = z.object({
  /** Owners have it, locations do not. */
  useCustomTransferNumbers: z.boolean().optional(),
  autoTransferNumber1: z.string().optional(),
  autoTransferNumber2: z.string().optional(),
  autoTransferNumber3: z.string().optional(),
});
export type WebexTransferNumbers = z.output<typeof transferNumbers>;

/** Where calls of a location go that are transferred instead of allowed. */
export function transferNumbersApi(caller: Caller) {
  const path = (locationId: string): string =>
    `/telephony/config/locations/${encodeURIComponent(locationId)}/outgoingPermission/autoTransferNumbers`;

  return {
    get: (locationId: string, call: OrgCall): Promise<WebexTransferNumbers> =>
      caller.read(transferNumbers, inOrg(call, path(locationId)), call.signal),

    put: (locationId: string, body: WebexTransferNumbers, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, path(locationId)), body }, call.signal),
  };
}
export type TransferNumbersApi = ReturnType<typeof transferNumbersApi>;
