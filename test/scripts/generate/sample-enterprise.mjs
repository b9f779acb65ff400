import { el, els, key, table } from './oci-writer.mjs';
import { askDevices, askGroup, askInstances, askProvider, askUser } from './queries.mjs';
import { giveLondonSettings, intercept } from './sample-settings.mjs';

/** The invented enterprise of `samples/enterprise`: three sites, every kind of user, phone and instance. */

const DOMAIN = 'brightwater.example.test';
const mail = (name) => `${name}@${DOMAIN}`;
const us = (area, line) => `+1-${area}555${line}`;
const uk = (line) => `+44-2079460${line}`;

const packs = [
  {
    name: 'Desk Plus',
    description: 'Desk phone with voicemail',
    services: [
      'Call Forwarding Always',
      'Call Forwarding Busy',
      'Call Forwarding No Answer',
      'Call Forwarding Not Reachable',
      'Voice Messaging User',
      'Call Waiting',
      'Do Not Disturb',
      'Shared Call Appearance 5',
      'Call Transfer',
      'Three-Way Call',
    ],
  },
  {
    name: 'Basic Line',
    description: 'Line without voicemail',
    services: ['Call Forwarding Always', 'Call Waiting', 'Call Transfer'],
  },
  {
    name: 'Seat-Contact',
    description: 'Queue agents',
    services: [
      'Call Center - Basic',
      'Call Forwarding Always',
      'Call Forwarding Busy',
      'Call Forwarding No Answer',
      'Call Forwarding Not Reachable',
      'Voice Messaging User',
      'Call Waiting',
      'Do Not Disturb',
      'Call Transfer',
      'Three-Way Call',
    ],
  },
  { name: 'Lobby & Doors', description: 'Phones that belong to nobody', services: ['Call Waiting'] },
  { name: 'Mailbox', description: 'Number with voicemail only', services: ['Voice Messaging User'] },
];
const singleServices = [
  'Call Forwarding Always',
  'Call Forwarding Busy',
  'Voice Messaging User',
  'Call Waiting',
  'Do Not Disturb',
  'Simultaneous Ring Personal',
  'Busy Lamp Field',
  'Speed Dial 8',
  'Speed Dial 100',
  'BroadTouch Business Communicator Desktop',
  'Fax Messaging',
  'Alternate Numbers',
  'Anonymous Call Rejection',
  'Barge-in Exempt',
  'BroadWorks Anywhere',
  'BroadWorks Receptionist - Office',
  'Call Recording',
  'Calling Line ID Delivery Blocking',
  'Connected Line Identification Restriction',
  'Executive',
  'Executive-Assistant',
  'External Calling Line ID Delivery',
  'Hoteling Guest',
  'Intercept User',
  'Music On Hold User',
  'Privacy',
  'Push to Talk',
];

const device = (name, type, mac, more = {}) => ({ name, type, mac, ports: 12, ...more });

/** A person with a desk phone and the usual pack; `more` shows what is particular. */
const person = (id, first, last, dn, ext, phone, more = {}) => ({
  id: mail(id),
  first,
  last,
  dn,
  ext,
  email: mail(
    `${first}.${last}`
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z.@]/g, ''),
  ),
  device: phone,
  linePort: phone && `${id}_1@${DOMAIN}`,
  packs: ['Desk Plus'],
  voicemail: { active: true },
  ...more,
});

