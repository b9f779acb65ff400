import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WholeSetting } from '../../src/domain/drafts.ts';
import type { FurtherSetting, FurtherSettingName, SettingEntryName } from '../../src/domain/further-settings.ts';
import type { Step } from '../../src/domain/plan.ts';
import { handlerOf } from '../../src/steps/registry.ts';
import { CONTRACTS_MISSING, contractsAvailable } from '../contracts/contract-checker.ts';
import { exchangeFaults } from '../contracts/exchange-faults.ts';
import { openRig, type Rig } from './rig.ts';
import { buildStep, groundwork } from './step-builders.ts';

type OwnerKind = 'subscriber' | 'workspace' | 'virtualLine';
/** The emergency callback has a step kind of its own. */
type Whole = Exclude<FurtherSettingName, SettingEntryName | 'emergencyCallback'>;
type Fields<Name extends Whole> = Omit<FurtherSetting<Name>, 'setting' | 'owner'>;

interface Case<Name extends Whole> {
  readonly owners: readonly OwnerKind[];
  readonly value: Fields<Name>;
  /** What somebody else makes of it. */
  readonly other: Fields<Name>;
  /** Steps of the owners that it points at. */
  readonly members?: readonly string[];
  /** Number of fields in which the two differ. */
  readonly differs: number;
}

const EVERYBODY = ['subscriber', 'workspace', 'virtualLine'] as const;
const PEOPLE = ['subscriber'] as const;
const PLACES = ['subscriber', 'workspace'] as const;
const permission = (action: 'ALLOW' | 'BLOCK') => ({ callType: 'INTERNATIONAL', action, transferEnabled: false });
const recording = {
  enabled: true,
  record: 'Always with Pause/Resume',
  recordVoicemail: true,
  pauseNotification: 'Beep',
  repeatInterval: 60,
  repeatEnabled: true,
  startStopAnnouncement: true,
} as const;

