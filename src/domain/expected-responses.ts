import type { EntityKind } from './keys.ts';

/**
 * Responses that a complete capture holds for each entity of a kind. The completeness report says how many were read,
 * failed, or never asked; a feature of users need not be asked for those without the service.
 */
export const EXPECTED_RESPONSES = [
  { base: 'ServiceProviderGetResponse', kind: 'serviceProvider' },
  { base: 'GroupGetListInServiceProviderResponse', kind: 'serviceProvider' },
  { base: 'UserGetServiceInstanceListInServiceProviderResponse', kind: 'serviceProvider' },
  { base: 'GroupGetResponse', kind: 'group' },
  { base: 'UserGetListInGroupResponse', kind: 'group' },
  { base: 'GroupDnGetAssignmentListResponse', kind: 'group' },
  { base: 'GroupAccessDeviceGetListResponse', kind: 'group' },
  { base: 'GroupHuntGroupGetInstanceListResponse', kind: 'group' },
  { base: 'GroupCallCenterGetInstanceListResponse', kind: 'group' },
  { base: 'GroupAutoAttendantGetInstanceListResponse', kind: 'group' },
  { base: 'ServiceProviderServicePackGetDetailListResponse', kind: 'servicePack' },
  { base: 'GroupAccessDeviceGetResponse', kind: 'device' },
  { base: 'UserGetResponse', kind: 'user' },
  { base: 'UserServiceGetAssignmentListResponse', kind: 'user' },
  { base: 'UserAssignedServicesGetListResponse', kind: 'user' },
  { base: 'UserCallForwardingAlwaysGetResponse', kind: 'user' },
  { base: 'UserCallForwardingBusyGetResponse', kind: 'user' },
  { base: 'UserCallForwardingNoAnswerGetResponse', kind: 'user' },
  { base: 'UserCallForwardingNotReachableGetResponse', kind: 'user' },
  { base: 'UserVoiceMessagingUserGetVoiceManagementResponse', kind: 'user' },
  { base: 'UserDoNotDisturbGetResponse', kind: 'user' },
  { base: 'UserCallWaitingGetResponse', kind: 'user' },
] as const satisfies readonly { readonly base: string; readonly kind: EntityKind }[];
