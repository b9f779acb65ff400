import type { FeatureName } from '../../domain/source.ts';

/** Services whose further settings are written as the catalogue promises, fully or in part. */
export const FURTHER_SERVICES: readonly string[] = [
  'Alternate Numbers',
  'Anonymous Call Rejection',
  'Barge-in Exempt',
  'BroadWorks Anywhere',
  'BroadWorks Receptionist - Office',
  'BroadWorks Receptionist - Small Business',
  'Busy Lamp Field',
  'Call Forwarding Selective',
  'Call Recording',
  'Connected Line Identification Restriction',
  'Executive',
  'Executive-Assistant',
  'External Calling Line ID Delivery',
  'Fax Messaging',
  'Hoteling Guest',
  'Hoteling Host',
  'Intercept User',
  'Internal Calling Line ID Delivery',
  'Music On Hold User',
  'Privacy',
  'Push to Talk',
  'Selective Call Acceptance',
  'Selective Call Rejection',
  'Simultaneous Ring Personal',
];

/** Where the switch of a service stands, so that one that is off does not count as in use (R-SVC-0). */
export const SWITCH_OF_SERVICE: readonly (readonly [service: string, feature: FeatureName])[] = [
  ['Anonymous Call Rejection', 'anonymousCallRejection'],
  ['Barge-in Exempt', 'bargeInExempt'],
  ['Call Forwarding Selective', 'selectiveForwarding'],
  ['Calling Line ID Delivery Blocking', 'callerIdBlocking'],
  ['Connected Line Identification Restriction', 'connectedLineRestriction'],
  ['Fax Messaging', 'faxMessaging'],
  ['Hoteling Guest', 'hotelingGuest'],
  ['Hoteling Host', 'hotelingHost'],
  ['Intercept User', 'interceptUser'],
  ['Remote Office', 'remoteOffice'],
  ['Selective Call Acceptance', 'selectiveAcceptance'],
  ['Selective Call Rejection', 'selectiveRejection'],
  ['Simultaneous Ring Personal', 'simultaneousRing'],
  ['Third-Party Voice Mail Support', 'thirdPartyVoicemail'],
];

/** Services that are nothing without their rules: that they are on says not what to write. */
export const SERVICES_OF_RULES: ReadonlySet<string> = new Set([
  'Call Forwarding Selective',
  'Selective Call Acceptance',
  'Selective Call Rejection',
]);
