import { askDevices, askGroup, askInstances, askProvider, askUser } from './queries.mjs';

/** The invented service provider of `samples/service-provider`: two groups that are customers of their own. */

const packs = [
  {
    name: 'Starter',
    description: 'Line with voicemail',
    services: [
      'Call Forwarding Always',
      'Call Forwarding Busy',
      'Call Forwarding No Answer',
      'Voice Messaging User',
      'Call Waiting',
    ],
  },
  { name: 'Line only', description: 'Line', services: ['Call Waiting'] },
];
const person = (domain, id, first, last, dn, ext, device, more = {}) => ({
  id: `${id}@${domain}`,
  first,
  last,
  dn,
  ext,
  device,
  linePort: device && `${id}_1@${domain}`,
  email: `${first}@${domain}`.toLowerCase(),
  packs: ['Starter'],
  voicemail: { active: true },
  ...more,
});

function cafe() {
  const domain = 'cafeluna.example.test';
  const dn = (line) => `+1-312555${line}`;
  const phone = (ext, mac) => ({ name: `VVX410-${ext}`, type: 'Polycom_VVX410', mac, ports: 12 });
  const users = [
    person(domain, '3125550101', 'Elena', 'Rossi', dn('0101'), '101', phone('101', '0004F2E1F101'), { title: 'Owner' }),
    person(domain, '3125550102', 'Marco', 'Rossi', dn('0102'), '102', phone('102', '0004F2E1F102'), {
      forwarding: { noAnswer: { active: true, to: '101', rings: 3 } },
    }),
    person(domain, 'counter', 'Counter', 'Phone', dn('0103'), '103', phone('103', '0004F2E1F103'), {
      email: undefined,
      packs: ['Line only'],
      voicemail: undefined,
    }),
  ];
  return {
    id: 'cafe-luna',
    name: 'Café Luna',
    release: '22V5',
    userLimit: 10,
    clidName: 'Cafe Luna',
    mainNumber: dn('0101'),
    countryCode: '1',
    nationalPrefix: '1',
    timeZone: 'America/Chicago',
    timeZoneName: '(GMT-06:00) (US) Central Time',
    contact: { name: 'Elena Rossi', email: `elena@${domain}` },
    address: { line1: '410 Wells Street', city: 'Chicago', state: 'Illinois', zip: '60654', country: 'USA' },
    ranges: [`${dn('0101')} - ${dn('0105')}`],
    freeRanges: [`${dn('0104')} - ${dn('0105')}`],
    groupServices: [],
    devices: users.map((u) => u.device),
    users,
  };
}

function dentist() {
  const domain = 'quayside-dental.example.test';
  const dn = (line) => `+44-1632960${line}`;
  const phone = (ext, mac) => ({ name: `T46S-${ext}`, type: 'Yealink-T46S', mac, ports: 16 });
  const users = [
    person(domain, '441632960201', 'Owen', 'Price', dn('201'), '201', phone('201', '805EC02ED201'), {
      title: 'Practice Manager',
    }),
    person(domain, '441632960202', 'Tara', 'Quinn', dn('202'), '202', phone('202', '805EC02ED202')),
    person(domain, '441632960203', 'Iris', 'Mason', dn('203'), '203', phone('203', '805EC02ED203'), {
      forwarding: { always: { active: false, to: '01632960201' } },
    }),
    person(domain, 'surgery.two', 'Surgery', 'Two', undefined, '204', phone('204', '805EC02ED204'), {
      email: undefined,
      packs: ['Line only'],
      voicemail: undefined,
    }),
  ];
  return {
    id: 'quayside dental',
    name: 'Quayside Dental',
    release: '22V5',
    userLimit: 20,
    clidName: 'Quayside Dental',
    mainNumber: dn('200'),
    countryCode: '44',
    nationalPrefix: '0',
    timeZone: 'Europe/London',
    timeZoneName: '(GMT) Greenwich Mean Time',
    contact: { name: 'Owen Price', email: `owen@${domain}` },
    address: {
      line1: '7 Sandgate',
      city: 'Newcastle upon Tyne',
      state: 'Tyne and Wear',
      zip: 'NE1 2ZZ',
      country: 'United Kingdom',
    },
    ranges: [`${dn('200')} - ${dn('209')}`],
    freeRanges: [`${dn('204')} - ${dn('209')}`],
    groupServices: ['Hunt Group'],
    devices: users.map((u) => u.device),
    users,
    instances: [
      {
        id: `hg.front@${domain}`,
        name: 'Front Desk',
        userType: 'Hunt Group',
        serviceType: 'Hunt Group',
        dn: dn('200'),
        ext: '200',
        policy: 'Circular',
        agents: users.slice(0, 2).map((user) => ({ user, weight: '0' })),
      },
    ],
  };
}

export const serviceProvider = {
  id: '3100001877',
  name: 'Harbour Telecom Resale',
  isEnterprise: false,
  domain: 'harbour.example.test',
  supportEmail: 'help@harbour.example.test',
  contact: { name: 'Help Desk', email: 'help@harbour.example.test' },
  packs,
  singleServices: ['Call Waiting', 'Do Not Disturb'],
  groups: [cafe(), dentist()],
};

export const serviceProviderFiles = [
  [
    'service-provider.xml',
    (out) => {
      askProvider(out, serviceProvider);
      for (const g of serviceProvider.groups) {
        askGroup(out, serviceProvider, g);
        askDevices(out, serviceProvider, g);
        for (const u of g.users) askUser(out, serviceProvider, g, u);
        askInstances(out, serviceProvider, g);
      }
    },
  ],
];
