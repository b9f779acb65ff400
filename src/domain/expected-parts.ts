import { type EntityKind, joinKey } from './keys.ts';
import { byGlobalKey, listedSchedules } from './listed-schedules.ts';
import { type BodyElement, tableRows, texts } from './response-body.ts';

/** Answers about parts of an entity that another answer names: they can only be asked once that one was read. */
export interface ExpectedPart {
  /** The answer that names the parts. */
  readonly list: string;
  readonly names: (body: BodyElement) => readonly string[];
  readonly base: string;
  /** Of whom the list is. */
  readonly kind: Extract<EntityKind, 'user' | 'serviceInstance' | 'group' | 'serviceProvider'>;
  /** Where the part is an entity of its own: `Time/Office%20Hours` names a schedule and its type. */
  readonly of?: 'schedule';
  /** Release of the request where the capture shows none of its platform's. */
  readonly release: string;
  /** Element of the request that says which part. */
  readonly element: 'criteriaName' | 'submenuId' | 'dnisKey' | 'scheduleKey' | 'scheduleType' | 'name';
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

export const EXPECTED_PARTS: readonly ExpectedPart[] = [
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
  {
    list: 'UserScheduleGetListResponse',
    names: ownSchedules,
    base: 'UserScheduleGetEventDetailListResponse',
    kind: 'user',
    release: '',
    element: 'scheduleKey',
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
    ] as const
  ).map(([list, base, release]) => ({
    list: `${list}Response`,
    names: criteria,
    base: `${base}Response`,
    kind: 'user' as const,
    release,
    element: 'criteriaName' as const,
  })),
];
