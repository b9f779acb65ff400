import type { SettingEntry } from '../../../src/domain/drafts.ts';
import type { Step, StepKind, StepOf } from '../../../src/domain/plan.ts';
import { fixedId } from '../../../src/sandbox/ids.ts';
import type { SandboxOptions } from '../../../src/sandbox/start-sandbox.ts';
import { branch, branchCalling, buildStep, everything } from '../step-builders.ts';
import { type EngineWorld, referencesOf } from './engine-world.ts';

export const COLUMNS = ['create', 'adopt', 'change', 'conflict', 'in doubt', 'verify', 'undo'] as const;
export type Column = (typeof COLUMNS)[number];

/** What makes one column of a row another one than the kind's handler promises, and why. */
interface Exception {
  /** A sentence; it stands in the name of the test. */
  readonly why: string;
  /** What happens instead; without it there is nothing to show. */
  readonly instead?: Instead;
}
type Instead =
  /** The step ends like this, with this cause. */
  | { readonly ends: 'adopted' | 'created' | 'failed'; readonly cause?: RegExp }
  /** Another step stands in the way, made by somebody else. */
  | { readonly by: Step; readonly cause: RegExp }
  /** The plan shows what differs, field by field, as this, for this reason. */
  | { readonly planned: 'change' | 'blocked'; readonly reason?: RegExp };

/** One object of one step kind, and the same object as somebody else would have made it. */
export interface Row {
  readonly name: string;
  readonly step: Step;
  /** Ids of further steps that have to be there before. */
  readonly needs?: readonly string[];
  readonly sandbox?: Partial<SandboxOptions>;
  /** The same natural key, another wish. */
  readonly other?: Step;
  /** What somebody else does to the object that stands there; without it `other` is written over it. */
  readonly differ?: (world: EngineWorld) => Promise<unknown>;
  /** Fields by which the two differ; none: the object is missing afterwards. */
  readonly fields: readonly string[];
  /** The target starts with what the step wants. */
  readonly isDefault?: true;
  readonly except?: { readonly [Name in Column]?: Exception };
}

const BLOCKED = {
  why: 'no call changes it, the plan says so and holds it back',
  instead: { planned: 'blocked' },
} as const;
const ONE_PLACE = {
  why: 'its place exists once, what differs there is shown in the plan and written',
  instead: { planned: 'change' },
} as const;

const L = (world: EngineWorld): string => `/telephony/config/locations/${world.output('location', 'locationId')}`;
const org = (world: EngineWorld): string => `?orgId=${world.output('customer', 'orgId')}`;

const entry = (value: SettingEntry): Step => buildStep('settingEntry', { payload: { value } });
const OWNER = 'subscriber:anna';
const HOURS = {
  setting: 'personSchedule',
  owner: OWNER,
  name: 'Nights',
  type: 'businessHours',
  events: [
    {
      name: 'Weekdays',
      startDate: '2026-01-05',
      endDate: '2026-01-05',
      startTime: '08:00',
      endTime: '17:00',
      allDayEnabled: false,
      weekly: ['monday', 'friday'],
    },
  ],
} as const satisfies SettingEntry;
const RULE = {
  setting: 'selectiveRule',
  owner: OWNER,
  service: 'selectiveRejection',
  name: 'Pests',
  callsFrom: 'SELECT_PHONE_NUMBERS',
  anonymousCallers: true,
  unavailableCallers: false,
  phoneNumbers: ['+15125550199'],
  applies: true,
} as const satisfies SettingEntry;
const { phoneNumbers: _numbers, ...PLAIN } = RULE;
const FILTER = { ...PLAIN, service: 'executiveFiltering', callsFrom: 'ANY_EXTERNAL', phoneNumbers: [] } as const;
/** By one rule, which holds or does not. */
const filtering = (active: boolean): Step =>
  buildStep('setting', {
    payload: {
      value: { setting: 'executiveFiltering', owner: OWNER, enabled: true, filterType: 'CUSTOM_CALL_FILTERS' },
      rules: [{ step: 'filter', active }],
    },
  });
