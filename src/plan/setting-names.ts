import type { SettingData } from '../domain/drafts.ts';
import type { FeatureSettingData } from '../domain/feature-settings.ts';

/** What a person calls a setting. */
export const SETTING_NAMES: { readonly [Name in SettingData['setting']]: string } = {
  callForwarding: 'call forwarding',
  voicemail: 'voicemail',
  callWaiting: 'call waiting',
  doNotDisturb: 'do not disturb',
  callerId: 'caller ID',
  agentCallerId: 'caller ID as an agent',
  emergencyCallback: 'emergency callback',
  anonymousCallRejection: 'anonymous call rejection',
  bargeIn: 'barge-in',
  privacy: 'privacy',
  pushToTalk: 'push to talk',
  intercept: 'intercept',
  callRecording: 'call recording',
  hotelingGuest: 'hoteling',
  hotelingHost: 'guests on the phone',
  musicOnHold: 'music on hold',
  outgoingPermission: 'outgoing permissions',
  transferNumbers: 'transfer numbers',
  digitPatterns: 'use of own digit patterns',
  digitPattern: 'digit pattern',
  incomingPermission: 'incoming permissions',
  monitoring: 'monitoring',
  receptionist: 'receptionist client',
  executiveAssistant: 'executive or assistant',
  assignedAssistants: 'assistants',
  executiveFiltering: 'filtering of executive calls',
  executiveAlert: 'alerting of assistants',
  executiveScreening: 'screening of executive calls',
  assistantDivert: 'diverting of executive calls',
  simultaneousRing: 'simultaneous ring',
  singleNumberReach: 'single number reach',
  singleNumberReachNumber: 'single number reach at',
  alternateNumbers: 'alternate numbers',
  personSchedule: 'schedule',
  selectiveForwarding: 'selective call forwarding',
  selectiveAcceptance: 'selective call acceptance',
  selectiveRejection: 'selective call rejection',
  selectiveRule: 'rule of',
};

/** The same of a hunt group, queue or attendant. */
export const FEATURE_SETTING_NAMES: { readonly [Name in FeatureSettingData['setting']]: string } = {
  forwarding: 'call forwarding',
  selectiveRule: 'forwarding rule',
  holidayService: 'holiday service',
  nightService: 'night service',
  forcedForward: 'forced forwarding',
  strandedCalls: 'stranded calls',
};
