import type { Route } from '../route.ts';
import { announcementRoutes } from './announcements.ts';
import { autoAttendantRoutes } from './auto-attendants.ts';
import { callParkRoutes } from './call-parks.ts';
import { callPickupRoutes } from './call-pickups.ts';
import { callingLocationRoutes } from './calling-locations.ts';
import { customerRoutes } from './customers.ts';
import { dectRoutes } from './dect.ts';
import { deviceLayoutRoutes } from './device-layouts.ts';
import { deviceMemberRoutes } from './device-members.ts';
import { deviceRoutes } from './devices.ts';
import { digitPatternRoutes } from './digit-patterns.ts';
import { disableCallingRoutes } from './disable-calling.ts';
import { emergencyRoutes } from './emergency.ts';
import { executiveFilterRoutes } from './executive-filters.ts';
import { featureForwardingRoutes } from './feature-forwarding.ts';
import { furtherSettingRoutes } from './further-settings.ts';
import { hotelingHostRoutes } from './hoteling-hosts.ts';
import { huntGroupRoutes } from './hunt-groups.ts';
import { locationInterceptRoutes } from './location-intercept.ts';
import { locationRoutes } from './locations.ts';
import { numberRoutes } from './numbers.ts';
import { ownerNumberRoutes } from './owner-numbers.ts';
import { ownerSettingRoutes } from './owner-settings.ts';
import { pagingGroupRoutes } from './paging-groups.ts';
import { peopleRoutes } from './people.ts';
import { permissionRoutes } from './permissions.ts';
import { personScheduleRoutes } from './person-schedules.ts';
import { pstnRoutes } from './pstn.ts';
import { queueServiceRoutes } from './queue-services.ts';
import { queueRoutes } from './queues.ts';
import { scheduleRoutes } from './schedules.ts';
import { selectiveRuleRoutes } from './selective-rules.ts';
import { subscriberChangeRoutes } from './subscriber-changes.ts';
import { subscriberRoutes } from './subscribers.ts';
import { transferNumberRoutes } from './transfer-numbers.ts';
import { validationRoutes } from './validation.ts';
import { virtualExtensionRoutes } from './virtual-extensions.ts';
import { virtualLineRoutes } from './virtual-lines.ts';
import { voicePortalRoutes } from './voice-portals.ts';
import { voicemailGroupRoutes } from './voicemail-groups.ts';
import { workspaceRoutes } from './workspaces.ts';

/** All that is simulated, one file per family. A new set per sandbox: some routes remember requests in flight. */
export function allRoutes(): Route[] {
  return [
    ...customerRoutes(),
    ...subscriberRoutes(),
    ...subscriberChangeRoutes(),
    ...peopleRoutes(),
    ...locationRoutes(),
    ...callingLocationRoutes(),
    ...disableCallingRoutes(),
    ...pstnRoutes(),
    ...numberRoutes(),
    ...validationRoutes(),
    ...transferNumberRoutes(),
    ...digitPatternRoutes(),
    ...permissionRoutes(),
    ...emergencyRoutes(),
    ...scheduleRoutes(),
    ...announcementRoutes(),
    ...deviceRoutes(),
    ...deviceMemberRoutes(),
    ...hotelingHostRoutes(),
    ...deviceLayoutRoutes(),
    ...dectRoutes(),
    ...workspaceRoutes(),
    ...virtualLineRoutes(),
    ...virtualExtensionRoutes(),
    ...voicePortalRoutes(),
    ...locationInterceptRoutes(),
    ...huntGroupRoutes(),
    ...queueRoutes(),
    ...queueServiceRoutes(),
    ...autoAttendantRoutes(),
    ...featureForwardingRoutes(),
    ...callPickupRoutes(),
    ...pagingGroupRoutes(),
    ...voicemailGroupRoutes(),
    ...callParkRoutes(),
    ...ownerSettingRoutes(),
    ...furtherSettingRoutes(),
    ...ownerNumberRoutes(),
    ...personScheduleRoutes(),
    ...selectiveRuleRoutes(),
    ...executiveFilterRoutes(),
  ];
}
