import type { CallingLocation, LocationData, Stored } from './objects.ts';
import { ApiError } from './reply.ts';
import type { PostalAddress } from './shapes.ts';
import type { State } from './state.ts';

interface NewLocation {
  readonly name: string;
  readonly timeZone: string;
  readonly preferredLanguage: string;
  readonly announcementLanguage: string;
  readonly address: PostalAddress;
  readonly calling: boolean;
}

/** Call types of outgoing permissions with what a new location allows: international calls are on (R-NUM-10). */
const DEFAULT_PERMISSIONS: LocationData['permissions'] = {
  INTERNAL_CALL: { action: 'ALLOW', transferEnabled: true },
  TOLL_FREE: { action: 'ALLOW', transferEnabled: true },
  NATIONAL: { action: 'ALLOW', transferEnabled: true },
  INTERNATIONAL: { action: 'ALLOW', transferEnabled: true },
  OPERATOR_ASSISTED: { action: 'ALLOW', transferEnabled: true },
  CHARGEABLE_DIRECTORY_ASSISTED: { action: 'ALLOW', transferEnabled: true },
  SPECIAL_SERVICES_I: { action: 'ALLOW', transferEnabled: true },
  SPECIAL_SERVICES_II: { action: 'ALLOW', transferEnabled: true },
  PREMIUM_SERVICES_I: { action: 'BLOCK', transferEnabled: false },
  PREMIUM_SERVICES_II: { action: 'BLOCK', transferEnabled: false },
};

export function newCalling(name: string): CallingLocation {
  return { externalCallerIdName: name, enforceOutsideDialDigit: false };
}

/**
 * Adds a location to an org.
 *
 * @throws {ApiError} 409 when the org has one of that name
 */
export function makeLocation(state: State, org: Stored<'org'>, location: NewLocation): Stored<'location'> {
  if (state.inOrg('location', org.id).some(({ data }) => data.name.toLowerCase() === location.name.toLowerCase())) {
    throw new ApiError(409, `a location named "${location.name}" exists already`);
  }
  return state.insert('location', {
    org: org.id,
    key: `${org.key}/${location.name}`,
    data: {
      name: location.name,
      timeZone: location.timeZone,
      preferredLanguage: location.preferredLanguage,
      announcementLanguage: location.announcementLanguage,
      address: location.address,
      calling: location.calling ? newCalling(location.name) : null,
      pstnConnectionId: null,
      premiseRoute: null,
      permissions: DEFAULT_PERMISSIONS,
      permissionsWritten: false,
      emergencyCallback: { selected: 'LOCATION_NUMBER', elinExpiryTimeMinutes: 60 },
    },
  });
}
