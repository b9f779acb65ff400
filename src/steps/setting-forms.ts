import type { WholeSetting } from '../domain/drafts.ts';
import { callForwardingForm } from './setting-call-forwarding.ts';
import { callerIdForm } from './setting-caller-id.ts';
import { executiveAlertForm, executiveFilteringForm, executiveScreeningForm } from './setting-executive.ts';
import type { SettingForm } from './setting-form.ts';
import {
  callRecordingForm,
  digitPatternsForm,
  incomingPermissionForm,
  interceptForm,
  outgoingPermissionForm,
  transferNumbersForm,
} from './setting-further-calls.ts';
import {
  anonymousCallRejectionForm,
  assistantDivertForm,
  bargeInForm,
  executiveAssistantForm,
  hotelingGuestForm,
  hotelingHostForm,
  musicOnHoldForm,
  singleNumberReachForm,
} from './setting-further-switches.ts';
import {
  agentCallerIdForm,
  assignedAssistantsForm,
  monitoringForm,
  privacyForm,
  pushToTalkForm,
  receptionistForm,
} from './setting-members.ts';
import { alternateNumbersForm, simultaneousRingForm } from './setting-numbers.ts';
import { selectiveAcceptanceForm, selectiveForwardingForm, selectiveRejectionForm } from './setting-selective.ts';
import { callWaitingForm, doNotDisturbForm } from './setting-switches.ts';
import { voicemailForm } from './setting-voicemail.ts';

/** Every setting has a form: one without does not compile. */
const FORMS: {
  readonly [Name in WholeSetting['setting']]: SettingForm<Extract<WholeSetting, { setting: Name }>, unknown, object>;
} = {
  callForwarding: callForwardingForm,
  voicemail: voicemailForm,
  callWaiting: callWaitingForm,
  doNotDisturb: doNotDisturbForm,
  callerId: callerIdForm,
  agentCallerId: agentCallerIdForm,
  anonymousCallRejection: anonymousCallRejectionForm,
  bargeIn: bargeInForm,
  privacy: privacyForm,
  pushToTalk: pushToTalkForm,
  intercept: interceptForm,
  callRecording: callRecordingForm,
  hotelingGuest: hotelingGuestForm,
  hotelingHost: hotelingHostForm,
  musicOnHold: musicOnHoldForm,
  outgoingPermission: outgoingPermissionForm,
  transferNumbers: transferNumbersForm,
  digitPatterns: digitPatternsForm,
  incomingPermission: incomingPermissionForm,
  monitoring: monitoringForm,
  receptionist: receptionistForm,
  executiveAssistant: executiveAssistantForm,
  assignedAssistants: assignedAssistantsForm,
  executiveFiltering: executiveFilteringForm,
  executiveAlert: executiveAlertForm,
  executiveScreening: executiveScreeningForm,
  assistantDivert: assistantDivertForm,
  simultaneousRing: simultaneousRingForm,
  singleNumberReach: singleNumberReachForm,
  alternateNumbers: alternateNumbersForm,
  selectiveForwarding: selectiveForwardingForm,
  selectiveAcceptance: selectiveAcceptanceForm,
  selectiveRejection: selectiveRejectionForm,
};

/** The form of a setting; it fits, for both are found by the same name. */
export function formOf(value: WholeSetting): SettingForm<WholeSetting, unknown, object> {
  return FORMS[value.setting];
}
