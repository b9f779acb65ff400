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
/** What a group may assign besides: a platform lists everything assignable for each user, half of a capture's bytes. */
const ASSIGNABLE = [
  'Alternate Numbers',
  'Anonymous Call Rejection',
  'Authentication',
  'Automatic Callback',
  'Barge-in Exempt',
  'Basic Call Logs',
  'BroadWorks Agent',
  'BroadWorks Anywhere',
  'BroadWorks Receptionist - Office',
  'BroadWorks Supervisor',
  'Call Center - Basic',
  'Call Center - Standard',
  'Call Center - Premium',
  'Call Forwarding Selective',
  'Call Notify',
  'Call Recording',
  'Call Return',
  'Call Transfer',
  'Calling Line ID Delivery Blocking',
  'Calling Name Retrieval',
  'Client Call Control',
  'Client License 18',
  'CommPilot Express',
  'Customer Originated Trace',
  'Directed Call Pickup',
  'Directed Call Pickup with Barge-in',
  'Diversion Inhibitor',
  'Enhanced Call Logs',
  'Executive',
  'Executive-Assistant',
  'External Calling Line ID Delivery',
  'Fax Messaging',
  'Flash Call Hold',
  'Hoteling Guest',
  'Hoteling Host',
  'Integrated IMP',
  'Intercept User',
  'Internal Calling Line ID Delivery',
  'Last Number Redial',
  'Music On Hold User',
  'N-Way Call',
  'Personal Assistant',
  'Priority Alert',
  'Privacy',
  'Push to Talk',
  'Remote Office',
  'Selective Call Acceptance',
  'Selective Call Rejection',
  'Sequential Ring',
  'Shared Call Appearance',
  'Shared Call Appearance 10',
  'Simultaneous Ring Personal',
  'Speed Dial 100',
  'Speed Dial 8',
  'Third-Party Voice Mail Support',
  'Three-Way Call',
  'Voice Portal Calling',
];
/** At most so many numbers of a group belong to nobody. */
const FREE = 20;
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
    // 555-0100 to 555-0199 is reserved for invention in every area code.
    block: 100,
    prefixes:
      '201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 251 252 253 254 256 260 262 267 269 270 276 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 319 320 321 323 325 330 331 334 336 337 339 347 351 352 360 361 386 401 402 404 405 406 407 408 409 410 412 413 414 415 417 419 423 424 425 430 432 434 435 440 443 469 478 479 480 484 501 502 503 504 505 507 508 509 510 512 513 515 516 517 518 520 530 540 541 551 559 561 562 563 567 570 571 573 574 575 580 585 586 601 602 603 605 606 607 608 609 610 612 614 615 616 617 618 619 620 623 626 630 631 636 641 646 650 651 660 661 662 678 682 701 702 703 704 706 707 708 712 713 714 715 716 717 718 719 720 724 727 731 732 734 740 754 757 760 763 765 770 772 773 774 775 781 785 786 801 802 803 804 805 806 808 810 812 813 814 815 816 817 818 828 830 831 832 843 845 847 848 850 856 857 858 859 860 862 863 864 865 870 901 903 904 906 907 908 909 910 912 913 914 915 916 917 918 919 920 925 928 931 936 937 940 941 947 949 951 952 954 956 970 971 972 973 978 979 980 985 989'
        .split(' ')
        .map((area) => `${area}55501`),
  },
  {
    countryCode: '44',
    nationalPrefix: '0',
    timeZone: 'Europe/London',
    city: 'Leeds',
    state: 'West Yorkshire',
    zip: 'LS1 1UR',
    country: 'United Kingdom',
    // Ofcom keeps these blocks of a thousand for drama.
    block: 1000,
    prefixes: [
      '1134960',
      '1144960',
      '1154960',
      '1164960',
      '1174960',
      '1184960',
      '1214960',
      '1314960',
      '1414960',
      '1514960',
      '1614960',
      '2079460',
      '1914980',
      '2896496',
      '2920180',
      '1632960',
    ],
  },
];

/** Numbers of a site in their order: reserved blocks first, then one that no network uses. */
function numberAt(site, serial) {
  const prefix = site.prefixes[Math.floor(serial / site.block)];
  const digits = String(site.block).length - 1;
  if (prefix !== undefined) return `+${site.countryCode}-${prefix}${String(serial % site.block).padStart(digits, '0')}`;
  return `+${site.countryCode}-999${String(serial).padStart(7, '0')}`;
}

/** Ranges that cover the serials, both included, none across two blocks. */
function rangesOf(site, from, to) {
  const ranges = [];
  for (let start = from; start <= to; ) {
    const end = Math.min(to, start - (start % site.block) + site.block - 1);
    ranges.push(start === end ? numberAt(site, start) : `${numberAt(site, start)} - ${numberAt(site, end)}`);
    start = end + 1;
  }
  return ranges;
}

/**
 * @param options - `serviceProvider`: groups are customers of their own, which share no departments
 * @returns provider with group heads; `groupAt(index)` makes a group with its users, devices and instances
 */
export function randomSource({ seed, users, groups, serviceProvider = false }) {
  const id = `gen${seed}`;
  const domain = `${id}.example.test`;
  const sizeOf = (index) => Math.floor(users / groups) + (index < users % groups ? 1 : 0);
  const startOf = (index) => index * Math.floor(users / groups) + Math.min(index, users % groups);
  const groupAt = (index) =>
    randomGroup({ seed, index, size: sizeOf(index), start: startOf(index), most: sizeOf(0), domain });
  return {
    id,
    name: `Generated & Co ${seed}`,
    isEnterprise: !serviceProvider,
    domain,
    supportEmail: `help@${domain}`,
    packs: PACKS,
    singleServices: [...SINGLE, ...ASSIGNABLE],
    departments: serviceProvider ? [] : ['Ops'],
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

function randomGroup({ seed, index, size, start, most, domain }) {
  const random = randomOf(seed * 1009 + index * 7919 + 1);
  const site = SITES[index % SITES.length];
  // Room for the largest group and its free numbers, counted per country.
  const room = most + 1 + FREE;
  const base = Math.floor(index / SITES.length) * room;
  const dn = (line) => numberAt(site, base + line);
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
  const free = random.below(FREE) + 1;
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
    countryCode: site.countryCode,
    nationalPrefix: site.nationalPrefix,
    timeZone: site.timeZone,
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
    ranges: rangesOf(site, base, base + size + free),
    freeRanges: rangesOf(site, base + size + 1, base + size + free),
    groupServices: ['Hunt Group'],
    users,
    devices,
    instances: [main],
    numbers: size + free + 1,
  };
}
