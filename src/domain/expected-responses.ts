import type { EntityKind } from './keys.ts';

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
}

export const EXPECTED_RESPONSES: readonly ExpectedResponse[] = [
  { base: 'ServiceProviderGetResponse', kind: 'serviceProvider', release: '17sp1' },
  { base: 'GroupGetListInServiceProviderResponse', kind: 'serviceProvider', release: '' },
  { base: 'UserGetServiceInstanceListInServiceProviderResponse', kind: 'serviceProvider', release: '' },
  { base: 'GroupGetResponse', kind: 'group', release: '14sp7' },
  {
    base: 'UserGetListInGroupResponse',
    kind: 'group',
    release: '',
    coveredBy: 'UserGetListInServiceProviderResponse',
  },
  { base: 'GroupDnGetAssignmentListResponse', kind: 'group', release: '18' },
  { base: 'GroupAccessDeviceGetListResponse', kind: 'group', release: '' },
  { base: 'GroupHuntGroupGetInstanceListResponse', kind: 'group', release: '' },
  { base: 'GroupCallCenterGetInstanceListResponse', kind: 'group', release: '' },
  { base: 'GroupAutoAttendantGetInstanceListResponse', kind: 'group', release: '' },
  { base: 'ServiceProviderServicePackGetDetailListResponse', kind: 'servicePack', release: '' },
  { base: 'GroupAccessDeviceGetResponse', kind: 'device', release: '18sp1', level: 'Group' },
  { base: 'ServiceProviderAccessDeviceGetResponse', kind: 'device', release: '18sp1', level: 'Service Provider' },
  { base: 'SystemAccessDeviceGetResponse', kind: 'device', release: '18sp1', level: 'System' },
  { base: 'UserGetResponse', kind: 'user', release: '22' },
  { base: 'UserServiceGetAssignmentListResponse', kind: 'user', release: '' },
  { base: 'UserAssignedServicesGetListResponse', kind: 'user', release: '' },
  {
    base: 'UserCallForwardingAlwaysGetResponse',
    kind: 'user',
    release: '',
    services: ['Call Forwarding Always'],
  },
  { base: 'UserCallForwardingBusyGetResponse', kind: 'user', release: '', services: ['Call Forwarding Busy'] },
  {
    base: 'UserCallForwardingNoAnswerGetResponse',
    kind: 'user',
    release: '13mp16',
    services: ['Call Forwarding No Answer'],
  },
  {
    base: 'UserCallForwardingNotReachableGetResponse',
    kind: 'user',
    release: '',
    services: ['Call Forwarding Not Reachable'],
  },
  {
    base: 'UserVoiceMessagingUserGetVoiceManagementResponse',
    kind: 'user',
    release: '17',
    services: ['Voice Messaging User', 'Voice Messaging User - Video'],
  },
  {
    base: 'UserThirdPartyVoiceMailSupportGetResponse',
    kind: 'user',
    release: '17',
    services: ['Third-Party Voice Mail Support'],
  },
  { base: 'UserDoNotDisturbGetResponse', kind: 'user', release: '', services: ['Do Not Disturb'] },
  { base: 'UserCallWaitingGetResponse', kind: 'user', release: '17sp4', services: ['Call Waiting'] },
  {
    base: 'GroupHuntGroupGetInstanceResponse',
    kind: 'serviceInstance',
    release: '19',
    instance: 'Hunt Group',
  },
  {
    base: 'GroupAutoAttendantGetInstanceResponse',
    kind: 'serviceInstance',
    release: '19sp1',
    instance: 'Auto Attendant',
  },
  {
    base: 'GroupCallCenterGetInstanceResponse',
    kind: 'serviceInstance',
    release: '19',
    instance: 'Call Center',
  },
  { base: 'GroupCallCenterGetAgentListResponse', kind: 'serviceInstance', release: '', instance: 'Call Center' },
  { base: 'GroupCallCenterOverflowGetResponse', kind: 'serviceInstance', release: '17', instance: 'Call Center' },
  {
    base: 'GroupCallCenterBouncedCallGetResponse',
    kind: 'serviceInstance',
    release: '17',
    instance: 'Call Center',
    beyondBasic: true,
  },
  {
    base: 'GroupCallCenterHolidayServiceGetResponse',
    kind: 'serviceInstance',
    release: '17sp1',
    instance: 'Call Center',
    beyondBasic: true,
  },
  {
    base: 'GroupCallCenterNightServiceGetResponse',
    kind: 'serviceInstance',
    release: '17sp1',
    instance: 'Call Center',
    beyondBasic: true,
  },
  {
    base: 'GroupCallCenterStrandedCallGetResponse',
    kind: 'serviceInstance',
    release: '17',
    instance: 'Call Center',
    beyondBasic: true,
  },
  {
    base: 'GroupRoutePointGetInstanceResponse',
    kind: 'serviceInstance',
    release: '19sp1',
    instance: 'Route Point',
  },
  {
    base: 'GroupGroupPagingGetInstanceResponse',
    kind: 'serviceInstance',
    release: '17sp3',
    instance: 'Group Paging',
  },
  { base: 'GroupGroupPagingGetTargetListResponse', kind: 'serviceInstance', release: '', instance: 'Group Paging' },
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