function portland() {
  const dn = (line) => us('503', line);
  const d = {
    priya: device('CP8851-1001', 'Cisco 8851', '00562B04A101', { version: 'Cisco-CP-8851-3PCC/12.0.4' }),
    ben: device('VVX450-1002', 'Polycom VVX 450', '64167F01B502', { version: 'PolycomVVX-VVX_450-UA/6.4.3.2003' }),
    grace: device('CP8851-1003', 'Cisco 8851', '00562B04A103'),
    diego: device('VVX410-1004', 'Polycom_VVX410', '0004F2A1B204', { version: 'PolycomVVX-VVX_410-UA/5.9.7.0404' }),
    aoife: device('CP8851-1005', 'Cisco 8851', '00562B04A105'),
    sam: device('VVX450-1006', 'Polycom VVX 450', '64167F01B506'),
    chloe: device('T46S-1007', 'Yealink-T46S', '805EC02EC407', { version: 'Yealink SIP-T46S 66.86.0.15' }),
    omar: device('T46S-1008', 'Yealink-T46S', '805EC02EC408'),
    lena: device('T46S-1009', 'Yealink-T46S', '805EC02EC409'),
    ruth: device('T46S-1017', 'Yealink-T46S', '805EC02EC417'),
    tom: device('VVX411-0004f2a1b210', 'Polycom_VVX411', undefined),
    soft: { name: 'BTBC-mlopez', type: 'Business Communicator - PC', status: 'Unknown' },
    lobby: device('VVX410-LOBBY', 'Polycom_VVX410', '0004F2A1B212', { location: 'Lobby, ground floor' }),
    ata: device('MP ATA 3rd floor', 'AudioCodes MediaPack', '00908F5C1213', { ports: 2, serial: 'AC-77120' }),
    dect: device('DECT-1014', 'Panasonic KX-TGP500', 'BCC342D01214'),
    dbs: device('DBS210-WAREHOUSE', 'Cisco DBS-210-3PC', '00562B04A1DB', { ports: 30 }),
    pager: device('ALGO-WAREHOUSE', 'Algo_8180', '0022EE031215'),
    kitchen: device('VVX300-KITCHEN', 'Polycom_VVX300', '0004F2A1B216'),
    old: device('Old ATA', 'Generic SIP ATA', undefined, { status: 'Offline', error: true }),
  };
  const priya = person('5035550101', 'Priya', 'Nair', dn('0101'), '1001', d.priya, {
    title: 'IT Manager',
    department: 'Operations',
    mobile: '+1 503 555 0190',
    askEffective: true,
    forwarding: {
      busy: { active: true, to: '1002' },
      noAnswer: { active: true, to: '1002', rings: 4 },
      notReachable: { active: true, to: '5035550102' },
    },
  });
  const ben = person('5035550102', 'Ben', 'Carter', dn('0102'), '1002', d.ben, {
    department: 'Operations',
    askEffective: true,
    forwarding: { always: { active: false, to: '5035550190' } },
    voicemail: { active: true, notify: mail('ben.carter') },
  });
  const grace = person('5035550103', 'Grace', "O'Brien", dn('0103'), '1003', d.grace, {
    department: 'Sales',
    forwarding: { always: { active: true, to: '+15035550190', splash: true } },
    voicemail: { active: false },
  });
  const diego = person('5035550104', 'Diego', 'Muñoz', dn('0104'), '1004', d.diego, {
    department: 'Sales',
    dnd: true,
    askEffective: true,
  });
  const aoife = person('5035550105', 'Aoife', 'Byrne', dn('0105'), '1005', d.aoife, {
    department: 'Sales',
    voicemail: { active: true, copy: mail('sales.archive'), zero: '1000' },
  });
  const sam = person('5035550106', 'Sam', 'Fletcher', dn('0106'), '1006', d.sam, {
    department: 'Service & Repair',
    callWaiting: false,
    askEffective: true,
  });
  const agent = (id, first, last, line, ext, phone) =>
    person(id, first, last, dn(line), ext, phone, {
      packs: ['Seat-Contact'],
      department: 'Service & Repair',
      askEffective: true,
    });
  const chloe = agent('chloe.dubois', 'Chloé', 'Dubois', '0107', '1007', d.chloe);
  const omar = agent('omar.haddad', 'Omar', 'Haddad', '0108', '1008', d.omar);
  const lena = agent('lena.fischer', 'Lena', 'Fischer', '0109', '1009', d.lena);
  const tom = person('5035550110', 'Tom', 'Whitfield', dn('0110'), '1010', d.tom, { department: 'Operations' });
  const soft = person('maria.lopez', 'Maria', 'Lopez', dn('0111'), '1011', d.soft, {
    department: 'Sales',
    services: ['BroadTouch Business Communicator Desktop', 'Simultaneous Ring Personal'],
    askEffective: true,
    extra: [
      {
        base: 'UserSimultaneousRingPersonalGet',
        release: '17',
        content: els({
          isActive: true,
          doNotRingIfOnCall: false,
          simultaneousRingNumber: { phoneNumber: '5035550191', answerConfirmationRequired: false },
        }),
      },
    ],
  });
  const lobby = person('lobby.portland', 'Lobby', 'Phone', dn('0112'), '1012', d.lobby, {
    email: undefined,
    packs: ['Lobby & Doors'],
    voicemail: undefined,
  });
  const fax = person('fax.portland', 'Fax', 'Line', dn('0113'), '1013', d.ata, {
    email: undefined,
    packs: ['Basic Line'],
    voicemail: undefined,
  });
  const dect = person('5035550114', 'Hannah', 'Novak', dn('0114'), '1014', d.dect, {
    department: 'Operations',
    floor: 'Warehouse',
  });
  const pager = person('pager.warehouse', 'Warehouse', 'Pager', undefined, '1015', d.pager, {
    email: undefined,
    packs: ['Lobby & Doors'],
    voicemail: undefined,
  });
  const kitchen = person('kitchen.portland', 'Kitchen', 'Phone', undefined, '1016', d.kitchen, {
    email: undefined,
    packs: ['Lobby & Doors'],
    voicemail: undefined,
  });
  const noMail = person('5035550117', 'Ruth', 'Adler', dn('0117'), '1017', d.ruth, {
    email: undefined,
    packs: ['Basic Line'],
    voicemail: undefined,
    department: 'Operations',
  });
  const shared = person('sales.mailbox', 'Sales', 'Mailbox', dn('0118'), '1018', undefined, {
    email: undefined,
    packs: ['Mailbox'],
    voicemail: {
      active: true,
      always: true,
      email: mail('sales.archive'),
      processing: 'Deliver To Email Address Only',
    },
  });
  // A line of Priya also rings on Ben's phone, and on the soft client of Maria; Aoife's line on Grace's phone.
  priya.shared = [
    { device: d.ben, linePort: `5035550101_sca@${DOMAIN}` },
    { device: d.soft, linePort: `5035550101_pc@${DOMAIN}` },
  ];
  aoife.shared = [{ device: d.grace, linePort: `5035550105_sca@${DOMAIN}` }];
  d.grace.lines = [
    { linePort: grace.linePort, user: grace, type: 'Primary' },
    { linePort: `5035550105_sca@${DOMAIN}`, user: aoife, type: 'Shared Call Appearance' },
  ];
  // Two people carry a handset of the same base besides their desk phone.
  omar.shared = [{ device: d.dbs, linePort: `5035550108_dect@${DOMAIN}` }];
  lena.shared = [{ device: d.dbs, linePort: `5035550109_dect@${DOMAIN}` }];
  priya.services = ['Speed Dial 8'];
  priya.speed8 = [
    [2, '1002', 'Ben'],
    [3, '5035550190', 'Ferry taxi'],
  ];
  // More than the phone has keys for, and a feature code that nobody dials in Webex.
  grace.services = ['Speed Dial 100'];
  grace.speed100 = [
    ['00', '*67', 'Hide number'],
    ...Array.from({ length: 9 }, (_, index) => [`0${index + 1}`, `503555019${index}`, `Supplier ${index + 1}`]),
  ];
  d.ben.lines = [
    { linePort: ben.linePort, user: ben, type: 'Primary' },
    { linePort: `5035550101_sca@${DOMAIN}`, user: priya, type: 'Shared Call Appearance' },
  ];
  const salesGroup = {
    id: mail('hg.sales'),
    name: 'Sales Team',
    userType: 'Hunt Group',
    serviceType: 'Hunt Group',
    dn: dn('0120'),
    ext: '1020',
    policy: 'Regular',
    forwardTo: '1018',
    agents: [grace, diego, aoife].map((user) => ({ user, weight: '0' })),
  };
  const queue = {
    id: mail('cc.service'),
    name: 'Service Desk',
    userType: 'Call Center',
    serviceType: 'Call Center',
    dn: dn('0121'),
    ext: '1021',
    policy: 'Circular',
    type: 'Basic',
    queueLength: 8,
    agents: [chloe, omar, lena].map((user) => ({ user, weight: '0' })),
  };
  const attendant = {
    id: mail('aa.main'),
    name: 'Main Greeting',
    userType: 'Auto Attendant',
    serviceType: 'Auto Attendant',
    dn: dn('0100'),
    ext: '1000',
    type: 'Basic',
    businessHours: 'Office Hours',
    menu: {
      keys: [
        { key: '1', description: 'Sales', action: 'Transfer Without Prompt', to: '1020' },
        { key: '2', description: 'Service', action: 'Transfer Without Prompt', to: '1021' },
        { key: '3', description: 'IT Manager', action: 'Transfer Without Prompt', to: '5035550101' },
        { key: '4', description: 'By extension', action: 'Extension Dialing' },
        { key: '9', action: 'Repeat Menu' },
        { key: '0', description: 'Operator', action: 'Transfer To Operator', to: '1002' },
        { key: '#', action: 'Exit' },
      ],
    },
    afterHours: {
      keys: [
        { key: '0', description: 'Mailbox', action: 'Transfer Without Prompt', to: '1018' },
        { key: '*', action: 'Repeat Menu' },
      ],
    },
  };
  const paging = {
    id: mail('page.warehouse'),
    name: 'Warehouse Call',
    userType: 'Group Paging',
    serviceType: 'Group Paging',
    dn: undefined,
    ext: '1022',
    showsOriginator: true,
    prefix: 'Page',
    originators: [priya, ben],
    targets: [dect, sam, kitchen, tom],
  };
  const portal = {
    id: mail('voice.portal'),
    name: 'Portland Voice Mail',
    userType: 'Voice Messaging',
    serviceType: 'Voice Messaging',
    dn: dn('0116'),
    ext: '1099',
  };
  return {
    id: 'portland-hq',
    name: 'Brightwater Portland HQ',
    release: '22V5',
    userRelease: '22',
    userLimit: 100,
    clidName: 'Brightwater',
    mainNumber: dn('0100'),
    countryCode: '1',
    nationalPrefix: '1',
    timeZone: 'America/Los_Angeles',
    timeZoneName: '(GMT-08:00) (US) Pacific Time',
    contact: { name: 'Priya Nair', number: '5035550101', email: mail('priya.nair') },
    address: {
      line1: '1200 NW Harbor Street',
      line2: 'Suite 300',
      city: 'Portland',
      state: 'Oregon',
      zip: '97209',
      country: 'USA',
    },
    ranges: [`${dn('0100')} - ${dn('0149')}`],
    freeRanges: [dn('0115'), dn('0119'), `${dn('0122')} - ${dn('0149')}`],
    departments: ['Service & Repair'],
    groupServices: [
      'Hunt Group',
      'Auto Attendant',
      'Call Pickup',
      'Call Park',
      'Group Paging',
      'Voice Messaging Group',
    ],
    devices: Object.values(d),
    users: [
      priya,
      ben,
      grace,
      diego,
      aoife,
      sam,
      chloe,
      omar,
      lena,
      tom,
      soft,
      lobby,
      fax,
      dect,
      pager,
      kitchen,
      noMail,
      shared,
    ],
    instances: [salesGroup, queue, attendant, paging, portal],
  };
}

