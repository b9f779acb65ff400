import { z } from 'zod';
import { type Caller, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

const on = z.boolean().optional();
const word = z.string().optional();
const pointed = z.object({ enabled: on, destination: word }).optional();

/** Of a location only the switch is sure to be answered. */
const intercept = z.object({
  enabled: z.boolean(),
  incoming: z
    .object({
      type: word,
      voicemailEnabled: on,
      announcements: z.object({ greeting: word, fileName: word, newNumber: pointed, zeroTransfer: pointed }).optional(),
    })
    .optional(),
  outgoing: z.object({ type: word, transferEnabled: on, destination: word }).optional(),
});
export type WebexIntercept = z.output<typeof intercept>;

/** The intercept of everybody in a location: there is always one, switched off at first. */
export function locationInterceptsApi(caller: Caller) {
  const path = (locationId: string): string =>
    `/telephony/config/locations/${encodeURIComponent(locationId)}/intercept`;

  return {
    get: (locationId: string, call: OrgCall): Promise<WebexIntercept> =>
      caller.read(intercept, inOrg(call, path(locationId)), call.signal),

    put: (locationId: string, body: WebexIntercept, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, path(locationId)), body }, call.signal),
  };
}
export type LocationInterceptsApi = ReturnType<typeof locationInterceptsApi>;
