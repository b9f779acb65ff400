/**
 * Invented enterprises of any size, the same for the same seed. A group is made from the seed and its number alone, so
 * that a large capture never has to be held in memory: heads first, users when their turn comes.
 */

/** mulberry32: small, fast, and the same on every platform. */
export function randomOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count) => Math.floor(next() * count);
  return { next, below, pick: (list) => list[below(list.length)], chance: (share) => next() < share };
}

const FIRST = [
  'Anna',
  'Béatrice',
  'Chloé',
  'Dara',
  'Elif',
  'Fionn',
  'Grete',
  'Hugo',
  'Ines',
  'Jörg',
  'Kamal',
  'Lucía',
  'Mika',
  'Nour',
  'Oskar',
];
const LAST = [
  "O'Neill",
  'Smith & Jones',
  'Müller',
  'García',
  'van der Berg',
  'Łukasz',
  'Brown',
  'de la Cruz',
  'Nguyễn',
  'Ng',
  'Ó Briain',
  '4003',
];
const PACKS = [
  {
    name: 'Standard',
    description: 'Desk phone',
    services: [
      'Call Forwarding Always',
      'Call Forwarding Busy',
      'Call Forwarding No Answer',
      'Call Forwarding Not Reachable',
      'Voice Messaging User',
      'Call Waiting',
      'Do Not Disturb',
    ],
  },
  { name: 'Line & More', description: 'Line', services: ['Call Waiting', 'Call Forwarding Always'] },
];
const SINGLE = ['Call Waiting', 'Do Not Disturb', 'Busy Lamp Field', 'Call Forwarding Busy'];
const TYPES = ['Cisco 8851', 'Polycom VVX 450', 'Polycom_VVX410', 'Yealink-T46S', 'Generic SIP Phone'];
const SITES = [
  {
    countryCode: '1',
    nationalPrefix: '1',
    timeZone: 'America/Denver',
    city: 'Denver',
    state: 'Colorado',
    zip: '80202',
    country: 'USA',
  },
  {
    countryCode: '44',
    nationalPrefix: '0',
    timeZone: 'Europe/London',
    city: 'Leeds',
    state: 'West Yorkshire',
    zip: 'LS1 1UR',
    country: 'United Kingdom',
  },
  {
    countryCode: '49',
    nationalPrefix: '0',
    timeZone: 'Europe/Berlin',
    city: 'Berlin',
    state: 'Berlin',
    zip: '10117',
    country: 'Germany',
  },
];

/** @returns provider with group heads; `groupAt(index)` makes a group with its users, devices and instances */
export function randomSource({ seed, users, groups }) {
  const id = `gen${seed}`;
  const domain = `${id}.example.test`;
  const sizeOf = (index) => Math.floor(users / groups) + (index < users % groups ? 1 : 0);
  const startOf = (index) => index * Math.floor(users / groups) + Math.min(index, users % groups);
  const groupAt = (index) => randomGroup({ seed, index, size: sizeOf(index), start: startOf(index), domain });
  return {
    id,
    name: `Generated & Co ${seed}`,
    isEnterprise: true,
    domain,
    supportEmail: `help@${domain}`,
    packs: PACKS,
    singleServices: SINGLE,
    departments: ['Ops'],
    groupCount: groups,
    groupAt,
    /** Without users: enough for the lists of the provider. */
    get groups() {
      return Array.from({ length: groups }, (_, index) => {
        const { users: _users, devices: _devices, ...head } = groupAt(index);
        return head;
      });
    },
  };
}

function randomGroup({ seed, index, size, start, domain }) {
  const random = randomOf(seed * 1009 + index * 7919 + 1);
  const site = SITES[index % SITES.length];
  // Ten thousand numbers to a group, in a block that no real network uses: 999 after the country code.
  const dn = (line) =>
    `+${site.countryCode}-999${String(index % 1000).padStart(3, '0')}${String(line).padStart(4, '0')}`;
  const devices = [];
  const users = Array.from({ length: size }, (_, offset) => {
    const number = start + offset;
    const hasDn = random.chance(0.9);
    const ext = random.chance(0.97)
      ? String(offset + (index % 2 ? 1 : 10001)).padStart(index % 2 ? 4 : 5, '0')
      : undefined;
    const user = {
      id: random.chance(0.5) ? `u${number}@${domain}` : `User.${number}@${domain}`,
      first: random.pick(FIRST),
      last: random.pick(LAST),
      dn: hasDn ? dn(offset + 1) : undefined,
      ext,
      email: random.chance(0.85) ? `u${number}@${domain}` : undefined,
      packs: random.chance(0.9) ? [random.pick(PACKS).name] : [],
      services: SINGLE.filter(() => random.chance(0.15)),
      askEffective: random.chance(0.3),
      dnd: random.chance(0.1),
      callWaiting: random.chance(0.8),
      voicemail: { active: random.chance(0.7) },
      forwarding: {
        always: random.chance(0.3) ? { active: random.chance(0.5), to: `0${random.below(10000)}` } : undefined,
        noAnswer: random.chance(0.4)
          ? { active: true, to: String(random.below(9999)).padStart(4, '0'), rings: random.pick([0, 2, 3, 20]) }
          : undefined,
      },
    };
    if (random.chance(0.8)) {
      user.device = {
        name: `dev ${number}`,
        type: random.pick(TYPES),
        mac: random.chance(0.9)
          ? (0x02_00_00_00_00_00 + number).toString(16).padStart(12, '0').toUpperCase()
          : undefined,
        ports: 4,
      };
      user.linePort = `line${number}@${domain}`;
      devices.push(user.device);
    }
    return user;
  });
  const free = random.below(20) + 1;
  const main = {
    id: `hg${index}@${domain}`,
    name: `Front ${index}`,
    userType: 'Hunt Group',
    serviceType: 'Hunt Group',
    dn: dn(0),
    ext: '9000',
    policy: random.pick(['Circular', 'Regular', 'Simultaneous']),
    agents: users.slice(0, 3).map((user) => ({ user, weight: '0' })),
  };
  return {
    id: `g ${index}`,
    name: `Site ${index}`,
    userLimit: size + 10,
    clidName: `Site ${index}`,
    mainNumber: dn(0),
    ...site,
    timeZoneName: site.timeZone,
    release: index % 2 ? '14sp7' : '22V5',
    userRelease: index % 3 === 0 ? '21' : '22',
    contact: { name: 'Front Desk' },
    address: {
      line1: `${index + 1} Test Street`,
      city: site.city,
      state: site.state,
      zip: site.zip,
      country: site.country,
    },
    ranges: [`${dn(0)} - ${dn(size + free)}`],
    freeRanges: [`${dn(size + 1)} - ${dn(size + free)}`],
    groupServices: ['Hunt Group'],
    users,
    devices,
    instances: [main],
    numbers: size + free + 1,
  };
}