function boston() {
  const dn = (line) => us('617', line);
  const d = {
    walter: device('SEP00562B04B101', 'Cisco 8851', '00562B04B101'),
    mei: device('DV_0004F2B1C202', 'Polycom VVX 450', undefined),
    isaac: device('VVX410-0013', 'Polycom_VVX410', '0004F2B1C203'),
    nadia: device('T46S-0014', 'Yealink-T46S', '805EC02EC514'),
    bench: device('Bench Phone/1', 'Generic SIP Phone', undefined),
    door: device('DOOR-BOSTON', 'Generic SIP Phone', undefined, { description: 'Door intercom, Albany Street' }),
  };
  const walter = person('6175550111', 'Walter', 'Kaminski', dn('0111'), '0011', d.walter, {
    title: 'Lab Manager',
    forwarding: { noAnswer: { active: true, to: '0012', rings: 0 } },
    askEffective: true,
  });
  const mei = person('6175550112', 'Mei', 'Tan', dn('0112'), '0012', d.mei);
  const isaac = person('6175550113', 'Isaac', 'Grønn', dn('0113'), '0013', d.isaac, {
    forwarding: { notReachable: { active: false, to: '6175550190' } },
  });
  const nadia = person('6175550114', 'Nadia', 'Rahman', dn('0114'), '0014', d.nadia, { failing: 'busy' });
  const bench = person('bench.phone', 'Bench', 'One', undefined, '0015', d.bench, {
    packs: ['Basic Line'],
    email: mail('bench'),
    voicemail: undefined,
  });
  const door = person('door.boston', 'Door', 'Intercom', undefined, '0016', d.door, {
    packs: ['Lobby & Doors'],
    email: undefined,
    voicemail: undefined,
  });
  const trunk = person('trunk.pilot', 'PBX', 'Pilot', dn('0117'), '0017', undefined, {
    trunk: true,
    packs: ['Basic Line'],
    email: undefined,
    voicemail: undefined,
  });
  const nothing = person('temp.desk', 'Temp', 'Desk', undefined, undefined, undefined, {
    packs: [],
    email: undefined,
    voicemail: undefined,
  });
  const away = person('6175550118', 'Luis', 'Ortega', dn('0118'), '0018', undefined, {
    forwarding: { always: { active: true, to: '+447700900118' } },
    voicemail: { active: false },
  });
  const labGroup = {
    id: mail('hg.lab'),
    name: 'Lab Front Desk',
    userType: 'Hunt Group',
    serviceType: 'Hunt Group',
    dn: dn('0100'),
    ext: '0010',
    policy: 'Simultaneous',
    agents: [walter, mei].map((user) => ({ user, weight: '0' })),
  };
  return {
    id: 'boston lab',
    name: 'Lab & Workshop, Boston',
    userRelease: '21',
    userLimit: 50,
    clidName: 'Brightwater Lab',
    mainNumber: dn('0100'),
    countryCode: '1',
    nationalPrefix: '1',
    timeZone: 'America/New_York',
    timeZoneName: '(GMT-05:00) (US) Eastern Time',
    contact: { name: 'Walter Kaminski', number: '6175550111' },
    address: {
      line1: '85 Albany Street',
      city: 'Boston',
      state: 'Massachusetts',
      zip: '02118',
      country: 'United States',
    },
    ranges: [`${dn('0100')} - ${dn('0119')}`],
    freeRanges: [`${dn('0101')} - ${dn('0110')}`, dn('0115'), dn('0116'), dn('0119')],
    groupServices: ['Hunt Group', 'Intercept Group'],
    devices: Object.values(d),
    users: [walter, mei, isaac, nadia, bench, door, trunk, nothing, away],
    instances: [labGroup],
  };
}

