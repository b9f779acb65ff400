import { describe, expect, it } from 'vitest';
import { writeRequests } from '../../src/extract/write-requests.ts';
import type { Db } from '../../src/store/open.ts';
import { readGaps, readReleases } from '../../src/store/snapshot-gaps.ts';
import { documentOf } from './exchanges.ts';
import { extractInto, featureRows, folderOf, newStore } from './extract-into.ts';

const USER = '<userId>anna@example.test</userId>';
const AA = '<serviceUserId>aa@example.test</serviceUserId>';
const CC = '<serviceUserId>cc@example.test</serviceUserId>';
const GROUP = '<serviceProviderId>acme</serviceProviderId><groupId>north</groupId>';
const table = (name: string, headings: readonly string[], ...rows: (readonly string[])[]): string =>
  `<${name}>${headings.map((it) => `<colHeading>${it}</colHeading>`).join('')}${rows
    .map((row) => `<row>${row.map((it) => `<col>${it}</col>`).join('')}</row>`)
    .join('')}</${name}>`;
const criterion = (number: string): string =>
  `<timeSchedule><type>Group</type><name>Hours</name></timeSchedule><blacklisted>false</blacklisted><fromDnCriteria><fromDnCriteriaSelection>Specified Only</fromDnCriteriaSelection><includeAnonymousCallers>true</includeAnonymousCallers><includeUnavailableCallers>false</includeUnavailableCallers><phoneNumber>${number}</phoneNumber></fromDnCriteria>`;
const submenu = (phone: string): string =>
  `<announcementSelection>Default</announcementSelection><enableLevelExtensionDialing>true</enableLevelExtensionDialing><keyConfiguration><key>1</key><entry><action>Transfer Without Prompt</action><phoneNumber>${phone}</phoneNumber></entry></keyConfiguration>`;

const schedule = (name: string, level: string): string =>
  `<scheduleGlobalKey><scheduleKey><scheduleName>${name}</scheduleName><scheduleType>Time</scheduleType></scheduleKey><scheduleLevel>${level}</scheduleLevel></scheduleGlobalKey>`;

interface Asked {
  readonly base: string;
  readonly echo: string;
  readonly request: string;
  readonly answer: string;
}
const ask = (base: string, echo: string, request: string, answer: string): Asked => ({ base, echo, request, answer });

const LISTS: readonly Asked[] = [
  ask('ServiceProviderGetList', '', '', table('serviceProviderTable', ['Service Provider Id'], ['acme'])),
  ask(
    'GroupGetListInServiceProvider',
    'acme',
    '<serviceProviderId>acme</serviceProviderId>',
    table('groupTable', ['Group Id'], ['north']),
  ),
  ask(
    'UserGetListInGroup',
    'acme/north',
    '<serviceProviderId>acme</serviceProviderId><GroupId>north</GroupId>',
    table('userTable', ['User Id', 'Last Name'], ['anna@example.test', 'Reed']),
  ),
  ask(
    'GroupAutoAttendantGetInstanceList',
    'acme/north',
    GROUP,
    table('autoAttendantTable', ['Service User Id', 'Name'], ['aa@example.test', 'Main']),
  ),
  ask(
    'GroupCallCenterGetInstanceList',
    'acme/north',
    GROUP,
    table('callCenterTable', ['Service User Id', 'Name'], ['cc@example.test', 'Sales']),
  ),
  ask(
    'GroupAutoAttendantSubmenuGetList',
    'aa@example.test',
    AA,
    table('submenuTable', ['Submenu Id', 'Is Used'], ['Night & Day', 'true'], ['Parts', 'true']),
  ),
  ask(
    'GroupCallCenterGetDNISList',
    'cc@example.test',
    CC,
    table('dnisTable', ['Name', 'Phone Number'], ['Gold', '+1-2405550101'], ['Silver', '']),
  ),
  ask('GroupCustomContactDirectoryGetList', 'acme/north', GROUP, '<name>Board</name><name>Shop</name>'),
  ask(
    'UserSelectiveCallRejectionGetCriteriaList',
    'anna@example.test',
    USER,
    table('criteriaTable', ['Is Active', 'Criteria Name'], ['true', 'Pests'], ['false', 'Others']),
  ),
  ask(
    'UserBroadWorksAnywhereGet',
    'anna@example.test',
    USER,
    table('phoneNumberTable', ['Phone Number', 'Description'], ['+12405550177', 'Mobile']),
  ),
  // What the group has is asked for there.
  ask(
    'UserScheduleGetList',
    'anna@example.test',
    USER,
    schedule('Mine &amp; only', 'User') + schedule('Ours', 'Group'),
  ),
];
/** A group may have hours and holidays of one name; what its provider has is asked for there. */
const keyOf = (name: string, type: string): string =>
  `<scheduleKey><scheduleName>${name}</scheduleName><scheduleType>${type}</scheduleType></scheduleKey>`;
