import { describe, expect, it } from 'vitest';
import { exchange, type FeatureCase, featuresOf, GROUP, INSTANCE, table, USER, WORLD } from './feature-cases.ts';

const MEMBERS = [
  { userKey: 'ben@example.test', userId: 'Ben@example.test' },
  { userKey: 'anna@example.test', userId: 'anna@example.test' },
];
const usersIn = (name: string, heading = 'User Id'): string =>
  table(name, `${heading}|Last Name`, 'Ben@example.test|B', 'anna@example.test|A');
const below = (name: string): string => `${GROUP}<name>${name}</name>`;
const SCHEDULE = `${GROUP}<scheduleKey><scheduleName>Open</scheduleName><scheduleType>Time</scheduleType></scheduleKey>`;

const CASES: readonly FeatureCase[] = [
  {
    base: 'GroupScheduleGetList',
    release: '17sp1',
    asked: GROUP,
    answered:
      '<scheduleGlobalKey><scheduleKey><scheduleName>Open</scheduleName><scheduleType>Time</scheduleType></scheduleKey><scheduleLevel>Group</scheduleLevel></scheduleGlobalKey>',
    owner: 'group p/g',
    feature: 'schedules',
    data: { schedules: [{ name: 'Open', type: 'Time', level: 'Group' }] },
  },
  {
    base: 'GroupScheduleGetEvent',
    release: '',
    asked: `${SCHEDULE}<eventName>Monday</eventName>`,
    answered:
      '<startDate>2026-01-05</startDate><startTime><hour>8</hour><minute>5</minute></startTime><endTime><hour>17</hour><minute>30</minute></endTime><endDate>2026-01-05</endDate><recurrence><recurWeekly><recurInterval>1</recurInterval></recurWeekly></recurrence>',
    owner: 'schedule p/g/Open/Monday',
    feature: 'scheduleEvent',
    data: {
      startDate: '2026-01-05',
      endDate: '2026-01-05',
      startTime: '8:05',
      endTime: '17:30',
      recurrence: 'recurWeekly',
    },
  },
  {
    base: 'GroupHolidayScheduleGet',
    release: '',
    asked: `${GROUP}<holidayScheduleName>Days off</holidayScheduleName>`,
    answered:
      '<holidayScheduleName>Days off</holidayScheduleName><holiday03><holidayName>New Year</holidayName><startDate>2026-01-01</startDate></holiday03>',
    owner: 'schedule p/g/Days%20off',
    feature: 'holidaySchedule',
    data: { events: [{ name: 'New Year', startDate: '2026-01-01', endDate: '2026-01-01', allDay: true }] },
  },
  {
    base: 'GroupCallPickupGetInstance',
    release: '',
    asked: below('Front'),
    answered: usersIn('userTable'),
    owner: 'callPickup p/g/Front',
    feature: 'callPickup',
    data: { members: MEMBERS },
  },
  {
    base: 'GroupCallParkGetInstance',
    release: '16sp2',
    asked: below('Lot'),
    answered: `<recallTo>Parking User Only</recallTo>${usersIn('userTable', 'USER ID')}`,
    owner: 'callPark p/g/Lot',
    feature: 'callPark',
    data: { recallTo: 'Parking User Only', members: MEMBERS },
  },
  {
    base: 'GroupGroupPagingGetTargetList',
    release: '',
    asked: INSTANCE,
    answered: usersIn('targetTable'),
    owner: 'serviceInstance cc@example.test',
    feature: 'pagingTargets',
    data: { members: MEMBERS },
  },
  {
    base: 'GroupCallCenterOverflowGet',
    release: '20',
    asked: INSTANCE,
    answered:
      '<action>Transfer</action><transferPhoneNumber>+12025550100</transferPhoneNumber><overflowAfterTimeout>true</overflowAfterTimeout><timeoutSeconds>0060</timeoutSeconds>',
    owner: 'serviceInstance cc@example.test',
    feature: 'queueOverflow',
    data: {
      action: 'Transfer',
      transferPhoneNumber: '+12025550100',
      overflowAfterTimeout: true,
      timeoutSeconds: '0060',
    },
  },
  {
    base: 'GroupCallCenterNightServiceGet',
    release: '17',
    asked: INSTANCE,
    answered:
      '<action>Busy</action><businessHours><type>Group</type><name>Open</name></businessHours><forceNightService>false</forceNightService>',
    owner: 'serviceInstance cc@example.test',
    feature: 'queueNightService',
    data: { action: 'Busy', schedule: { name: 'Open', type: 'Group' }, forceNightService: false },
  },
  {
    base: 'GroupCallCenterGetDNISList',
    release: '',
    asked: INSTANCE,
    answered: table('dnisTable', 'Name|Phone Number|Extension|Priority|Is Primary DNIS', 'Hot||0012|1 - Highest|true'),
    owner: 'serviceInstance cc@example.test',
    feature: 'queueDnis',
    data: { numbers: [{ name: 'Hot', extension: '0012', priority: '1 - Highest', isPrimary: true }] },
  },
  {
    base: 'GroupTrunkGroupGetInstance',
    release: '17sp4',
    asked: `<trunkGroupKey>${GROUP}<name>PBX 1</name></trunkGroupKey>`,
    answered:
      '<pilotUserId>pilot@example.test</pilotUserId><accessDevice><deviceLevel>Group</deviceLevel><deviceName>gw</deviceName></accessDevice><maxActiveCalls>23</maxActiveCalls>',
    owner: 'trunkGroup p/g/PBX%201',
    feature: 'trunkGroup',
    data: { pilotUserId: 'pilot@example.test', deviceLevel: 'Group', deviceName: 'gw', maxActiveCalls: '23' },
  },
  {
    base: 'GroupMusicOnHoldGetInstance',
    release: '14',
    asked: `${GROUP}<department xsi:type="GroupDepartmentKey">${below('Lab')}</department>`,
    answered: '<serviceUserId>moh@example.test</serviceUserId><isActiveDuringCallHold>true</isActiveDuringCallHold>',
    owner: 'department p/g/Lab',
    feature: 'musicOnHold',
    data: { serviceUserId: 'moh@example.test', isActiveDuringCallHold: true },
  },
  {
    base: 'UserSequentialRingGet',
    release: '14sp4',
    asked: USER,
    answered: `<callerMayStopSearch>true</callerMayStopSearch><Location02><phoneNumber>0049</phoneNumber><numberOfRings>3</numberOfRings></Location02>${table('criteriaTable', 'Is Active|Criteria Name', 'false|VIP')}`,
    owner: 'user anna@example.test',
    feature: 'sequentialRing',
    data: {
      callerMayStopSearch: true,
      locations: [{ position: '02', phoneNumber: '0049', numberOfRings: '3' }],
      criteria: [{ name: 'VIP', isActive: false }],
    },
  },
  {
    base: 'UserSimultaneousRingPersonalGet',
    release: '17',
    asked: USER,
    answered:
      '<isActive>true</isActive><doNotRingIfOnCall>false</doNotRingIfOnCall><simultaneousRingNumber><phoneNumber>0100</phoneNumber><answerConfirmationRequired>true</answerConfirmationRequired></simultaneousRingNumber>',
    owner: 'user anna@example.test',
    feature: 'simultaneousRing',
    data: {
      isActive: true,
      doNotRingIfOnCall: false,
      numbers: [{ phoneNumber: '0100', answerConfirmation: true }],
      criteria: [],
    },
  },
  {
    base: 'UserSpeedDial100GetList',
    release: '17sp1',
    asked: USER,
    answered:
      '<prefix>#</prefix><speedDialEntry><speedCode>07</speedCode><phoneNumber>0100</phoneNumber></speedDialEntry>',
    owner: 'user anna@example.test',
    feature: 'speedDial100',
    data: { prefix: '#', entries: [{ code: '07', phoneNumber: '0100', place: 1 }] },
  },
  {
    base: 'UserBusyLampFieldGet',
    release: '16sp2',
    asked: USER,
    answered: `<enableCallParkNotification>false</enableCallParkNotification>${usersIn('monitoredUserTable')}`,
    owner: 'user anna@example.test',
    feature: 'busyLampField',
    data: { enableCallParkNotification: false, members: MEMBERS },
  },
  {
    base: 'UserAlternateNumbersGet',
    release: '21',
    asked: USER,
    answered:
      '<distinctiveRing>true</distinctiveRing><alternateEntry04><phoneNumber>+12025550111</phoneNumber><ringPattern>Long-Long</ringPattern></alternateEntry04>',
    owner: 'user anna@example.test',
    feature: 'alternateNumbers',
    data: {
      distinctiveRing: true,
      entries: [{ position: '04', phoneNumber: '+12025550111', ringPattern: 'Long-Long' }],
    },
  },
  {
    base: 'UserOutgoingCallingPlanOriginatingGet',
    release: '',
    asked: USER,
    answered:
      '<useCustomSettings>true</useCustomSettings><userPermissions><group>Allow</group><international>Disallow</international></userPermissions>',
    owner: 'user anna@example.test',
    feature: 'callingPlan',
    data: { useCustomSettings: true, permissions: { group: 'Allow', international: 'Disallow' } },
  },
];

