import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SettingEntry } from '../../src/domain/drafts.ts';
import type { FurtherSetting } from '../../src/domain/further-settings.ts';
import type { Step } from '../../src/domain/plan.ts';
import { handlerOf } from '../../src/steps/registry.ts';
import { CONTRACTS_MISSING, contractsAvailable } from '../contracts/contract-checker.ts';
import { exchangeFaults } from '../contracts/exchange-faults.ts';
import { openRig, type Rig } from './rig.ts';
import { buildStep, groundwork } from './step-builders.ts';

const OWNER = 'subscriber:anna';
const HOURS: FurtherSetting<'personSchedule'> = {
  setting: 'personSchedule',
  owner: OWNER,
  name: 'Night & day',
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
    { name: 'Once', startDate: '2026-03-02', endDate: '2026-03-03', allDayEnabled: true },
  ],
};
const RULE: FurtherSetting<'selectiveRule'> = {
  setting: 'selectiveRule',
  owner: OWNER,
  service: 'selectiveRejection',
  name: 'Pests',
  schedule: { draft: 'setting:anna/personSchedule', name: 'Night & day', type: 'businessHours', level: 'PEOPLE' },
  callsFrom: 'SELECT_PHONE_NUMBERS',
  anonymousCallers: true,
  unavailableCallers: false,
  phoneNumbers: ['+15125550199', '+15125550198'],
  applies: true,
};
const { schedule: _schedule, ...ALWAYS } = RULE;

const entry = (id: string, value: SettingEntry): Step => buildStep('settingEntry', { id, payload: { value } });

interface Case {
  readonly name: string;
  readonly value: SettingEntry;
  /** The same entry as somebody else has made it, and in how many fields it differs. */
  readonly other: SettingEntry;
  readonly differs: number;
}

const CASES: readonly Case[] = [
  {
    name: 'a number of single number reach',
    value: {
      setting: 'singleNumberReachNumber',
      owner: OWNER,
      reachedAt: '+15125550177',
      name: 'Mobile',
      enabled: true,
      doNotForwardCalls: true,
      answerConfirmation: false,
    },
    other: {
      setting: 'singleNumberReachNumber',
      owner: OWNER,
      reachedAt: '+15125550177',
      name: 'Car',
      enabled: false,
      doNotForwardCalls: true,
      answerConfirmation: false,
    },
    differs: 2,
  },
  {
    name: 'a schedule of a person',
    value: HOURS,
    other: {
      ...HOURS,
      events: [
        { name: 'Weekdays', startDate: '2026-01-05', endDate: '2026-01-06', allDayEnabled: true },
        { name: 'Sunday', startDate: '2026-01-04', endDate: '2026-01-04', allDayEnabled: true },
      ],
    },
    // Last day, both times, all day, recurrence; one event that is missing, one that is too much.
    differs: 7,
  },
  {
    name: 'a rule of rejection in a schedule',
    value: RULE,
    other: { ...RULE, anonymousCallers: false, phoneNumbers: ['+15125550198'], applies: false },
    differs: 3,
  },
  {
    name: 'a rule of acceptance',
    value: { ...ALWAYS, service: 'selectiveAcceptance', name: 'Friends' },
    other: { ...ALWAYS, service: 'selectiveAcceptance', name: 'Friends', callsFrom: 'ANY_PHONE_NUMBER' },
    // Who calls is kept, and means nothing for calls from anybody.
    differs: 1,
  },
  {
    name: 'a rule of forwarding',
    value: { ...ALWAYS, service: 'selectiveForwarding', name: 'Boss', forwardTo: '+15125550188' },
    other: { ...ALWAYS, service: 'selectiveForwarding', name: 'Boss', forwardTo: '+15125550187' },
    differs: 1,
  },
  {
    name: 'a filter of an executive, for calls to the own number',
    value: {
      ...RULE,
      service: 'executiveFiltering',
      name: 'Board',
      calledNumbers: [{ type: 'PRIMARY', phoneNumber: '+15125550101' }],
    },
    // By its name it is the same, whatever it says.
    other: { ...ALWAYS, service: 'executiveFiltering', name: 'Board', callsFrom: 'ANY_INTERNAL', applies: false },
    differs: 3,
  },
  {
    name: 'a filter of an executive, for calls to an alternate number',
    value: {
      ...ALWAYS,
      service: 'executiveFiltering',
      name: 'Press',
      calledNumbers: [{ type: 'ALTERNATE', phoneNumber: '+15125550109' }],
    },
    other: {
      ...ALWAYS,
      service: 'executiveFiltering',
      name: 'Press',
      calledNumbers: [{ type: 'PRIMARY', phoneNumber: '+15125550101' }],
    },
    differs: 1,
  },
];