const alerting = (alertingMode: 'SEQUENTIAL' | 'SIMULTANEOUS'): Step =>
  buildStep('setting', {
    payload: {
      value: {
        setting: 'executiveAlert',
        owner: OWNER,
        alertingMode,
        rolloverEnabled: true,
        rolloverAction: 'VOICE_MESSAGING',
        nameMode: 'EXECUTIVE',
        numberMode: 'ORIGINATOR',
      },
    },
  });
const hosting = (hours: number): Step =>
  buildStep('setting', { payload: { value: { setting: 'hotelingHost', owner: OWNER, enabled: true, hours } } });
const REACHED = {
  setting: 'singleNumberReachNumber',
  owner: OWNER,
  reachedAt: '+15125550177',
  name: 'Mobile',
  enabled: true,
  doNotForwardCalls: true,
  answerConfirmation: false,
} as const satisfies SettingEntry;

const PATTERN = {
  setting: 'digitPattern',
  owner: OWNER,
  name: 'Abroad',
  pattern: '+44!',
  action: 'ALLOW',
  transferEnabled: false,
} as const satisfies SettingEntry;

function payloadOf<Kind extends StepKind>(kind: Kind): StepOf<Kind>['payload'] {
  // Kind and payload belong together, which the compiler cannot follow through a generic.
  return buildStep(kind).payload as unknown as StepOf<Kind>['payload'];
}

const carrier = (name: string): Step => buildStep('pstn', { payload: { connectionId: fixedId('PSTN', name) } });