function london() {
  const phone = (name, type, mac) => device(name, type, mac);
  const rows = [
    ['Amelia', 'Hart', '101', '2101', phone('CP8851-2101', 'Cisco 8851', '00562B04C101'), { title: 'Office Manager' }],
    ['Rhys', 'Llewellyn', '102', '2102', phone('CP8851-2102', 'Cisco 8851', '00562B04C102'), { department: 'Sales' }],
    [
      'Zoë',
      'Marchant',
      '103',
      '2103',
      phone('VVX450-2103', 'Polycom VVX 450', '64167F02C103'),
      { department: 'Sales' },
    ],
    ['Kwame', 'Asante', '104', '2104', phone('VVX410-2104', 'Polycom_VVX410', '0004F2C1D104'), {}],
    [
      'Siobhán',
      'Walsh',
      '105',
      '2105',
      phone('T46S-2105', 'Yealink-T46S', '805EC02EC605'),
      { forwarding: { always: { active: false, to: '02079460190' } } },
    ],
    [
      'Harriet',
      'Stone',
      '106',
      '2106',
      phone('T46S-2106', 'Yealink-T46S', '805EC02EC606'),
      { forwarding: { busy: { active: true, to: '2101' } } },
    ],
    ['Jonas', 'Berg', '107', '2107', { name: 'BTBC-jberg', type: 'Business Communicator - PC', status: 'Unknown' }, {}],
    [
      'Fatima',
      'Sayed',
      '108',
      '2108',
      phone('CP8851-2108', 'Cisco 8851', '00562B04C108'),
      { voicemail: { active: true, always: true } },
    ],
    ['George', 'Pike', '109', '2109', phone('CP8851-2109', 'Cisco 8851', '00562B04C109'), { askEffective: true }],
    ['Nina', 'Kaur', '110', '2110', phone('VVX450-2110', 'Polycom VVX 450', '64167F02C110'), {}],
  ];
  const users = rows.map(([first, last, line, ext, set, more]) =>
    person(`442079460${line}`, first, last, uk(line), ext, set, more),
  );
  const meeting = person(
    'meeting.thames',
    'Thames',
    'Meeting Room',
    undefined,
    '2120',
    device('VVX300-2120', 'Polycom_VVX300', '0004F2C1D120'),
    { packs: ['Lobby & Doors'], email: undefined, voicemail: undefined },
  );
  const store = person('stock.room', 'Stock', 'Room', undefined, '2121', undefined, {
    packs: ['Basic Line'],
    email: undefined,
    voicemail: undefined,
  });
  giveLondonSettings(users);
  const all = [...users, meeting, store];
  const frontDesk = {
    id: mail('hg.london'),
    name: 'London Reception',
    userType: 'Hunt Group',
    serviceType: 'Hunt Group',
    dn: uk('100'),
    ext: '2100',
    policy: 'Circular',
    agents: users.slice(0, 3).map((user) => ({ user, weight: '0' })),
  };
  return {
    id: 'london-office',
    name: 'Brightwater London',
    userRelease: '22',
    userLimit: 50,
    clidName: 'Brightwater London',
    mainNumber: uk('100'),
    countryCode: '44',
    nationalPrefix: '0',
    timeZone: 'Europe/London',
    timeZoneName: '(GMT) Greenwich Mean Time',
    language: 'English',
    contact: { name: 'Amelia Hart', email: mail('amelia.hart') },
    address: {
      line1: '14 Tallow Lane',
      line2: 'Southwark',
      city: 'London',
      state: 'London',
      zip: 'SE1 9ZZ',
      country: 'United Kingdom',
    },
    ranges: [`${uk('100')} - ${uk('129')}`],
    freeRanges: [`${uk('111')} - ${uk('118')}`, `${uk('120')} - ${uk('129')}`],
    groupServices: ['Hunt Group', 'Call Pickup'],
    devices: all.flatMap((u) => (u.device ? [u.device] : [])),
    users: all,
    instances: [frontDesk],
  };
}