describe('entries below settings', () => {
  let rig: Rig;
  const posts = (): number =>
    rig.exchanges.filter(({ request: { method, path } }) => method === 'POST' && /criteria|schedules|reach/i.test(path))
      .length;

  beforeAll(async () => {
    rig = await openRig();
    await rig.carryOut(...groundwork(), buildStep('subscriber'), entry('hours', HOURS));
    const type = { setting: 'executiveAssistant', owner: OWNER, type: 'EXECUTIVE' } as const;
    await rig.carryOut(buildStep('setting', { id: 'type', payload: { value: type } }));
    const alternates = {
      setting: 'alternateNumbers',
      owner: OWNER,
      distinctiveRing: false,
      numbers: [{ phoneNumber: '+15125550109', ringPattern: 'NORMAL' }],
    } as const;
    await rig.carryOut(buildStep('setting', { id: 'alternates', payload: { value: alternates } }));
  });
  afterAll(() => rig.close());

  it.each(CASES)('$name is made once, adopted, changed, and taken back', async ({ name, value, other, differs }) => {
    const step = entry(name, value);
    const made = posts() + (value.setting === 'personSchedule' ? 0 : 1);
    await rig.carryOut(step);
    const id = rig.context.outputs(name)?.entryId;

    // A run that was killed behind the write finds it without knowing its id.
    rig.forget(step.id);
    expect(await rig.lookUp(step)).toEqual({ outputs: { entryId: id }, differences: [] });
    await rig.carryOut(step);
    expect(posts()).toBe(made);

    // What somebody changed is known by its id, and mended.
    await rig.write(entry(name, other), await rig.lookUp(step));
    const changed = await rig.lookUp(step);
    expect(changed?.outputs.entryId).toBe(id);
    expect(changed?.differences).toHaveLength(differs);
    await rig.write(step, changed);
    expect((await rig.lookUp(step))?.differences).toEqual([]);

    if (value.setting === 'personSchedule') return;
    const undo = rig.undo(step);
    expect(await undo.standing()).toEqual({ gone: false });
    const described = undo.describe();
    await undo.remove();
    const removed = rig.exchanges.at(-1)?.request;
    expect(described).toEqual({ method: 'DELETE', path: `${removed?.path}?orgId=${removed?.query?.orgId}` });
    expect(await undo.standing()).toEqual({ gone: true });
  });

  it('is described as it is sent', async () => {
    const step = entry('described', { ...RULE, name: 'Described', phoneNumbers: ['+15125550111'] });
    const { method, path, body } = handlerOf(step).describe(step, rig.context);
    await rig.write(step);
    const sent = rig.exchanges.at(-1)?.request;

    expect({ method: sent?.method, path: `${sent?.path}?orgId=${sent?.query?.orgId}`, body: sent?.body }).toEqual({
      method,
      path,
      body,
    });
  });

  it('a rule of somebody else that says something else is neither ours nor in the way', async () => {
    const other = entry('theirs', { ...RULE, phoneNumbers: ['+15125550122'] });
    await rig.write(other);

    expect(await rig.lookUp(entry('ours', { ...RULE, phoneNumbers: ['+15125550133'] }))).toBeUndefined();
  });

  it('a schedule stays while a rule uses it, and goes behind the rule', async () => {
    const hours = { ...HOURS, name: 'Used', type: 'holidays' } as const;
    const schedule = entry('used', hours);
    const rule = entry('user of it', {
      ...RULE,
      schedule: { draft: 'x', name: 'Used', type: 'holidays', level: 'PEOPLE' },
    });
    await rig.carryOut(schedule, rule);

    await expect(rig.undo(schedule).remove()).rejects.toMatchObject({ status: 400 });
    await rig.undo(rule).remove();
    await rig.undo(schedule).remove();
    expect(await rig.undo(schedule).standing()).toEqual({ gone: true });
  });

  it('takes no schedule of the location for one of the person', async () => {
    await rig.carryOut(buildStep('schedule', { payload: { name: 'Shared' } }));

    expect(await rig.lookUp(entry('shared', { ...HOURS, name: 'Shared' }))).toBeUndefined();
  });

  it('is refused a rule whose schedule is not there, and a thirteenth number', async () => {
    const nowhere = { draft: 'x', name: 'Nowhere', type: 'businessHours', level: 'GROUP' } as const;
    const many = Array.from({ length: 13 }, (_, at) => `+151255501${String(at).padStart(2, '0')}`);

    await expect(rig.write(entry('no schedule', { ...RULE, schedule: nowhere }))).rejects.toMatchObject({
      status: 400,
    });
    await expect(rig.write(entry('many', { ...ALWAYS, phoneNumbers: many }))).rejects.toMatchObject({ status: 400 });
  });

  it('never makes a second one that says the same', () => {
    expect(rig.sandbox.violations()).toEqual([]);
  });

  it.skipIf(!contractsAvailable)(`keeps the published documents (${CONTRACTS_MISSING})`, () => {
    expect(exchangeFaults(rig.exchanges)).toEqual([]);
  });
});