const listed = (name: string, type: string, level: string): string =>
  `<scheduleGlobalKey>${keyOf(name, type)}<scheduleLevel>${level}</scheduleLevel></scheduleGlobalKey>`;
const SCHEDULE_LISTS: readonly Asked[] = [
  ask(
    'GroupScheduleGetList',
    'acme/north',
    GROUP,
    listed('Main', 'Time', 'Group') +
      listed('Main', 'Holiday', 'Group') +
      listed('Feasts', 'Holiday', 'Service Provider'),
  ),
  ask(
    'ServiceProviderScheduleGetList',
    'acme',
    '<serviceProviderId>acme</serviceProviderId>',
    keyOf('Feasts', 'Holiday'),
  ),
];
const SCHEDULES: readonly Asked[] = [
  ask(
    'GroupScheduleGetEventDetailList',
    'acme/north/Main?scheduleType=Time',
    GROUP + keyOf('Main', 'Time'),
    '<scheduleEventsList><eventName>Week</eventName><startDate>2026-01-05</startDate></scheduleEventsList>',
  ),
  ask(
    'GroupScheduleGetEventDetailList',
    'acme/north/Main?scheduleType=Holiday',
    GROUP + keyOf('Main', 'Holiday'),
    '<scheduleEventsList><eventName>New Year</eventName><startDate>2026-01-01</startDate></scheduleEventsList>',
  ),
  ask(
    'ServiceProviderScheduleGetEventDetailList',
    'acme/Feasts?scheduleType=Holiday',
    `<serviceProviderId>acme</serviceProviderId>${keyOf('Feasts', 'Holiday')}`,
    '<scheduleEventsList><eventName>May Day</eventName><startDate>2026-05-01</startDate></scheduleEventsList>',
  ),
];
const PARTS: readonly Asked[] = [
  ask(
    'GroupAutoAttendantSubmenuGet',
    'aa@example.test?submenuId=Night%20%26%20Day',
    `${AA}<submenuId>Night &amp; Day</submenuId>`,
    submenu('2405550001'),
  ),
  ask(
    'GroupAutoAttendantSubmenuGet',
    'aa@example.test?submenuId=Parts',
    `${AA}<submenuId>Parts</submenuId>`,
    submenu('2405550002'),
  ),
  ask(
    'GroupCallCenterGetDNIS',
    'cc@example.test?dnisKey=Gold',
    `<dnisKey>${CC}<name>Gold</name></dnisKey>`,
    '<dnisPhoneNumber>+1-2405550101</dnisPhoneNumber><useCustomCLIDSettings>false</useCustomCLIDSettings><priority>0 - Highest</priority>',
  ),
  ask(
    'GroupCallCenterGetDNIS',
    'cc@example.test?dnisKey=Silver',
    `<dnisKey>${CC}<name>Silver</name></dnisKey>`,
    '<extension>302</extension><useCustomCLIDSettings>true</useCustomCLIDSettings><priority>3 - Low</priority>',
  ),
  ask(
    'GroupCustomContactDirectoryGet',
    'acme/north?name=Board',
    `${GROUP}<name>Board</name>`,
    table('userTable', ['User Id'], ['anna@example.test']),
  ),
  ask(
    'GroupCustomContactDirectoryGet',
    'acme/north?name=Shop',
    `${GROUP}<name>Shop</name>`,
    table('userTable', ['User Id']),
  ),
  ask(
    'UserSelectiveCallRejectionGetCriteria',
    'anna@example.test?criteriaName=Pests',
    `${USER}<criteriaName>Pests</criteriaName>`,
    criterion('2405550111'),
  ),
  ask(
    'UserSelectiveCallRejectionGetCriteria',
    'anna@example.test?criteriaName=Others',
    `${USER}<criteriaName>Others</criteriaName>`,
    criterion('2405550222'),
  ),
  ask(
    'UserBroadWorksAnywhereGetPhoneNumber',
    'anna@example.test?phoneNumber=%2B12405550177',
    `${USER}<phoneNumber>+12405550177</phoneNumber>`,
    `<isActive>false</isActive><useDiversionInhibitor>true</useDiversionInhibitor><answerConfirmationRequired>false</answerConfirmationRequired>${table('criteriaTable', ['Is Active', 'Criteria Name'], ['true', 'Day'])}`,
  ),
  ask(
    'UserScheduleGetEventDetailList',
    'anna@example.test?scheduleKey=Time%2FMine%2520%2526%2520only',
    `${USER}<scheduleKey><scheduleName>Mine &amp; only</scheduleName><scheduleType>Time</scheduleType></scheduleKey>`,
    '<scheduleEvents><eventName>Mondays</eventName><startDate>2026-01-05</startDate></scheduleEvents>',
  ),
];
const command = (type: string, echo: string, body: string): string =>
  `<command echo="${echo}" xsi:type="${type}" xmlns="">${body}</command>`;
