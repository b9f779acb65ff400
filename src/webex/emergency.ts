import { z } from 'zod';
import { type Caller, inOrg, nothing, type OrgCall, type Sent } from './call.ts';
import { type LineOwner, telephonyPath } from './owners.ts';

const callback = z.object({ selected: z.string().optional() });
export type EmergencyCallback = z.output<typeof callback>;

/** Which number emergency services call back. */
export function emergencyApi(caller: Caller) {
  const ofLocation = (locationId: string): string =>
    `/telephony/config/locations/${encodeURIComponent(locationId)}/features/emergencyCallbackNumber`;
  const ofOwner = (owner: LineOwner): string => telephonyPath(owner, 'emergencyCallbackNumber');

  return {
    getOfLocation: (locationId: string, call: OrgCall): Promise<EmergencyCallback> =>
      caller.read(callback, inOrg(call, ofLocation(locationId)), call.signal),

    putOfLocation: (locationId: string, body: { readonly selected: 'LOCATION_NUMBER' }, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, ofLocation(locationId)), body }, call.signal),

    getOfOwner: (owner: LineOwner, call: OrgCall): Promise<EmergencyCallback> =>
      caller.read(callback, inOrg(call, ofOwner(owner)), call.signal),

    putOfOwner: (
      owner: LineOwner,
      body: { readonly selected: 'DIRECT_LINE' | 'LOCATION_ECBN' },
      call: OrgCall,
    ): Promise<Sent> => caller.write(nothing, { method: 'PUT', ...inOrg(call, ofOwner(owner)), body }, call.signal),
  };
}
export type EmergencyApi = ReturnType<typeof emergencyApi>;
