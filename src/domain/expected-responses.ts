import type { EntityKind } from './keys.ts';

/** What a migration asks of BroadWorks, in the order in which reports show it. Any one response to a question answers it. */
export const QUESTIONS = [
  'provider-details',
  'groups',
  'virtual-users',
  'pack-contents',
  'group-details',
  'users',
  'numbers',
  'devices',
  'hunt-groups',
  'call-centers',
  'auto-attendants',
  'device-details',
  'user-details',
  'assigned-services',
  'forwarding-always',
  'forwarding-busy',
  'forwarding-no-answer',
  'forwarding-not-reachable',
  'voicemail',
  'third-party-voicemail',
  'do-not-disturb',
  'call-waiting',
  'hunt-group-settings',
  'auto-attendant-settings',
  'call-center-settings',
  'call-center-agents',
  'call-center-overflow',
  'call-center-bounced-calls',
  'call-center-holidays',
  'call-center-nights',
  'call-center-stranded-calls',
  'route-point-settings',
  'paging-settings',
  'paging-targets',
] as const;
export type Question = (typeof QUESTIONS)[number];

/**
 * Responses that a complete capture holds for each entity of a kind. The completeness report says how many were read,
 * failed, or never asked, and the request file asks what is missing.
 */
export interface ExpectedResponse {
  readonly base: string;
  readonly kind: EntityKind;
  /** Release of the request where the capture shows none of its platform's. */
  readonly release: string;
  /** Of users: only those with one of these services are asked. */
  readonly services?: readonly string[];
  /** Of service instances: only those of this type are asked. */
  readonly instance?: string;
  /** Basic call centers have no such setting. */
  readonly beyondBasic?: boolean;
  readonly level?: 'Group' | 'Service Provider' | 'System';
  /** An answer about the whole provider that says the same. */
  readonly coveredBy?: string;
  /** Asked only where the provider's list of this name, a feature, names anything. */
  readonly whereProviderHas?: 'barringProfiles';
  /** Asked for in the request file, but no reason to call a capture incomplete. */
  readonly welcome?: true;
  /** What it answers; whatever is not merely welcome answers something. */
  readonly question?: Question;
}