const requestOf = ({ base, echo, request }: Asked): string => command(`${base}Request`, echo, request);
const answerOf = ({ base, echo, answer }: Asked): string => command(`${base}Response`, echo, answer);
const plain = (asked: readonly Asked[], echo: boolean): string =>
  asked
    .map((one) => (echo ? one : { ...one, echo: '' }))
    .map((one) => documentOf([requestOf(one)]) + documentOf([answerOf(one)]))
    .join('');

async function read(...captures: readonly string[]): Promise<Db> {
  const db = newStore();
  for (const [index, capture] of captures.entries()) {
    const summary = await extractInto(db, ['a.xml'], { cwd: folderOf({ 'a.xml': capture }) });
    expect(summary, `capture ${index}`).toMatchObject({ orphans: 0, conflicts: 0, warnings: 0 });
  }
  return db;
}

function partsOf(db: Db): Record<string, unknown> {
  const found = featureRows(db).filter(({ data }) => data?.startsWith('{"parts"'));
  return Object.fromEntries(
    found.map((row) => [`${row.owner_kind} ${row.owner_key} ${row.name}`, JSON.parse(row.data ?? '{}')]),
  );
}

describe('answers about a part of their owner', () => {
  it('are kept apart by what their requests named, and read into one feature', async () => {
    const features = partsOf(await read(plain([...LISTS, ...PARTS], false)));

    expect(Object.keys(features).sort()).toEqual([
      'group acme/north contactDirectoryMembers',
      'serviceInstance aa@example.test submenuMenus',
      'serviceInstance cc@example.test dnisSettings',
      'user anna@example.test broadWorksAnywhereNumbers',
      'user anna@example.test personSchedules',
      'user anna@example.test selectiveRejectionCriteria',
    ]);
    expect(features['user anna@example.test broadWorksAnywhereNumbers']).toEqual({
      parts: [
        {
          name: '+12405550177',
          state: 'read',
          content: {
            isActive: false,
            useDiversionInhibitor: true,
            answerConfirmation: false,
            criteria: [{ name: 'Day', isActive: true }],
          },
        },
      ],
    });
    expect(features['user anna@example.test personSchedules']).toMatchObject({
      parts: [{ name: 'Time/Mine%20%26%20only', content: { events: [{ name: 'Mondays' }] } }],
    });
    expect(features['serviceInstance aa@example.test submenuMenus']).toMatchObject({
      parts: [
        { name: 'Night & Day', state: 'read', content: { keys: [{ key: '1', phoneNumber: '2405550001' }] } },
        { name: 'Parts', state: 'read', content: { keys: [{ key: '1', phoneNumber: '2405550002' }] } },
      ],
    });
    expect(features['serviceInstance cc@example.test dnisSettings']).toMatchObject({
      parts: [
        { name: 'Gold', content: { phoneNumber: '+1-2405550101', priority: '0 - Highest' } },
        { name: 'Silver', content: { extension: '302', useCustomCallingLineId: true } },
      ],
    });
    expect(features['user anna@example.test selectiveRejectionCriteria']).toEqual({
      parts: ['Others', 'Pests'].map((name) => ({
        name,
        state: 'read',
        content: {
          timeSchedule: { type: 'Group', name: 'Hours' },
          blacklisted: false,
          callsFrom: 'Specified Only',
          includeAnonymousCallers: true,
          includeUnavailableCallers: false,
          phoneNumbers: [name === 'Pests' ? '2405550111' : '2405550222'],
          callsTo: [],
        },
      })),
    });
    expect(features['group acme/north contactDirectoryMembers']).toMatchObject({
      parts: [{ name: 'Board', content: { members: [{ userId: 'anna@example.test' }] } }, { name: 'Shop' }],
    });
  });

  it('name the event where single events of a schedule of a person were asked for', async () => {
    const event = ask(
      'UserScheduleGetEvent',
      'anna@example.test',
      `${USER}<scheduleKey><scheduleName>Mine</scheduleName><scheduleType>Time</scheduleType></scheduleKey><eventName>A/b</eventName>`,
      '<startDate>2026-01-05</startDate>',
    );
    const features = partsOf(await read(plain([...LISTS, event], false)));

    expect(features['user anna@example.test personScheduleEvents']).toMatchObject({
      parts: [{ name: 'Time/Mine/A%2Fb', content: { events: [{ name: 'A/b', body: { startDate: ['2026-01-05'] } }] } }],
    });
  });

  it('are the same from answers alone, whose echo names the part', async () => {
    const asked = partsOf(await read(plain([...LISTS, ...PARTS], true)));
    const alone = partsOf(await read(documentOf(LISTS.map(answerOf)), documentOf(PARTS.map(answerOf))));

    expect(alone).toEqual(asked);
  });

  it('are asked for in the request file, each with its part, until they are there', async () => {
    const db = await read(plain(LISTS, true));
    const requests = (): string[] => {
      const documents: string[] = [];
      writeRequests(readGaps(db), readReleases(db), (bytes) => documents.push(bytes.toString('latin1')));
      return documents.join('').match(/<command[^>]*\?[\s\S]*?<\/command>/g) ?? [];
    };
    const type = (text: string): string => text.replace(/Request\w*"/, 'Request"');
    expect(requests().map(type).sort()).toEqual(PARTS.map(requestOf).sort());

    await extractInto(db, ['b.xml'], { cwd: folderOf({ 'b.xml': documentOf(PARTS.map(answerOf)) }) });
    expect(requests()).toEqual([]);
  });

  it('of pickups, parks and rules of hunt groups are asked for until they are there', async () => {
    const lists = [
      ...LISTS,
      ask('GroupCallPickupGetInstanceList', 'acme/north', GROUP, '<name>Front &amp; back</name>'),
      ask('GroupCallParkGetInstanceList', 'acme/north', GROUP, '<name>Shop</name>'),
      ask(
        'UserCallForwardingSelectiveGet',
        'cc@example.test',
        '<userId>cc@example.test</userId>',
        `<isActive>true</isActive>${table('criteriaTable', ['Is Active', 'Criteria Name'], ['true', 'Late'])}`,
      ),
    ];
    const users = table('userTable', ['User Id'], ['anna@example.test']);
    const parts = [
      ask(
        'GroupCallPickupGetInstance',
        'acme/north/Front%20%26%20back',
        `${GROUP}<name>Front &amp; back</name>`,
        users,
      ),
      ask('GroupCallParkGetInstance', 'acme/north/Shop', `${GROUP}<name>Shop</name>`, users),
      ask(
        'UserCallForwardingSelectiveGetCriteria',
        'cc@example.test?criteriaName=Late',
        '<userId>cc@example.test</userId><criteriaName>Late</criteriaName>',
        criterion('2405550333'),
      ),
    ];
    const WANTED = /"(?:GroupCall(?:Pickup|Park)GetInstance|UserCallForwardingSelectiveGetCriteria)Request/;
    const requests = (db: Db): string[] => {
      const documents: string[] = [];
      writeRequests(readGaps(db), readReleases(db), (bytes) => documents.push(bytes.toString('latin1')));
      const commands = documents.join('').match(/<command[\s\S]*?<\/command>/g) ?? [];
      return commands.filter((each) => WANTED.test(each)).map((each) => each.replace(/Request\w*"/, 'Request"'));
    };
    const db = await read(plain(lists, true));
    expect(requests(db).sort()).toEqual(parts.map(requestOf).sort());

    const answers = documentOf(parts.map(answerOf));
    const summary = await extractInto(db, ['b.xml'], { cwd: folderOf({ 'b.xml': answers }) });
    expect(summary).toMatchObject({ orphans: 0, conflicts: 0 });
    expect(requests(db)).toEqual([]);
    expect(featureRows(db).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['callPickup', 'callPark', 'selectiveForwardingCriteria']),
    );
  });

  it('of mailboxes are asked for by number, of those that answered, until each list is there', async () => {
    const mailbox = ask(
      'UserVoiceMessagingUserGetVoiceManagement',
      'anna@example.test',
      USER,
      '<isActive>true</isActive>',
    );
    const failed = `<command echo="ben@example.test" xsi:type="c:ErrorResponse" xmlns=""><summary>[Error 4410] no</summary></command>`;
    const ben = { ...mailbox, echo: 'ben@example.test', request: '<userId>ben@example.test</userId>' };
    const db = await read(plain([...LISTS, mailbox], true));
    await extractInto(db, ['e.xml'], {
      cwd: folderOf({ 'e.xml': documentOf([requestOf(ben)]) + documentOf([failed]) }),
    });
    const lists = Array.from({ length: 15 }, (_, number) =>
      ask(
        'UserVoiceMessagingUserGetDistributionList',
        `anna@example.test?listId=${number}`,
        `${USER}<listId>${number}</listId>`,
        number === 3 ? '<description>Team</description><phoneNumber>0101</phoneNumber>' : '',
      ),
    );
    const documents = (): string[] => {
      const written: string[] = [];
      writeRequests(readGaps(db), readReleases(db), (bytes) => written.push(bytes.toString('latin1')));
      return written;
    };
    const asked = (): string[] =>
      (
        documents()
          .join('')
          .match(/<command[\s\S]*?<\/command>/g) ?? []
      ).filter((it) => it.includes('DistributionList'));

    expect(asked()).toEqual(lists.map(requestOf));
    expect(documents().every((document) => document.split('<command ').length - 1 <= 15)).toBe(true);

    const summary = await extractInto(db, ['b.xml'], {
      cwd: folderOf({ 'b.xml': documentOf(lists.slice(0, 10).map(answerOf)) }),
    });
    expect(summary).toMatchObject({ orphans: 0, conflicts: 0 });
    expect(asked()).toEqual(lists.slice(10).map(requestOf));

    const gone = `<command echo="anna@example.test?listId=14" xsi:type="c:ErrorResponse" xmlns=""><summary>[Error 1] no</summary></command>`;
    await extractInto(db, ['c.xml'], {
      cwd: folderOf({
        'c.xml': documentOf(lists.slice(10).map(requestOf)) + documentOf([...lists.slice(10, 14).map(answerOf), gone]),
      }),
    });
    expect(asked()).toEqual([]);
    expect(partsOf(db)['user anna@example.test voicemailDistributionLists']).toMatchObject({
      parts: expect.arrayContaining([
        { name: '3', state: 'read', content: { description: 'Team', phoneNumbers: ['0101'] } },
        { name: '4', state: 'read', content: { phoneNumbers: [] } },
        expect.objectContaining({ name: '14', state: 'error' }),
      ]),
    });
  });

  it('say of which schedule and type their events are, with their requests or by echo alone', async () => {
    const owners = (db: Db) =>
      db
        .prepare(
          `SELECT owner_key, part, body ->> '$.scheduleEventsList[0].eventName[0]' AS event
           FROM current_response WHERE base LIKE '%EventDetailList%' ORDER BY owner_key, part`,
        )
        .all();
    const expected = [
      { owner_key: 'acme/Feasts', part: 'scheduleType=Holiday', event: 'May Day' },
      { owner_key: 'acme/north/Main', part: 'scheduleType=Holiday', event: 'New Year' },
      { owner_key: 'acme/north/Main', part: 'scheduleType=Time', event: 'Week' },
    ];
    const all = [...LISTS, ...SCHEDULE_LISTS, ...SCHEDULES];

    expect(owners(await read(plain(all, false)))).toEqual(expected);
    expect(owners(await read(documentOf(all.map(answerOf))))).toEqual(expected);
  });

  it('of schedules are asked for until they are there, whichever of two types is missing', async () => {
    const lists = [...LISTS, ...PARTS, ...SCHEDULE_LISTS];
    const requests = (db: Db): string[] => {
      const documents: string[] = [];
      writeRequests(readGaps(db), readReleases(db), (bytes) => documents.push(bytes.toString('latin1')));
      return documents.join('').match(/<command[^>]*\?[\s\S]*?<\/command>/g) ?? [];
    };

    expect(requests(await read(plain(lists, true))).sort()).toEqual(SCHEDULES.map(requestOf).sort());
    const [hours, ...others] = SCHEDULES;
    if (hours === undefined) throw new Error('no schedules');
    expect(requests(await read(plain([...lists, ...others], true)))).toEqual([requestOf(hours)]);
    expect(requests(await read(plain([...lists, ...SCHEDULES], true)))).toEqual([]);
    // One by one they are there too, and of a name that is one schedule only, the type is known.
    const single = ask(
      'ServiceProviderScheduleGetEvent',
      'acme/Feasts/May%20Day',
      '',
      '<startDate>2026-05-01</startDate><allDayEvent>true</allDayEvent>',
    );
    const names = ask('ServiceProviderScheduleGetEventList', 'acme/Feasts', '', '<eventName>May Day</eventName>');
    const db = await read(documentOf([...lists, names, single].map(answerOf)));
    expect(requests(db).sort()).toEqual(SCHEDULES.slice(0, 2).map(requestOf).sort());
    // An answer that may be of either type answers for none.
    const either = ask('GroupScheduleGetEventDetailList', 'acme/north/Main', '', '');
    const unsure = await read(documentOf([...lists, ...others.slice(1), either].map(answerOf)));
    expect(requests(unsure).sort()).toEqual(SCHEDULES.slice(0, 2).map(requestOf).sort());
  });

  it('are asked for by their names where releases before 17 list them, until they are there', async () => {
    const lists = [
      ask('GroupTimeScheduleGetList', 'acme/north', GROUP, '<timeSchedule>Hours</timeSchedule>'),
      ask('GroupHolidayScheduleGetList', 'acme/north', GROUP, '<holidayScheduleName>Feasts</holidayScheduleName>'),
    ];
    const name = (element: string, text: string): string => `<${element}>${text}</${element}>`;
    const wanted = [
      ask(
        'GroupTimeScheduleGet',
        'acme/north',
        GROUP + name('timeScheduleName', 'Hours'),
        name('timeScheduleName', 'Hours'),
      ),
      ask(
        'GroupHolidayScheduleGet',
        'acme/north',
        GROUP + name('holidayScheduleName', 'Feasts'),
        name('holidayScheduleName', 'Feasts'),
      ),
    ];
    const requests = (db: Db): string[] => {
      const documents: string[] = [];
      writeRequests(readGaps(db), readReleases(db), (bytes) => documents.push(bytes.toString('latin1')));
      const all = documents.join('').match(/<command[\s\S]*?<\/command>/g) ?? [];
      return all.filter((one) => /(?:Time|Holiday)Schedule/.test(one));
    };

    expect(requests(await read(plain([...LISTS, ...PARTS, ...lists], true)))).toEqual(wanted.map(requestOf));
    expect(requests(await read(documentOf([...LISTS, ...lists, ...wanted].map(answerOf))))).toEqual([]);
  });

  it('of people of releases before 17 are kept apart by their names', async () => {
    const hours = (name: string): Asked =>
      ask(
        'UserTimeScheduleGet',
        '',
        `${USER}<timeScheduleName>${name}</timeScheduleName>`,
        `<timeScheduleName>${name}</timeScheduleName><timeInterval01><startDayOfWeek>Monday</startDayOfWeek><startHour>8</startHour><startMinute>0</startMinute><endDayOfWeek>Monday</endDayOfWeek><endHour>9</endHour><endMinute>0</endMinute></timeInterval01>`,
      );
    const features = partsOf(await read(plain([...LISTS, hours('A'), hours('B')], false)));

    expect(features['user anna@example.test personTimeSchedules']).toMatchObject({
      parts: ['A', 'B'].map((name) => ({ name: `Time/${name}`, content: { events: [{ name: 'Monday 08:00' }] } })),
    });
  });

  it('of trunks and resellers are asked for by their names, trunk groups by the group that has them', async () => {
    const lists = [
      ...LISTS,
      ...PARTS,
      ask('ResellerGetList', '', '', table('resellerTable', ['Reseller Id'], ['r&amp;1'])),
      ask(
        'EnterpriseEnterpriseTrunkGetList',
        'acme',
        '<serviceProviderId>acme</serviceProviderId>',
        table('enterpriseTrunkTable', ['Enterprise Trunk Name'], ['Main']),
      ),
      ask(
        'GroupTrunkGroupGetInstanceList',
        'acme/north',
        GROUP,
        table('trunkGroupTable', ['Name', 'Group Id'], ['PBX 1', ''], ['PBX 1', 'north'], ['PBX 1', 'south']),
      ),
    ];
    const trunk = (group: string): string =>
      `<trunkGroupKey><serviceProviderId>acme</serviceProviderId><groupId>${group}</groupId><name>PBX 1</name></trunkGroupKey>`;
    const details = [
      ask(
        'ResellerGet',
        'system?resellerId=r%261',
        '<resellerId>r&amp;1</resellerId>',
        '<resellerName>R</resellerName>',
      ),
      ask(
        'EnterpriseEnterpriseTrunkGet',
        'acme?enterpriseTrunkName=Main',
        '<serviceProviderId>acme</serviceProviderId><enterpriseTrunkName>Main</enterpriseTrunkName>',
        '<maximumRerouteAttempts>3</maximumRerouteAttempts>',
      ),
      ...['north', 'south'].flatMap((group) => [
        ask('GroupTrunkGroupGetInstance', `acme/${group}/PBX%201`, trunk(group), '<maxActiveCalls>9</maxActiveCalls>'),
        ask(
          'GroupTrunkGroupGetInstanceUserList',
          `acme/${group}/PBX%201`,
          trunk(group),
          table('trunkGroupUserTable', ['User Id'], ['anna@example.test']),
        ),
      ]),
    ];
    const db = await read(plain(lists, true));
    const requests = (): string[] => {
      const documents: string[] = [];
      writeRequests(readGaps(db), readReleases(db), (bytes) => documents.push(bytes.toString('latin1')));
      const all = documents.join('').match(/<command[\s\S]*?<\/command>/g) ?? [];
      return all
        .filter((one) => /Trunk\w*Request|ResellerGetRequest/.test(one))
        .map((one) => one.replace(/Request\w*"/, 'Request"'));
    };
    expect(requests().sort()).toEqual(details.map(requestOf).sort());

    await extractInto(db, ['b.xml'], { cwd: folderOf({ 'b.xml': documentOf(details.map(answerOf)) }) });
    expect(requests()).toEqual([]);
  });

  it('of barring are asked for where a provider has profiles: who is under which, and what they bar', async () => {
    const provider = '<serviceProviderId>acme</serviceProviderId>';
    const word = 'ServiceProviderCommunicationBarring';
    const criteriaOf = (kind: string, name: string): Asked =>
      ask(`${word}${kind}`, 'acme', provider, table('criteriaTable', ['Name'], [name]));
    const profileList = (...names: readonly string[]): Asked =>
      ask(`${word}ProfileGetList`, 'acme', provider, table('profileTable', ['Name'], ...names.map((name) => [name])));
    const base = [...LISTS, ...PARTS];
    const requests = (db: Db): string[] => {
      const documents: string[] = [];
      writeRequests(readGaps(db), readReleases(db), (bytes) => documents.push(bytes.toString('latin1')));
      const all = documents.join('').match(/<command[\s\S]*?<\/command>/g) ?? [];
      return all
        .filter((one) => one.includes('Barring'))
        .map((one) => one.replace(/Request\w*"/, 'Request"'))
        .sort();
    };
    expect(requests(await read(plain([...base, profileList()], true)))).toEqual([]);

    const lists = [
      profileList('Inland'),
      criteriaOf('CriteriaGetAssignedList', 'Abroad'),
      criteriaOf('DigitPatternCriteriaGetList', 'Premium'),
    ];
    const wanted = [
      ask('GroupCommunicationBarringGet', 'acme/north', GROUP, ''),
      ask('UserCommunicationBarringGet', 'anna@example.test', USER, ''),
      ask(`${word}ProfileGet`, 'acme?name=Inland', `${provider}<name>Inland</name>`, ''),
      ask(
        `${word}DigitPatternCriteriaGetPatternList`,
        'acme?name=Premium',
        `${provider}<name>Premium</name>`,
        '<matchDigitPattern>0900</matchDigitPattern>',
      ),
      ask('SystemCommunicationBarringCriteriaGet', 'system?name=Abroad', '<name>Abroad</name>', ''),
    ];
    expect(requests(await read(plain([...base, ...lists], true)))).toEqual(wanted.map(requestOf).sort());
    expect(requests(await read(documentOf([...base, ...lists, ...wanted].map(answerOf))))).toEqual([]);
  });

  it('that failed leave the others readable', async () => {
    const [first, second] = PARTS;
    if (first === undefined || second === undefined) throw new Error('no parts');
    const failed =
      documentOf([requestOf(second)]) +
      documentOf([
        `<command type="Error" echo="${second.echo}" xsi:type="c:ErrorResponse" xmlns:c="C" xmlns=""><summary>[Error 5000] gone</summary></command>`,
      ]);
    const features = partsOf(await read(plain([...LISTS, first], true) + failed));

    expect(features['serviceInstance aa@example.test submenuMenus']).toMatchObject({
      parts: [
        { name: 'Night & Day', state: 'read' },
        { name: 'Parts', state: 'error', error: '[Error 5000] gone' },
      ],
    });
  });

  it('stay out of the feature where nobody says which part they are', async () => {
    const nameless = PARTS.slice(0, 1).map((one) => ({ ...one, echo: 'aa@example.test' }));
    const features = partsOf(await read(documentOf(LISTS.map(answerOf)), documentOf(nameless.map(answerOf))));

    expect(features['serviceInstance aa@example.test submenuMenus']).toEqual({ parts: [] });
  });
});
