import { type EntityKind, joinKey } from './keys.ts';
import { byGlobalKey, listedSchedules } from './listed-schedules.ts';
import { type BodyElement, tableRows, texts } from './response-body.ts';

/** Answers about parts of an entity that another answer names or shows to be there: asked once that one was read. */
export interface ExpectedPart {
  /** The answer that names the parts. */
  readonly list: string;
  readonly names: (body: BodyElement) => readonly string[];
  readonly base: string;
  /** Of whom the list is. */
  readonly kind: Extract<EntityKind, 'user' | 'serviceInstance' | 'group' | 'serviceProvider' | 'system'>;
  /**
   * Where the part is an entity of its own: `Time/Office%20Hours` names a schedule and its type, `north/PBX%201` a trunk
   * group and its group, which is empty where it is that of the list; `Front%20desk` names a pickup or park of the
   * list's group.
   */
  readonly of?: 'schedule' | 'trunkGroup' | 'oldSchedule' | 'callPickup' | 'callPark';
  /** Where a list names what the system has: it is asked there. */
  readonly at?: 'system';
  /** Release of the request where the capture shows none of its platform's. */
  readonly release: string;
  /** Element of the request that says which part. */
  readonly element:
    | 'criteriaName'
    | 'phoneNumber'
    | 'submenuId'
    | 'dnisKey'
    | 'scheduleKey'
    | 'scheduleType'
    | 'name'
    | 'enterpriseTrunkName'
    | 'resellerId'
    | 'listId'
    | 'timeScheduleName'
    | 'holidayScheduleName'
    | 'trunkGroupKey';
}

const column = (table: string, heading: string) => (body: BodyElement) =>
  tableRows(body, table).flatMap((row) => row.get(heading) ?? []);
const criteria = column('criteriaTable', 'Criteria Name');

/** A person's list names the schedules of its group and provider too: those are asked for there. */
function ownSchedules(body: BodyElement): string[] {
  return byGlobalKey(body).flatMap(({ level, type, name }) =>
    level === 'User' && type !== undefined ? [joinKey(type, name)] : [],
  );
}

/** Up to release 14 trunk groups were virtual users, asked for by their own id. */
function trunkGroups(body: BodyElement): string[] {
  return tableRows(body, 'trunkGroupTable').flatMap((row) => {
    const name = row.get('Name');
    return name === undefined || row.get('Service User Id') !== undefined
      ? []
      : [joinKey(row.get('Group Id') ?? '', name)];
  });
}

/** Of a mailbox, numbered by the schema (`VoiceMessagingDistributionListId`, 0 to 14); no answer lists those in use. */
const DISTRIBUTION_LISTS = Array.from({ length: 15 }, (_, number) => String(number));

