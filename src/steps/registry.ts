import type { Step, StepKind, StepOf } from '../domain/plan.ts';
import { activationHandler } from './activation.ts';
import { announcementHandler } from './announcement.ts';
import { attendantMenusHandler } from './attendant-menus.ts';
import { autoAttendantHandler } from './auto-attendant.ts';
import { callParkHandler } from './call-park.ts';
import { callParkSettingsHandler } from './call-park-settings.ts';
import { callPickupHandler } from './call-pickup.ts';
import { callQueueHandler } from './call-queue.ts';
import { callingHandler } from './calling.ts';
import { customerHandler } from './customer.ts';
import { dectBaseHandler } from './dect-base.ts';
import { dectHandsetHandler } from './dect-handset.ts';
import { dectNetworkHandler } from './dect-network.ts';
import { deviceHandler } from './device.ts';
import { deviceLayoutHandler } from './device-layout.ts';
import { deviceMembersHandler } from './device-members.ts';
import { digitPatternHandler } from './digit-pattern.ts';
import { emergencyCallbackHandler } from './emergency-callback.ts';
import { featureSettingHandler } from './feature-setting.ts';
import type { StepHandler } from './handler.ts';
import { huntGroupHandler } from './hunt-group.ts';
import { locationHandler } from './location.ts';
import { locationInterceptHandler } from './location-intercept.ts';
import { locationMusicHandler } from './location-music.ts';
import { locationTransferNumbersHandler } from './location-transfer-numbers.ts';
import { mainNumberHandler } from './main-number.ts';
import { numbersHandler } from './numbers.ts';
import { pagingGroupHandler } from './paging-group.ts';
import { permissionHandler } from './permission.ts';
import { pstnHandler } from './pstn.ts';
import { queueAgentHandler } from './queue-agent.ts';
import { scheduleHandler } from './schedule.ts';
import { selectiveRuleHandler } from './selective-rule.ts';
import { settingHandler } from './setting.ts';
import { settingEntryHandler } from './setting-entry.ts';
import { subscriberHandler } from './subscriber.ts';
import { virtualExtensionHandler } from './virtual-extension.ts';
import { virtualLineHandler } from './virtual-line.ts';
import { voicePortalHandler } from './voice-portal.ts';
import { voicemailGroupHandler } from './voicemail-group.ts';
import { workspaceHandler } from './workspace.ts';

/** Every step kind has a handler: a kind without one does not compile. */
export const STEP_HANDLERS: { readonly [Kind in StepKind]: StepHandler<StepOf<Kind>> } = {
  customer: customerHandler,
  location: locationHandler,
  calling: callingHandler,
  pstn: pstnHandler,
  locationTransferNumbers: locationTransferNumbersHandler,
  digitPattern: digitPatternHandler,
  permission: permissionHandler,
  numbers: numbersHandler,
  activation: activationHandler,
  mainNumber: mainNumberHandler,
  emergencyCallback: emergencyCallbackHandler,
  schedule: scheduleHandler,
  announcement: announcementHandler,
  locationMusic: locationMusicHandler,
  locationIntercept: locationInterceptHandler,
  subscriber: subscriberHandler,
  workspace: workspaceHandler,
  virtualLine: virtualLineHandler,
  virtualExtension: virtualExtensionHandler,
  device: deviceHandler,
  deviceMembers: deviceMembersHandler,
  deviceLayout: deviceLayoutHandler,
  dectNetwork: dectNetworkHandler,
  dectBase: dectBaseHandler,
  dectHandset: dectHandsetHandler,
  huntGroup: huntGroupHandler,
  callQueue: callQueueHandler,
  queueAgent: queueAgentHandler,
  autoAttendant: autoAttendantHandler,
  attendantMenus: attendantMenusHandler,
  callPickup: callPickupHandler,
  pagingGroup: pagingGroupHandler,
  callPark: callParkHandler,
  callParkSettings: callParkSettingsHandler,
  voicePortal: voicePortalHandler,
  voicemailGroup: voicemailGroupHandler,
  setting: settingHandler,
  settingEntry: settingEntryHandler,
  featureSetting: featureSettingHandler,
  selectiveRule: selectiveRuleHandler,
};

export function isStepKind(word: string): word is StepKind {
  return Object.hasOwn(STEP_HANDLERS, word);
}

/** The handler of a step; it fits, for both are found by the same kind. */
export function handlerOf(step: Step): StepHandler {
  return STEP_HANDLERS[step.kind];
}