describe('a feature is read from its response', () => {
  it.each(CASES)('$feature from $base', async ({ base, release, asked, answered, owner, feature, data }) => {
    const { rows, summary } = await featuresOf([...WORLD, exchange(base, release, asked, answered)]);
    const row = rows.find(({ name }) => name === feature);

    expect(`${row?.kind} ${row?.key}`).toBe(owner);
    expect(JSON.parse(row?.data ?? 'null')).toEqual(data);
    expect(summary.orphans).toBe(0);
    expect(summary.unknown).toEqual([]);
  });
});

it('a queue setting without its action is kept as not understood, never as empty', async () => {
  const { rows } = await featuresOf([
    ...WORLD,
    exchange('GroupCallCenterOverflowGet', '20', INSTANCE, '<timeoutSeconds>5</timeoutSeconds>'),
  ]);

  expect(rows).toMatchObject([{ name: 'queueOverflow', state: 'error', data: null }]);
});

it('the user agent of a registration is kept with the device it names', async () => {
  const { db } = await featuresOf([
    ...WORLD,
    exchange(
      'UserGetRegistrationList',
      '',
      USER,
      table(
        'registrationTable',
        'Device Level|Device Name|Line/Port|User Agent',
        'Group|desk 1|anna@d|PolycomVVX-VVX_410-UA/5.9',
      ),
    ),
  ]);

  expect(db.prepare(`SELECT key, data ->> 'userAgent' AS agent FROM bw_device`).all()).toEqual([
    { key: 'p/g/desk%201', agent: 'PolycomVVX-VVX_410-UA/5.9' },
  ]);
});
