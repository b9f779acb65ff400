import { z } from 'zod';
import { type Caller, inOrg, nothing, type OrgCall, type Sent } from './call.ts';
import { type LineOwner, telephonyPath } from './owners.ts';

const callback = z.object({
  selected: z.string().optional(),
  locationMemberInfo: z.object({ memberId: z.string().optional() }).optional(),
});
export type EmergencyCallback = z.output<typeof callback>;

/** Whom emergency services call back for an owner: itself, its location, or somebody else there. */
export type OwnerCallback =
  | { readonly selected: 'DIRECT_LINE' | 'LOCATION_ECBN' }
  | { readonly selected: 'LOCATION_MEMBER_NUMBER'; readonly locationMemberId: string };

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

    putOfOwner: (owner: LineOwner, body: OwnerCallback, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, ofOwner(owner)), body }, call.signal),
  };
}
export type EmergencyApi = ReturnType<typeof emergencyApi>;