const CASES: { readonly [Name in Whole]: Case<Name> } = {
  callerId: {
    owners: EVERYBODY,
    value: { selected: 'CUSTOM', customNumber: '+15125550100', customName: 'Front Desk', hiddenFromCallers: true },
    other: { selected: 'DIRECT_LINE', customNumber: '+15125550100', customName: 'Somebody', hiddenFromCallers: false },
    differs: 3,
  },
  // Needs a queue: the example of its own below has one.
  agentCallerId: { owners: [], value: { queue: 'callQueue:sales' }, other: { queue: 'callQueue:sales' }, differs: 0 },
  anonymousCallRejection: { owners: PLACES, value: { enabled: true }, other: { enabled: false }, differs: 1 },
  bargeIn: { owners: EVERYBODY, value: { enabled: true }, other: { enabled: false }, differs: 1 },
  privacy: {
    owners: EVERYBODY,
    value: {
      aaExtensionDialing: false,
      aaNameDialing: false,
      statusPrivacy: true,
      members: ['subscriber:bert'],
    },
    other: {
      aaExtensionDialing: true,
      aaNameDialing: true,
      statusPrivacy: false,
      members: [],
    },
    members: ['bert'],
    differs: 3,
  },
  pushToTalk: {
    owners: EVERYBODY,
    value: { allowAutoAnswer: true, connectionType: 'ONE_WAY', accessType: 'ALLOW_MEMBERS', members: [] },
    other: { allowAutoAnswer: false, connectionType: 'TWO_WAY', accessType: 'BLOCK_MEMBERS', members: [] },
    members: ['bert'],
    differs: 3,
  },
  intercept: {
    owners: EVERYBODY,
    value: {
      enabled: true,
      incoming: 'INTERCEPT_ALL',
      toVoicemail: true,
      newNumber: '+15125550199',
      newNumberEnabled: true,
      zeroTransfer: '0101',
      zeroTransferEnabled: true,
      outgoing: 'ALLOW_LOCAL_ONLY',
      outgoingTransfer: '+15125550198',
      outgoingTransferEnabled: true,
    },
    other: {
      enabled: false,
      incoming: 'ALLOW_ALL',
      toVoicemail: false,
      newNumber: '+15125550197',
      newNumberEnabled: false,
      zeroTransfer: '0102',
      zeroTransferEnabled: false,
      outgoing: 'INTERCEPT_ALL',
      outgoingTransfer: '+15125550196',
      outgoingTransferEnabled: false,
    },
    differs: 10,
  },
  callRecording: {
    owners: EVERYBODY,
    value: recording,
    other: {
      ...recording,
      record: 'Always',
      pauseNotification: 'None',
      repeatInterval: 30,
      startStopAnnouncement: false,
    },
    differs: 5,
  },
  hotelingGuest: { owners: PEOPLE, value: { enabled: true }, other: { enabled: false }, differs: 1 },
  // Takes a phone: the example of its own below has one.
  hotelingHost: { owners: [], value: { enabled: true, hours: 12 }, other: { enabled: false }, differs: 2 },
  musicOnHold: { owners: EVERYBODY, value: { enabled: false }, other: { enabled: true }, differs: 1 },
  outgoingPermission: {
    owners: EVERYBODY,
    value: { permissions: [permission('ALLOW')] },
    other: { permissions: [permission('BLOCK')] },
    differs: 1,
  },
  transferNumbers: {
    owners: EVERYBODY,
    value: { custom: true, number1: '+12025550199', number2: '0102' },
    other: { custom: false },
    differs: 1,
  },
  digitPatterns: { owners: EVERYBODY, value: { custom: true }, other: { custom: false }, differs: 1 },
  incomingPermission: {
    owners: EVERYBODY,
    value: { externalTransfer: 'BLOCK_ALL_EXTERNAL', internalCalls: false, collectCalls: false },
    other: { externalTransfer: 'ALLOW_ALL_EXTERNAL', internalCalls: true, collectCalls: true },
    differs: 3,
  },
  monitoring: {
    owners: PLACES,
    value: { callParkNotification: true, members: [] },
    other: { callParkNotification: false, members: [] },
    members: ['bert', 'workspace'],
    differs: 1,
  },
  receptionist: {
    owners: PEOPLE,
    value: { enabled: true, members: [] },
    other: { enabled: false, members: [] },
    members: ['bert'],
    differs: 1,
  },
  selectiveForwarding: {
    owners: PEOPLE,
    value: { enabled: true, defaultNumber: '+15125550188', ringReminder: true },
    other: { enabled: false, defaultNumber: '+15125550187', ringReminder: false },
    differs: 3,
  },
  selectiveAcceptance: { owners: PEOPLE, value: { enabled: true }, other: { enabled: false }, differs: 1 },
  selectiveRejection: { owners: PEOPLE, value: { enabled: true }, other: { enabled: false }, differs: 1 },
  executiveAssistant: {
    owners: PEOPLE,
    value: { type: 'EXECUTIVE_ASSISTANT' },
    other: { type: 'EXECUTIVE' },
    differs: 1,
  },
  // These three take an executive: the example of their own below does.
  executiveFiltering: {
    owners: [],
    value: { enabled: true, filterType: 'ALL_EXTERNAL_CALLS' },
    other: { enabled: false, filterType: 'ALL_CALLS' },
    differs: 2,
  },
  executiveAlert: {
    owners: [],
    value: {
      alertingMode: 'SEQUENTIAL',
      nextAssistantRings: 3,
      rolloverEnabled: true,
      rolloverAction: 'FORWARD',
      rolloverDestination: '+15125550188',
      rolloverSeconds: 20,
      nameMode: 'CUSTOM',
      customName: 'Board',
      numberMode: 'CUSTOM',
      customNumber: '+15125550100',
    },
    other: {
      alertingMode: 'SIMULTANEOUS',
      nextAssistantRings: 5,
      rolloverEnabled: false,
      rolloverAction: 'NO_ANSWER_PROCESSING',
      rolloverDestination: '+15125550187',
      rolloverSeconds: 30,
      nameMode: 'EXECUTIVE',
      customName: 'Chair',
      numberMode: 'ORIGINATOR',
      customNumber: '+15125550101',
    },
    differs: 10,
  },
  executiveScreening: {
    owners: [],
    value: {
      enabled: true,
      alertType: 'RING_SPLASH',
      alertReachedNumbers: true,
      alertMobile: true,
      alertSharedLines: true,
    },
    other: {
      enabled: false,
      alertType: 'SILENT',
      alertReachedNumbers: false,
      alertMobile: false,
      alertSharedLines: false,
    },
    differs: 5,
  },
  assistantDivert: {
    owners: PEOPLE,
    value: { enabled: true, destination: '+15125550199' },
    other: { enabled: false, destination: '+15125550198' },
    differs: 2,
  },
  // Points at nobody here: the example of its own below does.
  assignedAssistants: { owners: [], value: { members: [] }, other: { members: [] }, differs: 0 },
  simultaneousRing: {
    owners: PLACES,
    value: {
      enabled: true,
      doNotRingIfOnCall: true,
      numbers: [{ phoneNumber: '+15125550199', answerConfirmation: true }],
    },
    other: {
      enabled: false,
      doNotRingIfOnCall: false,
      numbers: [{ phoneNumber: '+15125550199', answerConfirmation: false }],
    },
    differs: 3,
  },
  singleNumberReach: {
    owners: PEOPLE,
    value: { alertAllForClickToDial: true },
    other: { alertAllForClickToDial: false },
    differs: 1,
  },
  alternateNumbers: {
    owners: PEOPLE,
    value: {
      distinctiveRing: true,
      numbers: [{ phoneNumber: '+15125550104', extension: '0104', ringPattern: 'LONG_LONG' }],
    },
    other: { distinctiveRing: false, numbers: [] },
    differs: 1,
  },
};