export const enterprise = {
  id: 'brightwater',
  name: 'Brightwater Instruments & Sons',
  isEnterprise: true,
  domain: DOMAIN,
  supportEmail: mail('support'),
  contact: { name: 'Priya Nair', number: '+1-5035550101', email: mail('priya.nair') },
  address: {
    line1: '1200 NW Harbor Street',
    line2: 'Suite 300',
    city: 'Portland',
    state: 'Oregon',
    zip: '97209',
    country: 'USA',
  },
  packs,
  singleServices,
  departments: ['Operations', 'Sales'],
  groups: [portland(), boston(), london()],
};

/** File name (below the sample folder) -> what is asked in it. */
export const enterpriseFiles = [
  ['01-enterprise.xml', (out) => askProvider(out, enterprise)],
  ...enterprise.groups.flatMap((g) => {
    const folder = g.id.replaceAll(' ', '-');
    return [
      [
        `${folder}/group.xml`,
        (out) => {
          askGroup(out, enterprise, g);
          if (g.id === 'portland-hq') askSchedules(out, g);
          if (g.id === 'boston lab') askIntercept(out, g);
        },
      ],
      [`${folder}/devices.xml`, (out) => askDevices(out, enterprise, g)],
      [
        `${folder}/users.xml`,
        (out) => {
          for (const u of g.users) askUser(out, enterprise, g, u);
        },
      ],
      [`${folder}/instances.xml`, (out) => askInstances(out, enterprise, g)],
    ];
  }),
];

