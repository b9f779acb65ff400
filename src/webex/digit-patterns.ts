import { z } from 'zod';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

const pattern = z.object({
  id: z.string(),
  name: z.string(),
  pattern: z.string(),
  action: z.string(),
  transferEnabled: z.boolean(),
});
export type WebexDigitPattern = z.output<typeof pattern>;
/** What is sent: the id stands in the path. */
export type DigitPatternBody = Omit<WebexDigitPattern, 'id'>;

/** All patterns of a location or an owner; owners also say whether they use them. */
export const digitPatterns = z.object({
  useCustomDigitPatterns: z.boolean().optional(),
  digitPatterns: z.array(pattern).default([]),
});

/** Patterns of digits that decide calls of a location before their type does. */
export function digitPatternsApi(caller: Caller) {
  const base = (locationId: string): string =>
    `/telephony/config/locations/${encodeURIComponent(locationId)}/outgoingPermission/digitPatterns`;
  const one = (locationId: string, id: string): string => `${base(locationId)}/${encodeURIComponent(id)}`;

  return {
    list: async (locationId: string, call: OrgCall): Promise<readonly WebexDigitPattern[]> =>
      (await caller.read(digitPatterns, inOrg(call, base(locationId)), call.signal)).digitPatterns,

    create: (locationId: string, body: DigitPatternBody, call: OrgCall) =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, base(locationId)), body }, call.signal),

    update: (locationId: string, id: string, body: DigitPatternBody, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, one(locationId, id)), body }, call.signal),

    remove: (locationId: string, id: string, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, one(locationId, id)) }, call.signal),
  };
}
export type DigitPatternsApi = ReturnType<typeof digitPatternsApi>;
