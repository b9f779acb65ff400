import { entryOf } from '../../domain/entry-of.ts';

/**
 * Which user service a response belongs to: what stays behind is then told by the verdict of the service, and a response
 * of a service that the user does not have is not used. A family is the response name without `User` and `Get…Response`.
 */
const SERVICES_OF_FAMILY: Readonly<Record<string, readonly string[]>> = {
  AlternateNumbers: ['Alternate Numbers'],
  AnonymousCallRejection: ['Anonymous Call Rejection'],
  AttendantConsole: ['Attendant Console'],
  AutomaticCallback: ['Automatic Callback'],
  AutomaticHoldRetrieve: ['Automatic Hold/Retrieve'],
  BargeInExempt: ['Barge-in Exempt'],
  BasicCallLogs: ['Basic Call Logs'],
  BroadWorksAnywhere: ['BroadWorks Anywhere'],
  BroadWorksMobility: ['BroadWorks Mobility'],
  BroadWorksReceptionistEnterprise: ['BroadWorks Receptionist - Office'],
  BroadWorksReceptionistOffice: ['BroadWorks Receptionist - Office'],
  BroadWorksReceptionistSmallBusiness: ['BroadWorks Receptionist - Small Business'],
  BusyLampField: ['Busy Lamp Field'],
  CallCenter: ['Call Center - Basic', 'Call Center - Standard', 'Call Center - Premium'],
  CallCenterMonitoring: ['Call Center Monitoring'],
  CallForwardingAlways: ['Call Forwarding Always'],
  CallForwardingAlwaysSecondary: ['Call Forwarding Always Secondary'],
  CallForwardingBusy: ['Call Forwarding Busy'],
  CallForwardingNoAnswer: ['Call Forwarding No Answer'],
  CallForwardingNotReachable: ['Call Forwarding Not Reachable'],
  CallForwardingSelective: ['Call Forwarding Selective'],
  CallNotify: ['Call Notify'],
  CallRecording: ['Call Recording'],
  CallReturn: ['Call Return'],
  CallTransfer: ['Call Transfer'],
  CallWaiting: ['Call Waiting'],
  CallingLineIDBlockingOverride: ['Calling Line ID Blocking Override'],
  CallingLineIDDeliveryBlocking: ['Calling Line ID Delivery Blocking'],
  CallingNameDelivery: ['Calling Name Delivery'],
  CallingNameRetrieval: ['Calling Name Retrieval'],
  CallingNumberDelivery: ['Calling Number Delivery'],
  ChargeNumber: ['Charge Number'],
  CollaborateBridge: ['Collaborate - Audio', 'Collaborate - Video', 'Collaborate - Sharing'],
  CommPilotExpress: ['CommPilot Express', 'CommPilot Express SR'],
  CommunicationBarringUserControl: ['Communication Barring User-Control'],
  ConnectedLineIdentificationPresentation: ['Connected Line Identification Presentation'],
  ConnectedLineIdentificationRestriction: ['Connected Line Identification Restriction'],
  CustomRingbackUser: ['Custom Ringback User'],
  DirectedCallPickup: ['Directed Call Pickup'],
  DirectedCallPickupWithBargeIn: ['Directed Call Pickup with Barge-in'],
  DoNotDisturb: ['Do Not Disturb'],
  EnhancedCallLogs: ['Enhanced Call Logs'],
  Executive: ['Executive'],
  ExecutiveAssistant: ['Executive-Assistant'],
  ExternalCallingLineIDDelivery: ['External Calling Line ID Delivery'],
  FaxMessaging: ['Fax Messaging'],
  FlexibleSeatingGuest: ['Flexible Seating Guest'],
  HotelingGuest: ['Hoteling Guest'],
  HotelingHost: ['Hoteling Host'],
  IntegratedIMP: ['Integrated IMP'],
  InterceptUser: ['Intercept User'],
  InternalCallingLineIDDelivery: ['Internal Calling Line ID Delivery'],
  MaliciousCallTrace: ['Malicious Call Trace'],
  MusicOnHoldUser: ['Music On Hold User'],
  OutlookIntegration: ['Outlook Integration'],
  PersonalAssistant: ['Personal Assistant'],
  PreAlertingAnnouncement: ['Pre-alerting Announcement'],
  Prepaid: ['Prepaid'],
  PriorityAlert: ['Priority Alert'],
  Privacy: ['Privacy'],
  PushToTalk: ['Push to Talk'],
  RemoteOffice: ['Remote Office'],
  SelectiveCallAcceptance: ['Selective Call Acceptance'],
  SelectiveCallRejection: ['Selective Call Rejection'],
  SequentialRing: ['Sequential Ring'],
  SharedCallAppearance: ['', ' 5', ' 10', ' 15', ' 20', ' 25', ' 30', ' 35'].map((n) => `Shared Call Appearance${n}`),
  SimultaneousRingFamily: ['Simultaneous Ring Family'],
  SimultaneousRingPersonal: ['Simultaneous Ring Personal'],
  SpeedDial100: ['Speed Dial 100'],
  SpeedDial8: ['Speed Dial 8'],
  ThirdPartyVoiceMailSupport: ['Third-Party Voice Mail Support'],
  TwoStageDialing: ['Two-Stage Dialing'],
  VideoAddOn: ['Video Add-On'],
  VoiceMessagingUser: ['Voice Messaging User'],
  ZoneCallingRestrictions: ['Zone Calling Restrictions'],
};

/** Services behind a user response; `undefined` when it belongs to no service (or to one that is not known here). */
export function servicesOfResponse(base: string): readonly string[] | undefined {
  const family = /^User(.+?)Get(?:[A-Z].*)?Response$/.exec(base)?.[1];
  return entryOf(SERVICES_OF_FAMILY, family);
}

const FAMILIES_OF_SERVICE = new Map<string, string[]>();
for (const [family, services] of Object.entries(SERVICES_OF_FAMILY)) {
  for (const service of services) {
    FAMILIES_OF_SERVICE.set(service, [...(FAMILIES_OF_SERVICE.get(service) ?? []), family]);
  }
}

/** The responses of which any says whether a service is used; none for services without one. */
export function responsesOfService(service: string): readonly string[] {
  return (FAMILIES_OF_SERVICE.get(service) ?? []).map((family) => {
    // Executives have no answer of that plain name.
    if (family === 'Executive') return 'UserExecutiveGetAssistantResponse';
    // Selective acceptance and rejection are nothing but their rules.
    if (/^SelectiveCall/.test(family)) return `User${family}GetCriteriaListResponse`;
    return `User${family}Get${family.startsWith('SpeedDial') ? 'List' : ''}Response`;
  });
}

/**
 * Where the account of one service of one user stands: not a stored value, but the name under which `listLosses` says
 * once how everything of that service ends, whichever responses it fills.
 */
export function serviceAccount(userKey: string, service: string): string {
  return `user:${userKey} service[${service}]`;
}

/** The same for a service of a group. */
export function groupServiceAccount(groupKey: string, service: string): string {
  return `group:${groupKey} service[${service}]`;
}
