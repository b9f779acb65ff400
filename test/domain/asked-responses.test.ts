import { expect, it } from 'vitest';
import { READERS } from '../../src/broadworks/families/registry.ts';
import { EXPECTED_PARTS } from '../../src/domain/expected-parts.ts';
import { EXPECTED_RESPONSES } from '../../src/domain/expected-responses.ts';

/**
 * Responses that a reader knows and no request file asks for. Whoever asks for one takes it out; a reader that is added
 * without its question shows up here.
 */
const NOT_ASKED: ReadonlySet<string> = new Set([
  // Another answer that is asked for says the same.
  'ServiceProviderGetListResponse',
  'UserGetListInServiceProviderResponse',
  'UserGetListInSystemResponse',
  'ServiceProviderServicePackGetListResponse',
  'ServiceProviderDnGetSummaryListResponse',
  'ServiceProviderDnGetAvailableListResponse',
  'GroupDnGetSummaryListResponse',
  'GroupDnGetListResponse',
  'GroupDnGetAvailableListResponse',
  'GroupAccessDeviceGetUserListResponse',
  'ServiceProviderAccessDeviceGetListResponse',
  'ServiceProviderAccessDeviceGetUserListResponse',
  'GroupScheduleGetEventListResponse',
  'ServiceProviderScheduleGetEventListResponse',
  'GroupScheduleGetEventResponse',
  'ServiceProviderScheduleGetEventResponse',
  'UserScheduleGetEventResponse',
  'UserTimeScheduleGetResponse',
  'UserHolidayScheduleGetResponse',
  'UserMusicOnHoldGetResponse',
  'UserBroadWorksReceptionistEnterpriseGetResponse',
  'GroupCommunicationBarringProfileGetAssignedListResponse',
  // The list of each group names those of the enterprise too.
  'EnterpriseDepartmentGetListResponse',
  // Kept and told where they were captured; nothing is written from them.
  'UserAlternateUserIdGetListResponse',
  'EnterpriseCommonPhoneListGetListResponse',
  'GroupCommonPhoneListGetListResponse',
  'UserPersonalPhoneListGetListResponse',
  'UserVoiceMessagingUserGetVoicePortalResponse',
  'GroupVoiceMessagingGroupGetVoicePortalBrandingResponse',
  'ServiceProviderEmergencyCallNotificationGetResponse',
  ...['', 'DigitPlan', 'PinholeDigitPlan'].flatMap((kind) => [
    `GroupOutgoingCallingPlan${kind}CallMeNowGetListResponse`,
    `UserOutgoingCallingPlan${kind}CallMeNowGetResponse`,
  ]),
  'UserOutgoingCallingPlanRedirectedGetResponse',
  // Secrets: the codes themselves are dropped on reading, whoever captured them.
  'GroupOutgoingCallingPlanAuthorizationCodeGetListResponse',
  'UserOutgoingCallingPlanAuthorizationCodeGetListResponse',
]);

it('every response that is read is asked for, or known not to be', () => {
  const parts = EXPECTED_PARTS.flatMap((part) => JSON.stringify(part).match(/\w+Response/g) ?? []);
  const asked = new Set([...EXPECTED_RESPONSES.map(({ base }) => base), ...parts]);
  const silent = READERS.flatMap(({ bases }) => bases).filter((base) => !asked.has(base));

  expect(new Set(silent)).toEqual(NOT_ASKED);
});