const ROWS = Object.entries(CASES).flatMap(([setting, { owners, ...row }]) =>
  owners.map((owner) => ({ setting, owner, ...row })),
);

type RowOf = Pick<(typeof ROWS)[number], 'setting' | 'owner' | 'members'>;

function stepOf({ setting, owner, members }: RowOf, fields: object, id?: string): Step {
  // Name and fields stand side by side in the table above; the compiler loses that in `Object.entries`.
  const value = { setting, owner: `${owner}:somebody`, ...fields } as unknown as WholeSetting;
  return buildStep('setting', {
    id: id ?? `${owner}-${setting}`,
    payload: { owner, ownerKind: owner, value, ...(members === undefined ? {} : { members }) },
  });
}

describe('further settings', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig();
    await rig.carryOut(...groundwork());
    await rig.carryOut(
      buildStep('subscriber'),
      buildStep('subscriber', {
        id: 'bert',
        payload: {
          email: 'bert@acme.example.test',
          phoneNumber: '+15125550103',
          extension: '0110',
          administrator: false,
        },
      }),
      buildStep('workspace'),
      buildStep('virtualLine'),
    );
  });
  afterAll(() => rig.close());

  it.each(
    ROWS,
  )('$setting of a $owner is written as described, read back, seen when changed, and mended', async (row) => {
    const step = stepOf(row, row.value);
    const described = handlerOf(step).describe(step, rig.context);
    const before = rig.exchanges.length;
    await rig.carryOut(step);
    const writes = rig.exchanges.slice(before).filter(({ request }) => request.method === 'PUT');

    expect(writes.map(({ request }) => `${request.path}?orgId=${request.query?.orgId}`)).toEqual([described.path]);
    expect(writes[0]?.request.body).toMatchObject(Object(described.body));
    expect(await rig.lookUp(step)).toEqual({ outputs: {}, differences: [] });

    await rig.write(stepOf(row, row.other));
    const changed = await rig.lookUp(step);
    expect(changed?.differences).toHaveLength(row.differs);

    await rig.write(step, changed);
    expect(await rig.lookUp(step)).toEqual({ outputs: {}, differences: [] });
  });

  it('leaves out a member that does not exist, and says so', async () => {
    const step = buildStep('setting', {
      id: 'monitoring-missing',
      payload: {
        value: { setting: 'monitoring', owner: 'subscriber:anna', callParkNotification: false, members: [] },
        members: ['bert', 'nobody'],
      },
    });
    const written = await rig.write(step);

    expect(written.leftOut).toEqual(['the step nobody']);
    expect(await rig.lookUp(step)).toEqual({ outputs: {}, differences: [] });
  });

  it('shows another order of monitored people, which is the order of the keys', async () => {
    const value = {
      setting: 'monitoring',
      owner: 'subscriber:anna',
      callParkNotification: false,
      members: [],
    } as const;
    await rig.write(buildStep('setting', { payload: { value, members: ['workspace', 'bert'] } }));
    const found = await rig.lookUp(buildStep('setting', { payload: { value, members: ['bert', 'workspace'] } }));

    expect(found?.differences.map(({ field }) => field)).toEqual(['monitoredElements']);
  });

  it.each([
    ['executiveFiltering', 'callFiltering'],
    ['executiveAlert', 'alert'],
    ['executiveScreening', 'screening'],
  ] as const)('%s is of an executive, and of nobody who is none', async (setting, segment) => {
    const type = (is: 'EXECUTIVE' | 'EXECUTIVE_ASSISTANT'): Step =>
      buildStep('setting', {
        id: `anna-is-${is}`,
        payload: { value: { setting: 'executiveAssistant', owner: 'subscriber:anna', type: is } },
      });
    const { value, other, differs } = CASES[setting];
    const row = { setting, owner: 'subscriber', value, other, differs } as const;
    await rig.write(type('EXECUTIVE_ASSISTANT'));
    await expect(rig.write(stepOf(row, value))).rejects.toThrow('is no EXECUTIVE');

    await rig.write(type('EXECUTIVE'));
    const step = stepOf(row, value);
    expect(handlerOf(step).describe(step, rig.context).path).toContain(`/executive/${segment}`);
    await rig.write(step);
    expect(await rig.lookUp(step)).toEqual({ outputs: {}, differences: [] });

    await rig.write(stepOf(row, other));
    const changed = await rig.lookUp(step);
    expect(changed?.differences).toHaveLength(differs);
    await rig.write(step, changed);
    expect(await rig.lookUp(step)).toEqual({ outputs: {}, differences: [] });
  });

  it('shows the number of a queue that lends it, to nobody who serves elsewhere', async () => {
    const queue = (lends: object, agents: readonly string[]): Step =>
      buildStep('callQueue', {
        id: 'lending',
        payload: {
          name: 'Lending',
          extension: '7310',
          agents: agents.map((owner) => ({ owner })),
          ...lends,
        },
      });
    const shown = buildStep('setting', {
      id: 'agent-caller-id',
      payload: {
        value: { setting: 'agentCallerId', owner: 'subscriber:anna', queue: 'callQueue:x' },
        members: ['lending'],
      },
    });
    await rig.carryOut(queue({}, ['bert']));
    await expect(rig.write(shown)).rejects.toMatchObject({ status: 400 });
    await rig.write(queue({}, ['subscriber', 'bert']), await rig.lookUp(queue({}, ['subscriber', 'bert'])));
    await expect(rig.write(shown)).rejects.toMatchObject({ status: 400 });

    const lending = queue({ numberForOutgoingCalls: true }, ['subscriber', 'bert']);
    const found = await rig.lookUp(lending);
    expect(found?.differences.map(({ field }) => field)).toEqual(['phoneNumberForOutgoingCallsEnabled']);
    await rig.write(lending, found);
    expect(await rig.lookUp(lending)).toMatchObject({ differences: [] });

    expect((await rig.lookUp(shown))?.differences).toMatchObject([{ field: 'selectedCallerId', actual: null }]);
    expect(handlerOf(shown).describe(shown, rig.context)).toMatchObject({
      path: expect.stringContaining('/agent/callerId'),
      body: { selectedCallerId: rig.context.outputs('lending')?.queueId },
    });
    await rig.write(shown);
    expect(await rig.lookUp(shown)).toEqual({ outputs: {}, differences: [] });
  });

  it('shows the own number again where no queue is asked for any more', async () => {
    const own = buildStep('setting', {
      id: 'agent-caller-id',
      payload: { value: { setting: 'agentCallerId', owner: 'subscriber:anna' } },
    });
    const queueId = rig.context.outputs('lending')?.queueId;

    expect((await rig.lookUp(own))?.differences).toEqual([
      { field: 'selectedCallerId', expected: '', actual: queueId },
    ]);
    await rig.write(own);
    expect(await rig.lookUp(own)).toEqual({ outputs: {}, differences: [] });
  });

  it('lets guests sign in to the phone of a host, once there is one', async () => {
    const { value, other, differs } = CASES.hotelingHost;
    const row = { setting: 'hotelingHost', owner: 'subscriber', value, other, differs } as const;
    const step = stepOf(row, value);
    await expect(rig.write(step)).rejects.toThrow('has no primary device');

    await rig.carryOut(buildStep('device'));
    const described = handlerOf(step).describe(step, rig.context);
    await rig.carryOut(step);
    const sent = rig.exchanges.findLast(({ request }) => request.method === 'PUT')?.request;
    expect(`${sent?.path}?orgId=${sent?.query?.orgId}`).toBe(described.path);
    expect(sent?.body).toEqual({ hoteling: { enabled: true, limitGuestUse: true, guestHoursLimit: 12 } });

    await rig.write(stepOf(row, other));
    const changed = await rig.lookUp(step);
    expect(changed?.differences.map(({ field }) => field)).toEqual(['hoteling.enabled', 'hoteling.limitGuestUse']);
    await rig.write(step, changed);
    expect(await rig.lookUp(step)).toEqual({ outputs: {}, differences: [] });
  });

  it('switches filters of an executive on and off with the filter, and leaves those of others alone', async () => {
    const executive = buildStep('setting', {
      id: 'executive',
      payload: { value: { setting: 'executiveAssistant', owner: 'subscriber:anna', type: 'EXECUTIVE' } },
    });
    const rule = (name: string): Step =>
      buildStep('settingEntry', {
        id: name,
        payload: {
          value: {
            setting: 'selectiveRule',
            owner: 'subscriber:anna',
            service: 'executiveFiltering',
            name,
            callsFrom: 'ANY_EXTERNAL',
            anonymousCallers: false,
            unavailableCallers: false,
            phoneNumbers: [],
            applies: true,
          },
        },
      });
    const filter = (press: boolean): Step =>
      buildStep('setting', {
        id: 'filter-by-rules',
        payload: {
          value: {
            setting: 'executiveFiltering',
            owner: 'subscriber:anna',
            enabled: true,
            filterType: 'CUSTOM_CALL_FILTERS',
          },
          rules: [
            { step: 'press', active: press },
            { step: 'board', active: true },
          ],
        },
      });
    await rig.carryOut(executive, rule('press'), rule('board'), rule('theirs'));
    await rig.carryOut(filter(false));
    const owner = { kind: 'person', id: rig.context.outputs('subscriber')?.personId ?? '' } as const;
    const call = { orgId: rig.context.outputs('customer')?.orgId ?? '', signal: new AbortController().signal };
    const seen = async () =>
      (await rig.webex.ownerSettings.further.executiveFiltering.get(owner, call)).criteria.map(
        ({ filterName, activationEnabled }) => [filterName, activationEnabled],
      );

    expect(await seen()).toEqual([
      ['press', false],
      ['board', true],
      ['theirs', true],
    ]);
    expect((await rig.lookUp(filter(true)))?.differences).toEqual([
      { field: 'criteriaActivation', expected: ['press', 'board'], actual: ['board'] },
    ]);
    await rig.carryOut(filter(true));
    expect(await seen()).toContainEqual(['press', true]);
  });

  it('assigns assistants to an executive once both are what they are', async () => {
    const type = (owner: string, is: 'EXECUTIVE' | 'EXECUTIVE_ASSISTANT') =>
      buildStep('setting', {
        id: `${owner}-type`,
        payload: { owner, value: { setting: 'executiveAssistant', owner: `subscriber:${owner}`, type: is } },
      });
    const assigned = buildStep('setting', {
      id: 'assistants',
      payload: {
        value: { setting: 'assignedAssistants', owner: 'subscriber:anna', members: ['subscriber:bert'] },
        members: ['bert'],
      },
    });
    await expect(rig.write(assigned)).rejects.toMatchObject({ status: 400 });
    await rig.carryOut(type('subscriber', 'EXECUTIVE'), type('bert', 'EXECUTIVE_ASSISTANT'), assigned);

    expect(await rig.lookUp(assigned)).toEqual({ outputs: {}, differences: [] });
  });

  it('keeps an alternate number that somebody else added', async () => {
    const orgId = rig.context.outputs('customer')?.orgId;
    const path = `/telephony/config/people/${rig.context.outputs('subscriber')?.personId}/numbers?orgId=${orgId}`;
    await rig.behindOurBack('PUT', path, {
      phoneNumbers: [{ primary: false, action: 'ADD', extension: '0777' }],
    });
    const row = ROWS.find(({ setting }) => setting === 'alternateNumbers');
    if (row === undefined) throw new Error('no case for alternate numbers');

    expect(await rig.lookUp(stepOf(row, row.value))).toEqual({ outputs: {}, differences: [] });
  });

  it.skipIf(!contractsAvailable)(`keeps the published documents (${CONTRACTS_MISSING})`, () => {
    expect(exchangeFaults(rig.exchanges)).toEqual([]);
  });
});