export const EXPECTED_RESPONSES: readonly ExpectedResponse[] = [
  { base: 'ServiceProviderGetResponse', question: 'provider-details', kind: 'serviceProvider', release: '17sp1' },
  { base: 'GroupGetListInServiceProviderResponse', question: 'groups', kind: 'serviceProvider', release: '' },
  {
    base: 'UserGetServiceInstanceListInServiceProviderResponse',
    question: 'virtual-users',
    kind: 'serviceProvider',
    release: '',
  },
  { base: 'GroupGetResponse', question: 'group-details', kind: 'group', release: '14sp7' },
  {
    base: 'UserGetListInGroupResponse',
    question: 'users',
    kind: 'group',
    release: '',
    coveredBy: 'UserGetListInServiceProviderResponse',
  },
  { base: 'GroupDnGetAssignmentListResponse', question: 'numbers', kind: 'group', release: '18' },
  { base: 'GroupAccessDeviceGetListResponse', question: 'devices', kind: 'group', release: '' },
  { base: 'GroupHuntGroupGetInstanceListResponse', question: 'hunt-groups', kind: 'group', release: '' },
  { base: 'GroupCallCenterGetInstanceListResponse', question: 'call-centers', kind: 'group', release: '' },
  { base: 'GroupAutoAttendantGetInstanceListResponse', question: 'auto-attendants', kind: 'group', release: '' },
  {
    base: 'ServiceProviderServicePackGetDetailListResponse',
    question: 'pack-contents',
    kind: 'servicePack',
    release: '',
  },
  {
    base: 'GroupAccessDeviceGetResponse',
    question: 'device-details',
    kind: 'device',
    release: '18sp1',
    level: 'Group',
  },
  {
    base: 'ServiceProviderAccessDeviceGetResponse',
    question: 'device-details',
    kind: 'device',
    release: '18sp1',
    level: 'Service Provider',
  },
  {
    base: 'SystemAccessDeviceGetResponse',
    question: 'device-details',
    kind: 'device',
    release: '18sp1',
    level: 'System',
  },
  { base: 'UserGetResponse', question: 'user-details', kind: 'user', release: '22' },
  { base: 'UserServiceGetAssignmentListResponse', question: 'assigned-services', kind: 'user', release: '' },
  { base: 'UserAssignedServicesGetListResponse', question: 'assigned-services', kind: 'user', release: '' },
  {
    base: 'UserCallForwardingAlwaysGetResponse',
    question: 'forwarding-always',
    kind: 'user',
    release: '',
    services: ['Call Forwarding Always'],
  },
  {
    base: 'UserCallForwardingBusyGetResponse',
    question: 'forwarding-busy',
    kind: 'user',
    release: '',
    services: ['Call Forwarding Busy'],
  },
  {
    base: 'UserCallForwardingNoAnswerGetResponse',
    question: 'forwarding-no-answer',
    kind: 'user',
    release: '13mp16',
    services: ['Call Forwarding No Answer'],
  },
  {
    base: 'UserCallForwardingNotReachableGetResponse',
    question: 'forwarding-not-reachable',
    kind: 'user',
    release: '',
    services: ['Call Forwarding Not Reachable'],
  },
  {
    base: 'UserVoiceMessagingUserGetVoiceManagementResponse',
    question: 'voicemail',
    kind: 'user',
    release: '17',
    services: ['Voice Messaging User', 'Voice Messaging User - Video'],
  },
  {
    base: 'UserThirdPartyVoiceMailSupportGetResponse',
    question: 'third-party-voicemail',
    kind: 'user',
    release: '17',
    services: ['Third-Party Voice Mail Support'],
  },
  {
    base: 'UserDoNotDisturbGetResponse',
    question: 'do-not-disturb',
    kind: 'user',
    release: '',
    services: ['Do Not Disturb'],
  },
  {
    base: 'UserCallWaitingGetResponse',
    question: 'call-waiting',
    kind: 'user',
    release: '17sp4',
    services: ['Call Waiting'],
  },
  {
    base: 'GroupHuntGroupGetInstanceResponse',
    question: 'hunt-group-settings',
    kind: 'serviceInstance',
    release: '19',
    instance: 'Hunt Group',
  },
  {
    base: 'GroupAutoAttendantGetInstanceResponse',
    question: 'auto-attendant-settings',
    kind: 'serviceInstance',
    release: '19sp1',
    instance: 'Auto Attendant',
  },
  {
    base: 'GroupCallCenterGetInstanceResponse',
    question: 'call-center-settings',
    kind: 'serviceInstance',
    release: '19',
    instance: 'Call Center',
  },
  {
    base: 'GroupCallCenterGetAgentListResponse',
    question: 'call-center-agents',
    kind: 'serviceInstance',
    release: '',
    instance: 'Call Center',
  },
  {
    base: 'GroupCallCenterOverflowGetResponse',
    question: 'call-center-overflow',
    kind: 'serviceInstance',
    release: '17',
    instance: 'Call Center',
  },
  {
    base: 'GroupCallCenterBouncedCallGetResponse',
    question: 'call-center-bounced-calls',
    kind: 'serviceInstance',
    release: '17',
    instance: 'Call Center',
    beyondBasic: true,
  },
  {
    base: 'GroupCallCenterHolidayServiceGetResponse',
    question: 'call-center-holidays',
    kind: 'serviceInstance',
    release: '17sp1',
    instance: 'Call Center',
    beyondBasic: true,
  },
  {
    base: 'GroupCallCenterNightServiceGetResponse',
    question: 'call-center-nights',
    kind: 'serviceInstance',
    release: '17sp1',
    instance: 'Call Center',
    beyondBasic: true,
  },
  {
    base: 'GroupCallCenterStrandedCallGetResponse',
    question: 'call-center-stranded-calls',
    kind: 'serviceInstance',
    release: '17',
    instance: 'Call Center',
    beyondBasic: true,
  },
  {
    base: 'GroupRoutePointGetInstanceResponse',
    question: 'route-point-settings',
    kind: 'serviceInstance',
    release: '19sp1',
    instance: 'Route Point',
  },
  {
    base: 'GroupGroupPagingGetInstanceResponse',
    question: 'paging-settings',
    kind: 'serviceInstance',
    release: '17sp3',
    instance: 'Group Paging',
  },
  {
    base: 'GroupGroupPagingGetTargetListResponse',
    question: 'paging-targets',
    kind: 'serviceInstance',
    release: '',
    instance: 'Group Paging',
  },
  ...(['Hunt Group', 'Call Center', 'Auto Attendant'] as const).flatMap((instance) =>
    (
      [
        ['UserCallForwardingAlwaysGetResponse', ''],
        ['UserCallForwardingBusyGetResponse', ''],
        ['UserCallForwardingNotReachableGetResponse', ''],
        ['UserCallForwardingSelectiveGetResponse', '16'],
      ] as const
    ).map(([base, release]) => ({
      base,
      kind: 'serviceInstance' as const,
      release,
      instance,
      welcome: true as const,
    })),
  ),
  ...(
    [
      ['GroupCustomContactDirectoryGetListResponse', ''],
      ['GroupDepartmentGetListResponse', '18'],
      ['GroupScheduleGetListResponse', '17sp1'],
      ['GroupGroupPagingGetInstanceListResponse', ''],
      ['GroupRoutePointGetInstanceListResponse', ''],
      ['GroupCallPickupGetInstanceListResponse', ''],
      ['GroupCallParkGetInstanceListResponse', ''],
      ['GroupCallParkGetResponse', '16sp2'],
      ['GroupTrunkGroupGetInstanceListResponse', '14sp4'],
      ['GroupOutgoingCallingPlanOriginatingGetListResponse', ''],
      ['GroupOutgoingCallingPlanRedirectingGetListResponse', ''],
      ['GroupOutgoingCallingPlanRedirectedGetListResponse', ''],
      ['GroupOutgoingCallingPlanTransferNumbersGetListResponse', ''],
      ['GroupIncomingCallingPlanGetListResponse', ''],
      ['GroupCallingPlanGetDigitPatternListResponse', ''],
      ['GroupOutgoingCallingPlanDigitPlanOriginatingGetListResponse', ''],
      ['GroupOutgoingCallingPlanDigitPlanRedirectingGetListResponse', ''],
      ['GroupOutgoingCallingPlanPinholeDigitPatternGetListResponse', ''],
      ['GroupOutgoingCallingPlanPinholeDigitPlanOriginatingGetListResponse', ''],
      ['GroupOutgoingCallingPlanPinholeDigitPlanRedirectingGetListResponse', ''],
      ['GroupServiceGetAuthorizationListResponse', ''],
      ['GroupCallProcessingGetPolicyResponse', '18sp1'],
      ['GroupVoiceMessagingGroupGetResponse', ''],
      ['GroupVoiceMessagingGroupGetVoicePortalResponse', '19sp1'],
      ['GroupMusicOnHoldGetInstanceResponse', '20'],
      ['GroupInterceptGroupGetResponse', '21sp1'],
      ['GroupEmergencyCallNotificationGetResponse', ''],
      ['GroupExtensionLengthGetResponse', '17'],
      ['GroupDnGetActivationListResponse', ''],
    ] as const
  ).map(([base, release]) => ({ base, kind: 'group' as const, release, welcome: true as const })),
  ...(
    [
      ['ServiceProviderServiceGetAuthorizationListResponse', ''],
      ['EnterpriseEnterpriseTrunkGetListResponse', ''],
      ['ServiceProviderCommunicationBarringProfileGetListResponse', ''],
      ['ServiceProviderCallProcessingGetPolicyResponse', '18sp1'],
    ] as const
  ).map(([base, release]) => ({ base, kind: 'serviceProvider' as const, release, welcome: true as const })),
  // Whoever has a policy or a plan of its own: no list says who.
  ...(
    [
      // What a phone says of itself tells its true model.
      ['UserGetRegistrationListResponse', ''],
      ['UserCallProcessingGetPolicyResponse', '18'],
      ['UserOutgoingCallingPlanOriginatingGetResponse', ''],
      ['UserOutgoingCallingPlanRedirectingGetResponse', ''],
      ['UserIncomingCallingPlanGetResponse', ''],
      ['UserOutgoingCallingPlanTransferNumbersGetResponse', ''],
      ['UserOutgoingCallingPlanDigitPlanOriginatingGetResponse', ''],
      ['UserOutgoingCallingPlanDigitPlanRedirectingGetResponse', ''],
      ['UserOutgoingCallingPlanPinholeDigitPlanOriginatingGetResponse', ''],
      ['UserOutgoingCallingPlanPinholeDigitPlanRedirectingGetResponse', ''],
    ] as const
  ).map(([base, release]) => ({ base, kind: 'user' as const, release, welcome: true as const })),
  {
    base: 'UserSharedCallAppearanceGetResponse',
    kind: 'user',
    release: '16sp2',
    services: [
      'Shared Call Appearance',
      ...[5, 10, 15, 20, 25, 30, 35].map((lines) => `Shared Call Appearance ${lines}`),
    ],
    welcome: true,
  },
  ...(
    [
      ['ServiceProviderCommunicationBarringCriteriaGetAssignedListResponse', 'serviceProvider'],
      ['ServiceProviderCommunicationBarringDigitPatternCriteriaGetListResponse', 'serviceProvider'],
      ['GroupCommunicationBarringGetResponse', 'group'],
      ['UserCommunicationBarringGetResponse', 'user'],
    ] as const
  ).map(([base, kind]) => ({
    base,
    kind,
    release: '',
    whereProviderHas: 'barringProfiles' as const,
    welcome: true as const,
  })),
  {
    base: 'GroupCallCenterGetAnnouncementResponse',
    kind: 'serviceInstance',
    release: '20',
    instance: 'Call Center',
    welcome: true,
  },
  ...(
    [
      'GroupCallCenterComfortMessageBypassGetResponse',
      'GroupCallCenterForcedForwardingGetResponse',
      'GroupCallCenterStrandedCallUnavailableGetResponse',
    ] as const
  ).map((base) => ({
    base,
    kind: 'serviceInstance' as const,
    release: '20',
    instance: 'Call Center',
    beyondBasic: true as const,
    welcome: true as const,
  })),
  {
    base: 'GroupGroupPagingGetOriginatorListResponse',
    kind: 'serviceInstance',
    release: '',
    instance: 'Group Paging',
    welcome: true,
  },
  {
    base: 'GroupAutoAttendantSubmenuGetListResponse',
    kind: 'serviceInstance',
    release: '',
    instance: 'Auto Attendant',
    welcome: true,
  },
  {
    base: 'GroupCallCenterGetDNISListResponse',
    kind: 'serviceInstance',
    release: '',
    instance: 'Call Center',
    beyondBasic: true,
    welcome: true,
  },
  ...(
    [
      ['UserCallForwardingSelectiveGetResponse', '16', 'Call Forwarding Selective'],
      ['UserSelectiveCallAcceptanceGetCriteriaListResponse', '', 'Selective Call Acceptance'],
      ['UserSelectiveCallRejectionGetCriteriaListResponse', '', 'Selective Call Rejection'],
      ['UserPriorityAlertGetCriteriaListResponse', '', 'Priority Alert'],
      ['UserCallNotifyGetResponse', '', 'Call Notify'],
      ['UserSimultaneousRingPersonalGetResponse', '17', 'Simultaneous Ring Personal'],
      ['UserSequentialRingGetResponse', '14sp4', 'Sequential Ring'],
      ['UserSpeedDial8GetListResponse', '', 'Speed Dial 8'],
      ['UserSpeedDial100GetListResponse', '17sp1', 'Speed Dial 100'],
      ['UserBusyLampFieldGetResponse', '16sp2', 'Busy Lamp Field'],
      ['UserAlternateNumbersGetResponse', '17', 'Alternate Numbers'],
      ['UserBroadWorksReceptionistOfficeGetResponse', '', 'BroadWorks Receptionist - Office'],
      ['UserBroadWorksReceptionistSmallBusinessGetResponse', '', 'BroadWorks Receptionist - Small Business'],
      ['UserCallRecordingGetResponse', '20', 'Call Recording'],
      ['UserRemoteOfficeGetResponse', '', 'Remote Office'],
      ['UserBroadWorksAnywhereGetResponse', '16sp2', 'BroadWorks Anywhere'],
      ['UserHotelingHostGetResponse', '17', 'Hoteling Host'],
      ['UserHotelingGuestGetResponse', '14sp4', 'Hoteling Guest'],
      ['UserExecutiveGetAssistantResponse', '', 'Executive'],
      ['UserExecutiveGetFilteringResponse', '', 'Executive'],
      ['UserExecutiveGetScreeningAlertingResponse', '', 'Executive'],
      ['UserExecutiveAssistantGetResponse', '', 'Executive-Assistant'],
      ['UserPrivacyGetResponse', '13mp17', 'Privacy'],
      ['UserAnonymousCallRejectionGetResponse', '', 'Anonymous Call Rejection'],
      ['UserBargeInExemptGetResponse', '', 'Barge-in Exempt'],
      ['UserCallingLineIDDeliveryBlockingGetResponse', '', 'Calling Line ID Delivery Blocking'],
      ['UserConnectedLineIdentificationRestrictionGetResponse', '', 'Connected Line Identification Restriction'],
      ['UserExternalCallingLineIDDeliveryGetResponse', '', 'External Calling Line ID Delivery'],
      ['UserInternalCallingLineIDDeliveryGetResponse', '', 'Internal Calling Line ID Delivery'],
      ['UserPushToTalkGetResponse', '', 'Push to Talk'],
      ['UserInterceptUserGetResponse', '21sp1', 'Intercept User'],
      ['UserFaxMessagingGetResponse', '17sp1', 'Fax Messaging'],
      ['UserVoiceMessagingUserGetGreetingResponse', '20', 'Voice Messaging User'],
      ['UserVoiceMessagingUserGetAliasListResponse', '', 'Voice Messaging User'],
      ['UserVoiceMessagingUserGetAdvancedVoiceManagementResponse', '14sp3', 'Voice Messaging User'],
      ['UserCommunicationBarringUserControlGetResponse', '', 'Communication Barring User-Control'],
      ['UserAuthenticationGetResponse', '', 'Authentication'],
      ['UserMusicOnHoldUserGetResponse', '20', 'Music On Hold User'],
    ] as const
  ).map(([base, release, service]) => ({
    base,
    kind: 'user' as const,
    release,
    services: [service],
    welcome: true as const,
  })),
  {
    base: 'UserScheduleGetListResponse',
    kind: 'user',
    release: '17sp1',
    services: ['Call Forwarding Selective', 'Selective Call Acceptance', 'Selective Call Rejection'],
    welcome: true,
  },
  {
    base: 'UserCallCenterGetResponse',
    kind: 'user',
    release: '19',
    services: ['Call Center - Basic', 'Call Center - Standard', 'Call Center - Premium'],
    welcome: true,
  },
];

/**
 * Of each service of users that has a response of its own, that response: it says whether the service is switched on
 * (`isActive`) where the list of services does not.
 */
export const SWITCH_RESPONSES: ReadonlyMap<string, string> = new Map(
  EXPECTED_RESPONSES.filter(({ kind }) => kind === 'user')
    .flatMap(({ base, services = [] }) => services.map((service) => [service, base] as const))
    // The first response of a service counts; a later entry of a map would win.
    .reverse(),
);
