/**
 * A later capture of the attendant of the enterprise sample: a menu with two submenus that lead to each other, and a holiday
 * menu of its own. Pairs of request and response, as BroadWorks is asked.
 */
const AA = 'aa.main@brightwater.example.test';
const ID = `<serviceUserId>${AA}</serviceUserId>`;

export interface Key {
  readonly key: string;
  readonly action: string;
  readonly description?: string;
  readonly to?: string;
  readonly submenu?: string;
}

const BUSINESS: readonly Key[] = [
  { key: '1', description: 'Sales', action: 'Transfer Without Prompt', to: '1020' },
  { key: '2', description: 'Support', action: 'Transfer To Submenu', submenu: 'Support' },
  { key: '9', action: 'Repeat Menu' },
];
const AFTER: readonly Key[] = [{ key: '*', action: 'Repeat Menu' }];
const HOLIDAY: readonly Key[] = [
  { key: '1', description: 'Mailbox', action: 'Transfer Without Prompt', to: '1018' },
  { key: '2', action: 'Transfer To Submenu', submenu: 'Spare Parts' },
];
const SUBMENUS: Readonly<Record<string, readonly Key[]>> = {
  Support: [
    { key: '1', description: 'Service', action: 'Transfer Without Prompt', to: '1021' },
    { key: '2', description: 'Parts', action: 'Transfer To Submenu', submenu: 'Spare Parts' },
    { key: '7', action: 'Play Announcement' },
  ],
  'Spare Parts': [
    { key: '1', description: 'Support', action: 'Transfer To Submenu', submenu: 'Support' },
    { key: '*', action: 'Return to Previous Menu' },
  ],
  Forgotten: [{ key: '1', action: 'Exit' }],
};

export const MENUS_CAPTURE = capture([
  [
    'GroupAutoAttendantGetInstance',
    '20',
    AA,
    ID,
    [
      '<serviceInstanceProfile><name>Main Greeting</name><phoneNumber>5035550100</phoneNumber><extension>1000</extension>',
      '<countryCode>1</countryCode><language>English</language><timeZone>America/Los_Angeles</timeZone>',
      '</serviceInstanceProfile><type>Standard</type><firstDigitTimeoutSeconds>10</firstDigitTimeoutSeconds>',
      '<enableVideo>false</enableVideo><businessHours><type>Group</type><name>Office Hours</name></businessHours>',
      '<holidaySchedule><type>Group</type><name>Holidays</name></holidaySchedule>',
      '<extensionDialingScope>Enterprise</extensionDialingScope><nameDialingScope>Group</nameDialingScope>',
      '<nameDialingEntries>LastName + FirstName</nameDialingEntries>',
      menu('businessHoursMenu', BUSINESS),
      menu('afterHoursMenu', AFTER),
      menu('holidayMenu', HOLIDAY),
    ].join(''),
  ],
  [
    'GroupAutoAttendantSubmenuGetList',
    '',
    AA,
    ID,
    `<submenuTable><colHeading>Submenu Id</colHeading><colHeading>Is Used</colHeading>${Object.keys(SUBMENUS)
      .map((name) => `<row><col>${name}</col><col>${name !== 'Forgotten'}</col></row>`)
      .join('')}</submenuTable>`,
  ],
  ...Object.entries(SUBMENUS).map(
    ([name, keys]): Asked => [
      'GroupAutoAttendantSubmenuGet',
      '20',
      `${AA}?submenuId=${encodeURIComponent(name)}`,
      `${ID}<submenuId>${name}</submenuId>`,
      `<announcementSelection>Default</announcementSelection><enableLevelExtensionDialing>false</enableLevelExtensionDialing>${keysOf(keys)}`,
    ],
  ),
]);

type Asked = readonly [base: string, release: string, echo: string, request: string, response: string];

function capture(asked: readonly Asked[]): string {
  const document = (kind: 'Request' | 'Response') =>
    `<?xml version="1.0" encoding="ISO-8859-1"?>
<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<sessionId xmlns="">menus</sessionId>
${asked
  .map(
    ([base, release, echo, request, response]) =>
      `<command echo="${echo}" xsi:type="${base}${kind}${release}" xmlns="">${kind === 'Request' ? request : response}</command>`,
  )
  .join('\n')}
</BroadsoftDocument>
`;
  return document('Request') + document('Response');
}

function menu(name: string, keys: readonly Key[]): string {
  return `<${name}><announcementSelection>Default</announcementSelection><enableFirstMenuLevelExtensionDialing>true</enableFirstMenuLevelExtensionDialing>${keysOf(keys)}</${name}>`;
}

function keysOf(keys: readonly Key[]): string {
  return keys
    .map(({ key, ...entry }) => `<keyConfiguration><key>${key}</key>${entryOf(entry)}</keyConfiguration>`)
    .join('');
}

function entryOf({ action, description, to, submenu }: Omit<Key, 'key'>): string {
  const text = (name: string, value: string | undefined) => (value === undefined ? '' : `<${name}>${value}</${name}>`);
  return `<entry>${text('description', description)}<action>${action}</action>${text('phoneNumber', to)}${text('submenuId', submenu)}</entry>`;
}
