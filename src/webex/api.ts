import { type AnnouncementsApi, announcementsApi } from './announcements.ts';
import { type AutoAttendantsApi, autoAttendantsApi } from './auto-attendants.ts';
import { createCaller } from './call.ts';
import { type CallParksApi, callParksApi } from './call-parks.ts';
import { type CallPickupsApi, callPickupsApi } from './call-pickups.ts';
import { type CustomersApi, customersApi } from './customers.ts';
import { type DectApi, dectApi } from './dect.ts';
import { type DeviceLinesApi, deviceLinesApi } from './device-lines.ts';
import { type DevicesApi, devicesApi } from './devices.ts';
import { type DigitPatternsApi, digitPatternsApi } from './digit-patterns.ts';
import { type EmergencyApi, emergencyApi } from './emergency.ts';
import { type ExtensionsApi, extensionsApi } from './extensions.ts';
import { type FeatureSettingsApi, featureSettingsApi } from './feature-settings.ts';
import { type HuntGroupsApi, huntGroupsApi } from './hunt-groups.ts';
import { type LocationInterceptsApi, locationInterceptsApi } from './location-intercepts.ts';
import { type LocationsApi, locationsApi } from './locations.ts';
import { type NumbersApi, numbersApi } from './numbers.ts';
import { type OwnerSettingsApi, ownerSettingsApi } from './owner-settings.ts';
import { type PagingGroupsApi, pagingGroupsApi } from './paging-groups.ts';
import { type PeopleApi, peopleApi } from './people.ts';
import { type PermissionsApi, permissionsApi } from './permissions.ts';
import { type PstnApi, pstnApi } from './pstn.ts';
import { type QueuesApi, queuesApi } from './queues.ts';
import { type SchedulesApi, schedulesApi } from './schedules.ts';
import { type SubscribersApi, subscribersApi } from './subscribers.ts';
import { type TransferNumbersApi, transferNumbersApi } from './transfer-numbers.ts';
import type { WebexTransport } from './transport.ts';
import { type VirtualExtensionsApi, virtualExtensionsApi } from './virtual-extensions.ts';
import { type VirtualLinesApi, virtualLinesApi } from './virtual-lines.ts';
import { type VoicePortalsApi, voicePortalsApi } from './voice-portals.ts';
import { type VoicemailGroupsApi, voicemailGroupsApi } from './voicemail-groups.ts';
import { type WorkspacesApi, workspacesApi } from './workspaces.ts';

/** The Webex APIs that a migration uses: one function per endpoint. */
export interface WebexApi {
  readonly customers: CustomersApi;
  readonly subscribers: SubscribersApi;
  readonly people: PeopleApi;
  readonly locations: LocationsApi;
  readonly pstn: PstnApi;
  readonly numbers: NumbersApi;
  readonly extensions: ExtensionsApi;
  readonly permissions: PermissionsApi;
  readonly transferNumbers: TransferNumbersApi;
  readonly digitPatterns: DigitPatternsApi;
  readonly emergency: EmergencyApi;
  readonly schedules: SchedulesApi;
  /** Audio of a location, and its music on hold. */
  readonly announcements: AnnouncementsApi;
  readonly devices: DevicesApi;
  readonly deviceLines: DeviceLinesApi;
  readonly dect: DectApi;
  readonly workspaces: WorkspacesApi;
  readonly virtualLines: VirtualLinesApi;
  readonly virtualExtensions: VirtualExtensionsApi;
  readonly huntGroups: HuntGroupsApi;
  readonly queues: QueuesApi;
  readonly autoAttendants: AutoAttendantsApi;
  readonly callPickups: CallPickupsApi;
  readonly pagingGroups: PagingGroupsApi;
  readonly callParks: CallParksApi;
  readonly voicePortals: VoicePortalsApi;
  readonly locationIntercepts: LocationInterceptsApi;
  readonly voicemailGroups: VoicemailGroupsApi;
  /** Forwarding and services of hunt groups, queues and auto attendants. */
  readonly featureSettings: FeatureSettingsApi;
  /** Call settings of people, Webex workspaces and virtual lines. */
  readonly ownerSettings: OwnerSettingsApi;
}

/**
 * Builds the client over a transport; reads throw what the transport throws, a 404 of a single object is `undefined`.
 *
 * @param options - `subPartnerOrgId`: act on behalf of this sub-partner in the wholesale API
 */
export function createWebexApi(
  transport: WebexTransport,
  options: { readonly subPartnerOrgId?: string } = {},
): WebexApi {
  const caller = createCaller(transport);
  return {
    customers: customersApi(caller, options.subPartnerOrgId),
    subscribers: subscribersApi(caller, options.subPartnerOrgId),
    people: peopleApi(caller),
    locations: locationsApi(caller),
    pstn: pstnApi(caller),
    numbers: numbersApi(caller),
    extensions: extensionsApi(caller),
    permissions: permissionsApi(caller),
    transferNumbers: transferNumbersApi(caller),
    digitPatterns: digitPatternsApi(caller),
    emergency: emergencyApi(caller),
    schedules: schedulesApi(caller),
    announcements: announcementsApi(caller),
    devices: devicesApi(caller),
    deviceLines: deviceLinesApi(caller),
    dect: dectApi(caller),
    workspaces: workspacesApi(caller),
    virtualLines: virtualLinesApi(caller),
    virtualExtensions: virtualExtensionsApi(caller),
    huntGroups: huntGroupsApi(caller),
    queues: queuesApi(caller),
    autoAttendants: autoAttendantsApi(caller),
    callPickups: callPickupsApi(caller),
    pagingGroups: pagingGroupsApi(caller),
    callParks: callParksApi(caller),
    voicePortals: voicePortalsApi(caller),
    locationIntercepts: locationInterceptsApi(caller),
    voicemailGroups: voicemailGroupsApi(caller),
    featureSettings: featureSettingsApi(caller),
    ownerSettings: ownerSettingsApi(caller),
  };
}