/** Every kind has at least one row: a kind without one does not compile. */
export const MATRIX: { readonly [Kind in StepKind]: readonly [Row, ...Row[]] } = {
  customer: [
    {
      name: 'a customer',
      step: buildStep('customer'),
      other: buildStep('customer', {
        payload: { billingAddress: { ...payloadOf('customer').billingAddress, city: 'Houston' } },
      }),
      fields: ['address.city'],
    },
  ],
  location: [
    {
      name: 'the first location of a customer',
      step: buildStep('location'),
      other: buildStep('location', { payload: { timeZone: 'America/New_York' } }),
      fields: ['timeZone'],
      except: {
        create: { why: 'it comes with its customer, and is adopted', instead: { ends: 'adopted' } },
        'in doubt': { why: 'nothing is sent for it' },
      },
    },
    {
      name: 'a further location',
      step: branch(),
      other: { ...branch(), payload: { ...branch().payload, timeZone: 'America/New_York' } } as Step,
      fields: ['timeZone'],
    },
  ],
  calling: [
    {
      name: 'calling in a further location',
      step: branchCalling(),
      needs: ['branch'],
      other: { ...branchCalling(), payload: { ...branchCalling().payload, announcementLanguage: 'es_co' } } as Step,
      fields: ['announcementLanguage'],
    },
  ],
  pstn: [
    {
      name: 'a PSTN connection',
      step: carrier('North'),
      sandbox: { carriers: ['North', 'South'] },
      other: carrier('South'),
      fields: ['connection'],
      except: { conflict: ONE_PLACE },
    },
  ],
  locationTransferNumbers: [
    {
      name: 'the transfer numbers of a location',
      step: buildStep('locationTransferNumbers'),
      other: buildStep('locationTransferNumbers', { payload: { numbers: { number1: '0102' } } }),
      fields: ['autoTransferNumber1', 'autoTransferNumber3'],
      except: { conflict: ONE_PLACE },
    },
  ],
  digitPattern: [
    {
      name: 'a digit pattern of a location',
      step: buildStep('digitPattern'),
      other: buildStep('digitPattern', { payload: { action: 'ALLOW' } }),
      fields: ['action'],
    },
  ],
  permission: [
    {
      name: 'outgoing permissions',
      step: buildStep('permission'),
      other: buildStep('permission', {
        payload: { permissions: [{ callType: 'INTERNATIONAL', action: 'ALLOW', transferEnabled: false }] },
      }),
      fields: ['INTERNATIONAL.action'],
      except: { conflict: ONE_PLACE },
    },
  ],
  numbers: [
    {
      name: 'numbers',
      step: buildStep('numbers'),
      other: buildStep('numbers', { payload: { numbers: [...payloadOf('numbers').numbers, '+15125550149'] } }),
      differ: (world) =>
        world.behindOurBack('DELETE', `${L(world)}/numbers${org(world)}`, { phoneNumbers: ['+15125550104'] }),
      fields: ['+15125550104'],
      needs: ['branch', 'branch-calling', 'branch-pstn'],
      except: {
        change: { why: 'numbers are added, never changed', instead: { ends: 'created' } },
        conflict: {
          why: 'a number has nothing that could differ: one that stands in another location is refused by the target',
          instead: {
            by: buildStep('numbers', { id: 'elsewhere', payload: { location: 'branch', numbers: ['+15125550101'] } }),
            cause: /409 .*\+15125550101/,
          },
        },
      },
    },
  ],
  activation: [
    {
      name: 'activation of numbers',
      step: buildStep('activation'),
      other: buildStep('activation', { payload: { numbers: ['+15125550101', '+15125550102', '+15125550103'] } }),
      differ: (world) =>
        world.behindOurBack('PUT', `${L(world)}/numbers${org(world)}`, {
          phoneNumbers: ['+15125550102'],
          action: 'DEACTIVATE',
        }),
      fields: ['+15125550102'],
      except: { conflict: ONE_PLACE },
    },
  ],
  mainNumber: [
    {
      name: 'a main number',
      step: buildStep('mainNumber'),
      other: buildStep('mainNumber', { payload: { phoneNumber: '+15125550104' } }),
      fields: ['phoneNumber'],
      except: { conflict: ONE_PLACE },
    },
  ],
  emergencyCallback: [
    {
      name: 'emergency callback of a location',
      step: buildStep('emergencyCallback'),
      needs: ['subscriber'],
      isDefault: true,
      differ: (world) =>
        world.behindOurBack('PUT', `${L(world)}/features/emergencyCallbackNumber${org(world)}`, {
          selected: 'LOCATION_MEMBER_NUMBER',
          locationMemberId: world.output('subscriber', 'personId'),
        }),
      fields: ['selected'],
      except: { conflict: ONE_PLACE },
    },
    {
      name: 'emergency callback by a hunt group',
      step: buildStep('emergencyCallback', { payload: { owner: 'subscriber', member: 'huntGroup' } }),
      other: buildStep('emergencyCallback', { payload: { owner: 'subscriber', member: 'virtualLine' } }),
      fields: ['locationMemberId'],
      except: { conflict: ONE_PLACE },
    },
  ],
  schedule: [
    {
      name: 'a schedule',
      step: buildStep('schedule'),
      other: buildStep('schedule', {
        payload: { events: payloadOf('schedule').events.map((event) => ({ ...event, endDate: '2026-12-31' })) },
      }),
      fields: ['event Weekdays endDate', 'event Christmas endDate', 'event Thanksgiving endDate'],
    },
  ],
  subscriber: [
    {
      name: 'a package of a subscriber',
      step: buildStep('subscriber', {
        payload: { package: 'webex_meetings', administrator: false },
        without: ['phoneNumber', 'extension'],
      }),
      other: buildStep('subscriber', { payload: { administrator: false } }),
      fields: ['packages'],
    },
    {
      name: 'the name of a subscriber',
      step: buildStep('subscriber'),
      other: buildStep('subscriber', { payload: { lastName: 'Hill' } }),
      differ: (world) =>
        world.behindOurBack('PUT', `/people/${world.output('subscriber', 'personId')}?callingData=true`, {
          emails: ['anna@acme.example.test'],
          displayName: 'Anna Hill',
          firstName: 'Anna',
          lastName: 'Hill',
          extension: '0101',
          phoneNumbers: [{ type: 'work', value: '+15125550101' }],
        }),
      fields: ['lastName'],
      except: {
        change: {
          why: 'the wholesale API changes the package of a person and nothing else',
          instead: {
            planned: 'blocked',
            reason: /cannot be changed by an API call: lastName is "Berg", planned "Hill"; change it in Control Hub/,
          },
        },
      },
    },
  ],
  workspace: [
    {
      name: 'a Webex workspace',
      step: buildStep('workspace'),
      other: buildStep('workspace', { payload: { displayName: 'Door' } }),
      fields: ['displayName'],
    },
  ],
  virtualLine: [
    {
      name: 'a virtual line',
      step: buildStep('virtualLine'),
      other: buildStep('virtualLine', { payload: { firstName: 'Fox' } }),
      fields: ['firstName'],
    },
  ],
  virtualExtension: [
    {
      name: 'a virtual extension',
      step: buildStep('virtualExtension'),
      other: buildStep('virtualExtension', { payload: { displayName: 'Zoe Moves' } }),
      fields: ['displayName'],
    },
  ],
  device: [
    {
      name: 'a phone',
      step: buildStep('device'),
      other: buildStep('device', { payload: { model: 'DMS Cisco 8841' } }),
      differ: async (world) => {
        await world.behindOurBack('DELETE', `/devices/${world.output('device', 'deviceId')}${org(world)}`);
        const [mac, model, personId] = ['00562B043615', 'DMS Cisco 8841', world.output('subscriber', 'personId')];
        await world.behindOurBack('POST', `/devices${org(world)}`, { mac, model, personId });
      },
      fields: ['model'],
      except: { change: BLOCKED },
    },
  ],
  deviceMembers: [
    {
      name: 'lines of a phone',
      step: buildStep('deviceMembers'),
      other: buildStep('deviceMembers', {
        payload: {
          members: payloadOf('deviceMembers').members.map((member) => ({ ...member, lineType: 'PRIMARY' as const })),
        },
      }),
      fields: ['line 2'],
      except: { conflict: ONE_PLACE },
    },
  ],
  deviceLayout: [
    {
      name: 'keys of a phone',
      step: buildStep('deviceLayout'),
      needs: ['deviceMembers'],
      other: buildStep('deviceLayout', {
        payload: {
          keys: [
            ...payloadOf('deviceLayout').keys.slice(0, 3),
            { index: 4, type: 'SPEED_DIAL', label: 'Taxi', value: '4711' },
          ],
        },
      }),
      fields: ['key 4'],
      except: { conflict: ONE_PLACE },
    },
    {
      name: 'keys of an expansion module',
      step: buildStep('deviceLayout'),
      needs: ['deviceMembers'],
      other: buildStep('deviceLayout', {
        payload: {
          keys: [
            ...payloadOf('deviceLayout').keys.slice(0, 4),
            { index: 2, module: 1, type: 'SPEED_DIAL', label: 'Bank', value: '4711' },
          ],
        },
      }),
      fields: ['key 2 of module 1'],
      except: { conflict: ONE_PLACE },
    },
  ],
  dectNetwork: [
    {
      name: 'a DECT network',
      step: buildStep('dectNetwork'),
      other: buildStep('dectNetwork', { payload: { model: 'DMS Cisco DBS110' } }),
      differ: async (world) => {
        const networks = `${L(world)}/dectNetworks`;
        await world.behindOurBack('DELETE', `${networks}/${world.output('dectNetwork', 'dectNetworkId')}${org(world)}`);
        await world.behindOurBack('POST', `${networks}${org(world)}`, {
          name: 'Warehouse',
          model: 'DMS Cisco DBS110',
          defaultAccessCodeEnabled: false,
          defaultAccessCode: '',
        });
      },
      fields: ['model'],
      except: { change: BLOCKED },
    },
  ],
  dectBase: [
    {
      name: 'a base of a DECT network',
      step: buildStep('dectBase'),
      needs: ['other-network'],
      differ: (world) =>
        world.behindOurBack(
          'DELETE',
          `${L(world)}/dectNetworks/${world.output('dectNetwork', 'dectNetworkId')}${org(world)}`,
        ),
      fields: [],
      except: {
        change: { why: 'a base has nothing but its address' },
        conflict: {
          why: 'a base has nothing that could differ: one that another network has is refused by the target',
          instead: {
            by: buildStep('dectBase', { id: 'other-base', payload: { network: 'other-network' } }),
            cause: /the target refused the base \(status 4\d\d\)/,
          },
        },
      },
    },
  ],
  dectHandset: [
    {
      name: 'a DECT handset',
      step: buildStep('dectHandset'),
      other: buildStep('dectHandset', { payload: { displayName: 'Door' } }),
      fields: ['customDisplayName'],
    },
  ],
  huntGroup: [
    {
      name: 'a hunt group',
      step: buildStep('huntGroup'),
      other: buildStep('huntGroup', { payload: { policy: 'CIRCULAR' } }),
      fields: ['callPolicies.policy'],
    },
  ],
  callQueue: [
    {
      name: 'a call queue',
      step: buildStep('callQueue'),
      other: buildStep('callQueue', { payload: { queueSize: 5 } }),
      fields: ['queueSettings.queueSize'],
    },
  ],
  queueAgent: [
    {
      name: 'an agent who has left a queue',
      step: buildStep('queueAgent'),
      other: buildStep('queueAgent', { payload: { joined: true } }),
      fields: ['joinEnabled'],
      except: { conflict: ONE_PLACE },
    },
  ],
  autoAttendant: [
    {
      name: 'an auto attendant',
      step: buildStep('autoAttendant'),
      needs: ['schedule'],
      other: buildStep('autoAttendant', { payload: { extensionDialing: 'ENTERPRISE' } }),
      fields: ['extensionDialing'],
    },
  ],
  attendantMenus: [
    {
      name: 'menus with keys that lead to attendants which were made later',
      step: buildStep('attendantMenus'),
      needs: ['schedule'],
      other: buildStep('attendantMenus', {
        payload: {
          // The first pass leaves the last key to the second.
          businessHoursMenu: {
            ...payloadOf('attendantMenus').businessHoursMenu,
            keys: payloadOf('attendantMenus').businessHoursMenu.keys.slice(0, -1),
          },
        },
      }),
      fields: ['businessHoursMenu.keys'],
      except: { conflict: ONE_PLACE },
    },
  ],
  callPickup: [
    {
      name: 'a call pickup',
      step: buildStep('callPickup'),
      other: buildStep('callPickup', { payload: { members: ['subscriber'] } }),
      fields: ['agents'],
    },
  ],
  pagingGroup: [
    {
      name: 'a paging group',
      step: buildStep('pagingGroup'),
      other: buildStep('pagingGroup', { payload: { originatorCallerId: false } }),
      fields: ['originatorCallerIdEnabled'],
    },
  ],
  callPark: [
    {
      name: 'a call park',
      step: buildStep('callPark'),
      other: buildStep('callPark', { payload: { members: ['subscriber'] } }),
      fields: ['agents'],
    },
  ],
  callParkSettings: [
    {
      name: 'call park settings of a location',
      step: buildStep('callParkSettings'),
      other: buildStep('callParkSettings', { payload: { recallTime: 45 } }),
      fields: ['callParkSettings.recallTime'],
      except: { conflict: ONE_PLACE },
    },
  ],
  voicemailGroup: [
    {
      name: 'a voicemail group',
      step: buildStep('voicemailGroup'),
      other: buildStep('voicemailGroup', { payload: { copyEmail: 'other@acme.example.test' } }),
      fields: ['emailCopyOfMessage.emailId'],
    },
  ],
  voicePortal: [
    {
      name: 'the voice portal of a location',
      step: buildStep('voicePortal'),
      other: buildStep('voicePortal', { payload: { name: 'Mailboxes' } }),
      fields: ['name'],
      except: { conflict: ONE_PLACE },
    },
  ],
  announcement: [
    {
      name: 'an announcement',
      step: buildStep('announcement'),
      other: buildStep('announcement', { payload: { fileName: 'hello.wav' } }),
      fields: ['fileName'],
    },
  ],
  locationMusic: [
    {
      name: 'the music on hold of a location',
      step: buildStep('locationMusic'),
      other: buildStep('locationMusic', { payload: { enabled: true } }),
      fields: ['mohEnabled'],
      except: { conflict: ONE_PLACE },
    },
  ],
  locationIntercept: [
    {
      name: 'the intercept of a location',
      step: buildStep('locationIntercept'),
      other: buildStep('locationIntercept', { payload: { zeroTransfer: '0102' } }),
      fields: ['zeroTransfer.destination'],
      except: { conflict: ONE_PLACE },
    },
  ],
  setting: [
    {
      name: 'a setting of a person',
      step: buildStep('setting'),
      other: buildStep('setting', {
        payload: { value: { setting: 'callWaiting', owner: OWNER, enabled: true } },
      }),
      fields: ['enabled'],
      except: { conflict: ONE_PLACE },
    },
    {
      name: 'the filter of an executive with its rules',
      step: filtering(false),
      needs: ['executive', 'filter'],
      other: filtering(true),
      fields: ['criteriaActivation'],
      except: { conflict: ONE_PLACE },
    },
    {
      name: 'a phone for guests',
      step: hosting(8),
      needs: ['device'],
      other: hosting(12),
      fields: ['hoteling.guestHoursLimit'],
      except: { conflict: ONE_PLACE },
    },
    {
      name: 'the alerting of assistants',
      step: alerting('SEQUENTIAL'),
      needs: ['executive'],
      other: alerting('SIMULTANEOUS'),
      fields: ['alertingMode'],
      except: { conflict: ONE_PLACE },
    },
  ],
  settingEntry: [
    {
      name: 'a number of single number reach',
      step: entry(REACHED),
      other: entry({ ...REACHED, name: 'Car' }),
      fields: ['name'],
    },
    {
      name: 'a digit pattern of a person',
      step: entry(PATTERN),
      other: entry({ ...PATTERN, pattern: '+49!', transferEnabled: true }),
      fields: ['pattern', 'transferEnabled'],
    },
    {
      name: 'a schedule of a person',
      step: entry(HOURS),
      other: entry({
        ...HOURS,
        events: HOURS.events.map((event) => ({ ...event, startTime: '09:00' })),
      }),
      fields: ['event Weekdays startTime'],
    },
    {
      name: 'a rule of a selective service',
      step: entry(RULE),
      other: entry({ ...RULE, applies: false }),
      fields: ['rejectEnabled'],
      except: {
        conflict: {
          why: 'a rule has no name in the target, one that says something else is another rule and stays beside it',
          instead: { ends: 'created' },
        },
      },
    },
    {
      name: 'a filter of an executive',
      step: entry(FILTER),
      needs: ['executive'],
      other: entry({ ...FILTER, applies: false }),
      fields: ['filterEnabled'],
    },
  ],
  featureSetting: [
    {
      name: 'forwarding of a hunt group',
      step: buildStep('featureSetting'),
      other: buildStep('featureSetting', {
        payload: {
          value: {
            setting: 'forwarding',
            feature: 'huntGroup:sales',
            always: { enabled: false, destination: '0300', ringReminder: false },
            selective: { enabled: true, destination: '+15125550100', ringReminder: false },
          },
        },
      }),
      fields: ['always.ringReminderEnabled'],
      except: { conflict: ONE_PLACE },
    },
  ],
  selectiveRule: [
    {
      name: 'a forwarding rule of a hunt group',
      step: buildStep('selectiveRule'),
      needs: ['schedule'],
      other: buildStep('selectiveRule', {
        payload: { value: { ...payloadOf('selectiveRule').value, enabled: false } },
      }),
      fields: ['enabled'],
    },
  ],
};