export const EXPECTED_PARTS: readonly ExpectedPart[] = [
  {
    list: 'ServiceProviderCommunicationBarringProfileGetListResponse',
    names: column('profileTable', 'Name'),
    base: 'ServiceProviderCommunicationBarringProfileGetResponse',
    kind: 'serviceProvider',
    release: '19sp1',
    element: 'name',
  },
  {
    list: 'ServiceProviderCommunicationBarringDigitPatternCriteriaGetListResponse',
    names: column('criteriaTable', 'Name'),
    base: 'ServiceProviderCommunicationBarringDigitPatternCriteriaGetPatternListResponse',
    kind: 'serviceProvider',
    release: '',
    element: 'name',
  },
  {
    list: 'ServiceProviderCommunicationBarringCriteriaGetAssignedListResponse',
    names: column('criteriaTable', 'Name'),
    base: 'SystemCommunicationBarringCriteriaGetResponse',
    kind: 'serviceProvider',
    at: 'system',
    release: '19sp1',
    element: 'name',
  },
  {
    list: 'ResellerGetListResponse',
    names: column('resellerTable', 'Reseller Id'),
    base: 'ResellerGetResponse',
    kind: 'system',
    release: '22',
    element: 'resellerId',
  },
  ...(
    [
      ['EnterpriseEnterpriseTrunkGet', 'serviceProvider'],
      ['GroupEnterpriseTrunkGet', 'group'],
    ] as const
  ).map(([word, kind]) => ({
    list: `${word}ListResponse`,
    names: column('enterpriseTrunkTable', 'Enterprise Trunk Name'),
    base: `${word}Response`,
    kind,
    release: '21',
    element: 'enterpriseTrunkName' as const,
  })),
  ...(
    [
      ['GroupTrunkGroupGetInstanceResponse', '20sp1'],
      ['GroupTrunkGroupGetInstanceUserListResponse', '14sp4'],
    ] as const
  ).map(([base, release]) => ({
    list: 'GroupTrunkGroupGetInstanceListResponse',
    names: trunkGroups,
    base,
    kind: 'group' as const,
    of: 'trunkGroup' as const,
    release,
    element: 'trunkGroupKey' as const,
  })),
  ...(
    [
      ['GroupCallPickupGetInstance', 'callPickup', ''],
      ['GroupCallParkGetInstance', 'callPark', '16sp2'],
    ] as const
  ).map(([word, of, release]) => ({
    list: `${word}ListResponse`,
    names: (body: BodyElement) => texts(body, 'name').map((name) => joinKey(name)),
    base: `${word}Response`,
    kind: 'group' as const,
    of,
    release,
    element: 'name' as const,
  })),
  {
    list: 'GroupAutoAttendantSubmenuGetListResponse',
    names: column('submenuTable', 'Submenu Id'),
    base: 'GroupAutoAttendantSubmenuGetResponse',
    kind: 'serviceInstance',
    release: '20',
    element: 'submenuId',
  },
  {
    list: 'GroupCallCenterGetDNISListResponse',
    names: column('dnisTable', 'Name'),
    base: 'GroupCallCenterGetDNISResponse',
    kind: 'serviceInstance',
    release: '',
    element: 'dnisKey',
  },
  {
    list: 'GroupCustomContactDirectoryGetListResponse',
    names: (body) => texts(body, 'name'),
    base: 'GroupCustomContactDirectoryGetResponse',
    kind: 'group',
    release: '17',
    element: 'name',
  },
  ...(
    [
      ['group', 'Group', 'GroupScheduleGetListResponse'],
      ['serviceProvider', 'ServiceProvider', 'ServiceProviderScheduleGetListResponse'],
    ] as const
  ).map(([kind, word, list]) => ({
    list,
    // A list of a group names the schedules of its provider too: those are asked for there.
    names: (body: BodyElement) =>
      listedSchedules(list, body).flatMap(({ name, type, level }) =>
        type === undefined || (kind === 'group' && level === 'Service Provider') ? [] : [joinKey(type, name)],
      ),
    base: `${word}ScheduleGetEventDetailListResponse`,
    kind,
    of: 'schedule' as const,
    release: '',
    element: 'scheduleType' as const,
  })),
  ...(['Time', 'Holiday'] as const).map((type) => ({
    list: `Group${type}ScheduleGetListResponse`,
    names: (body: BodyElement) => listedSchedules(`Group${type}ScheduleGetListResponse`, body).map(({ name }) => name),
    base: `Group${type}ScheduleGetResponse`,
    kind: 'group' as const,
    of: 'oldSchedule' as const,
    release: '',
    element: `${type === 'Time' ? 'time' : 'holiday'}ScheduleName` as const,
  })),
  {
    list: 'UserScheduleGetListResponse',
    names: ownSchedules,
    base: 'UserScheduleGetEventDetailListResponse',
    kind: 'user',
    release: '',
    element: 'scheduleKey',
  },
  {
    list: 'UserBroadWorksAnywhereGetResponse',
    names: column('phoneNumberTable', 'Phone Number'),
    base: 'UserBroadWorksAnywhereGetPhoneNumberResponse',
    kind: 'user',
    release: '',
    element: 'phoneNumber',
  },
  // Hunt groups, queues and attendants forward by rules too.
  {
    list: 'UserCallForwardingSelectiveGetResponse',
    names: criteria,
    base: 'UserCallForwardingSelectiveGetCriteriaResponse',
    kind: 'serviceInstance',
    release: '16',
    element: 'criteriaName',
  },
  ...(
    [
      ['UserCallForwardingSelectiveGet', 'UserCallForwardingSelectiveGetCriteria', '16'],
      ['UserSelectiveCallAcceptanceGetCriteriaList', 'UserSelectiveCallAcceptanceGetCriteria', '16'],
      ['UserSelectiveCallRejectionGetCriteriaList', 'UserSelectiveCallRejectionGetCriteria', '16sp1'],
      ['UserSimultaneousRingPersonalGet', 'UserSimultaneousRingPersonalGetCriteria', ''],
      ['UserSequentialRingGet', 'UserSequentialRingGetCriteria', '16'],
      ['UserPriorityAlertGetCriteriaList', 'UserPriorityAlertGetCriteria', '16'],
      ['UserCallNotifyGet', 'UserCallNotifyGetCriteria', '16'],
      ['UserExecutiveGetFiltering', 'UserExecutiveGetFilteringSelectiveCriteria', '21'],
    ] as const
  ).map(([list, base, release]) => ({
    list: `${list}Response`,
    names: criteria,
    base: `${base}Response`,
    kind: 'user' as const,
    release,
    element: 'criteriaName' as const,
  })),
  // Last, because there are so many of them.
  {
    list: 'UserVoiceMessagingUserGetVoiceManagementResponse',
    names: () => DISTRIBUTION_LISTS,
    base: 'UserVoiceMessagingUserGetDistributionListResponse',
    kind: 'user',
    release: '',
    element: 'listId',
  },
];