const HOLIDAYS = { scheduleName: 'Holidays', scheduleType: 'Holiday' };

function askSchedules(out, g) {
  const id = { serviceProviderId: enterprise.id, groupId: g.id };
  const schedule = { scheduleName: 'Office Hours', scheduleType: 'Time' };
  out.ask(
    'GroupScheduleGetList',
    '17sp1',
    key(enterprise.id, g.id),
    id,
    el('scheduleGlobalKey', { scheduleKey: schedule, scheduleLevel: 'Group' }) +
      el('scheduleGlobalKey', { scheduleKey: HOLIDAYS, scheduleLevel: 'Group' }),
  );
  out.ask(
    'GroupScheduleGetEventList',
    '',
    key(enterprise.id, g.id, 'Office Hours'),
    { ...id, scheduleKey: schedule },
    el('eventName', 'Weekdays'),
  );
  out.ask(
    'GroupScheduleGetEvent',
    '',
    key(enterprise.id, g.id, 'Office Hours', 'Weekdays'),
    { ...id, scheduleKey: schedule, eventName: 'Weekdays' },
    els({
      startDate: '2026-01-05',
      startTime: { hour: 8, minute: 30 },
      endTime: { hour: 17, minute: 30 },
      endDate: '2026-01-05',
      recurrence: {
        recurWeekly: {
          recurInterval: 1,
          recurSunday: false,
          recurMonday: true,
          recurTuesday: true,
          recurWednesday: true,
          recurThursday: true,
          recurFriday: true,
          recurSaturday: false,
        },
        recurForEver: true,
      },
    }),
  );
  out.ask(
    'GroupScheduleGetEventList',
    '',
    key(enterprise.id, g.id, 'Holidays'),
    { ...id, scheduleKey: HOLIDAYS },
    el('eventName', 'New Year'),
  );
  out.ask(
    'GroupScheduleGetEvent',
    '',
    key(enterprise.id, g.id, 'Holidays', 'New Year'),
    { ...id, scheduleKey: HOLIDAYS, eventName: 'New Year' },
    els({
      startDate: '2026-01-01',
      allDayEvent: true,
      endDate: '2026-01-01',
      recurrence: { recurYearlyByDay: { recurInterval: 1, dayOfMonth: 1, month: 'January' }, recurForEver: true },
    }),
  );
  askVoicePortal(out, g, id);
  askCallPark(out, g, id);
  out.ask('GroupCallPickupGetInstanceList', '', key(enterprise.id, g.id), id, el('name', 'Front Row'));
  out.ask(
    'GroupCallPickupGetInstance',
    '',
    key(enterprise.id, g.id, 'Front Row'),
    { ...id, name: 'Front Row' },
    table(
      'userTable',
      ['User Id', 'Last Name', 'First Name'],
      g.users.slice(0, 2).map((u) => [u.id, u.last, u.first]),
    ),
  );
}