/** Steps that rows need beside one of every kind. */
const EXTRAS: readonly Step[] = [
  buildStep('setting', {
    id: 'executive',
    payload: { value: { setting: 'executiveAssistant', owner: OWNER, type: 'EXECUTIVE' } },
  }),
  buildStep('settingEntry', { id: 'filter', payload: { value: FILTER } }),
  buildStep('pstn', { id: 'branch-pstn', payload: { location: 'branch' } }),
  buildStep('dectNetwork', { id: 'other-network', payload: { name: 'Yard' } }),
];

/** Steps that a row stands on, in an order that works: groundwork, what its payload points at, what it asks for. */
export function standsOn(row: Row): Step[] {
  const groundwork = ['customer', 'location', 'pstn', 'permission', 'numbers', 'mainNumber'];
  const known = [...everything(), ...EXTRAS];
  const at = groundwork.indexOf(row.step.id);
  const wanted = new Set(at === -1 ? groundwork : groundwork.slice(0, at));
  const queue = [...referencesOf(row.step), ...referencesOf(row.other ?? row.step), ...(row.needs ?? [])];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const step = known.find((one) => one.id === id);
    if (step === undefined || id === row.step.id || wanted.has(id)) continue;
    wanted.add(id);
    queue.push(...referencesOf(step));
  }
  return known.filter(({ id }) => wanted.has(id)).sort((a, b) => rank(a) - rank(b));
}

/** Further locations come before what stands in them. */
function rank({ id }: Step): number {
  return ['customer', 'location', 'branch', 'branch-calling', 'branch-pstn'].indexOf(id) + 1 || 9;
}