/** The lab is closed now and then: what callers hear and reach then is stored, and switched off. */
function askIntercept(out, g) {
  out.ask(
    'GroupInterceptGroupGet',
    '21sp1',
    key(enterprise.id, g.id),
    { serviceProviderId: enterprise.id, groupId: g.id },
    intercept({ newPhoneNumber: '5035550100', outboundCallMode: 'Allow Outbound Local Calls' }),
  );
}

/** The portal that people of the head office dial to listen to their messages. */
function askVoicePortal(out, g, id) {
  const { dn, ext, name, id: serviceUserId } = g.instances.find(({ userType }) => userType === 'Voice Messaging');
  out.ask(
    'GroupVoiceMessagingGroupGetVoicePortal',
    '21sp1',
    key(enterprise.id, g.id),
    id,
    els({
      serviceUserId,
      serviceInstanceProfile: {
        name,
        callingLineIdLastName: 'Voice Mail',
        callingLineIdFirstName: 'Brightwater',
        phoneNumber: dn.replace(/^\+\d-/, ''),
        extension: ext,
        language: 'English',
        timeZone: g.timeZone,
        timeZoneDisplayName: g.timeZoneName,
        countryCode: g.countryCode,
        nationalPrefix: g.nationalPrefix,
      },
      isActive: true,
      enableExtendedScope: false,
      allowIdentificationByPhoneNumberOrVoiceMailAliasesOnLogin: true,
      useVoicePortalWizard: true,
      voicePortalExternalRoutingScope: 'System',
      useExternalRouting: false,
      expressMode: false,
    }),
  );
}

/** Parked calls come back to the sales team; a second group names a person, whom Webex does not ring. */
function askCallPark(out, g, id) {
  out.ask(
    'GroupCallParkGet',
    '16sp2',
    key(enterprise.id, g.id),
    id,
    els({
      recallTimerSeconds: 60,
      displayTimerSeconds: 10,
      enableDestinationAnnouncement: false,
      recallRingPattern: 'Short-Short-Long',
      recallTo: 'Parking User Then Alternate User',
      recallAlternateUserId: mail('hg.sales'),
      alternateUserRecallTimerSeconds: 45,
    }),
  );
  const parks = [
    { name: 'Front Desk', users: g.users.slice(0, 4), to: 'Alternate User Only', alternate: mail('hg.sales') },
    { name: 'Workshop', users: g.users.slice(5, 9), to: 'Parking User Then Alternate User', alternate: g.users[1].id },
  ];
  const names = parks.map(({ name }) => el('name', name)).join('');
  out.ask('GroupCallParkGetInstanceList', '', key(enterprise.id, g.id), id, names);
  for (const { name, users, to, alternate } of parks) {
    out.ask(
      'GroupCallParkGetInstance',
      '16sp2',
      key(enterprise.id, g.id, name),
      { ...id, name },
      els({ recallAlternateUserId: alternate, recallTo: to }) +
        table(
          'userTable',
          ['User Id', 'Last Name', 'First Name'],
          users.map((u) => [u.id, u.last, u.first]),
        ),
    );
  }
}
