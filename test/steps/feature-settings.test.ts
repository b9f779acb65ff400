import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WholeFeatureSetting } from '../../src/domain/feature-settings.ts';
import type { Step } from '../../src/domain/plan.ts';
import type { AudioRef, FeatureKind } from '../../src/domain/plan-features.ts';
import { messagesOf } from '../../src/steps/queue-messages.ts';
import { handlerOf } from '../../src/steps/registry.ts';
import { openRig, type Rig } from './rig.ts';
import { buildStep, everything } from './step-builders.ts';

interface Case {
  readonly features: readonly FeatureKind[];
  readonly value: WholeFeatureSetting<AudioRef>;
  /** What somebody else makes of it. */
  readonly other: WholeFeatureSetting<AudioRef>;
  readonly differs: readonly string[];
}

const AUDIO: AudioRef = { step: 'announcement', name: 'Welcome', fileName: 'welcome.wav' };
/** A forwarding by force that says something before. */
const ANNOUNCED = {
  setting: 'forcedForward',
  feature: '',
  enabled: true,
  destination: '0101',
  announcement: true,
} as const;
const ALL = ['huntGroup', 'callQueue', 'autoAttendant'] as const;

const CASES: { readonly [Name in WholeFeatureSetting['setting']]: Case } = {
  forwarding: {
    features: ALL,
    value: {
      setting: 'forwarding',
      feature: '',
      always: { enabled: true, destination: '0101', ringReminder: true },
      selective: { enabled: false, destination: '+15125550100', ringReminder: false },
    },
    other: {
      setting: 'forwarding',
      feature: '',
      always: { enabled: false, destination: '0102', ringReminder: false },
      selective: { enabled: true, destination: '+15125550100', ringReminder: true },
    },
    differs: [
      'always.enabled',
      'always.destination',
      'always.ringReminderEnabled',
      'selective.enabled',
      'selective.ringReminderEnabled',
    ],
  },
  holidayService: {
    features: ['callQueue'],
    value: {
      setting: 'holidayService',
      feature: '',
      enabled: true,
      action: 'TRANSFER',
      destination: '0101',
      holidaySchedule: 'Feasts',
      announcement: true,
      audio: [AUDIO],
    },
    other: {
      setting: 'holidayService',
      feature: '',
      enabled: false,
      action: 'BUSY',
      destination: '0102',
      announcement: false,
      audio: [AUDIO, AUDIO],
    },
    differs: ['holidayServiceEnabled', 'action', 'transferPhoneNumber', 'playAnnouncementBeforeEnabled', 'audioFiles'],
  },
  nightService: {
    features: ['callQueue'],
    value: {
      setting: 'nightService',
      feature: '',
      enabled: true,
      action: 'TRANSFER',
      destination: '0101',
      businessSchedule: 'Office hours',
      forced: false,
      announcement: false,
      byHand: { active: true, audio: [AUDIO] },
    },
    other: {
      setting: 'nightService',
      feature: '',
      enabled: false,
      action: 'BUSY',
      forced: true,
      announcement: false,
      byHand: { active: false, audio: [AUDIO, AUDIO] },
    },
    differs: ['nightServiceEnabled', 'action', 'forceNightServiceEnabled', 'announcementMode', 'manualAudioFiles'],
  },
  forcedForward: {
    features: ['callQueue'],
    value: { setting: 'forcedForward', feature: '', enabled: true, destination: '0101', announcement: false },
    other: { setting: 'forcedForward', feature: '', enabled: false, destination: '0102', announcement: true },
    differs: ['forcedForwardEnabled', 'transferPhoneNumber', 'playAnnouncementBeforeEnabled'],
  },
  strandedCalls: {
    features: ['callQueue'],
    value: { setting: 'strandedCalls', feature: '', action: 'TRANSFER', destination: '0101' },
    other: { setting: 'strandedCalls', feature: '', action: 'ANNOUNCEMENT', destination: '0102', audio: [AUDIO] },
    differs: ['action', 'transferPhoneNumber', 'audioMessageSelection'],
  },
};

const PATHS = {
  huntGroup: ['huntGroups', 'huntGroupId'],
  callQueue: ['queues', 'queueId'],
  autoAttendant: ['autoAttendants', 'autoAttendantId'],
} as const;

describe('settings of features', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig();
    const kinds = ['schedule', 'announcement', 'subscriber', 'workspace', 'virtualLine', ...ALL];
    const wanted = everything().filter(({ id }) => kinds.includes(id));
    const ground = everything().slice(0, 6);
    const events = [{ name: 'Feast', startDate: '2026-12-25', endDate: '2026-12-25', allDayEnabled: true }];
    const feasts = buildStep('schedule', { id: 'feasts', payload: { name: 'Feasts', type: 'holidays', events } });
    await rig.carryOut(...ground, feasts, ...wanted);
  });
  afterAll(() => rig.close());

  const at = (kind: FeatureKind, rest: string): string => {
    const [plural, output] = PATHS[kind];
    const ids = (step: string) => rig.context.outputs(step) ?? {};
    const base = `/telephony/config/locations/${ids('location').locationId}/${plural}/${ids(kind)[output]}`;
    return `${base}/${rest}?orgId=${ids('customer').orgId}`;
  };
  const setting = (kind: FeatureKind, value: WholeFeatureSetting<AudioRef>): Step =>
    buildStep('featureSetting', {
      id: `${kind}-${value.setting}`,
      payload: { feature: kind, featureKind: kind, value },
    });
  const rule = (kind: FeatureKind, changes: object = {}): Step => {
    const value = { ...ruleValue(), ...changes };
    return buildStep('selectiveRule', { id: `${kind}-rule`, payload: { feature: kind, featureKind: kind, value } });
  };

  it.each(
    Object.values(CASES).flatMap(({ features, ...rest }) => features.map((kind) => ({ kind, ...rest }))),
  )('$value.setting of a $kind is written, found changed and mended', async ({ kind, value, other, differs }) => {
    const step = setting(kind, value);
    await rig.carryOut(step);
    expect(await rig.lookUp(step)).toEqual({ outputs: {}, differences: [] });

    await rig.write(setting(kind, other));
    const found = await rig.lookUp(step);
    expect(found?.differences.map(({ field }) => field)).toEqual(differs);

    await rig.write(step, found);
    expect(await rig.lookUp(step)).toEqual({ outputs: {}, differences: [] });
  });

  it.each(
    ALL,
  )('a rule of a %s is made once, adopted, changed, followed when it is renamed, and taken back', async (kind) => {
    const step = rule(kind);
    await rig.carryOut(step);
    const { outputs } = (await rig.lookUp(step)) ?? {};

    rig.forget(step.id);
    expect(await rig.lookUp(step)).toEqual({ outputs, differences: [] });
    rig.remember(step.id, outputs ?? {});

    await rig.write(rule(kind, { enabled: false, callsFrom: 'ANY', numbers: [] }), {
      outputs: outputs ?? {},
      differences: [],
    });
    const found = await rig.lookUp(step);
    expect(found?.differences.map(({ field }) => field)).toEqual([
      'enabled',
      'callsFrom.selection',
      'callsFrom.numbers',
    ]);
    await rig.write(step, found);
    expect((await rig.lookUp(step))?.differences).toEqual([]);

    await rig.write(rule(kind, { name: 'Elsewhere' }), found);
    expect(await rig.lookUp(step)).toBeUndefined();
    rig.forget(step.id);
    await rig.carryOut(step);

    const undo = rig.undo(step);
    expect(await undo.standing()).toEqual({ gone: false });
    const described = undo.describe();
    await undo.remove();
    expect(described.method).toBe('DELETE');
    expect(rig.exchanges.at(-1)?.request.path).toBe(described.path.split('?')[0]);
    expect(await undo.standing()).toEqual({ gone: true });
  });

  it('a rule that sends calls to another number is found changed', async () => {
    const far = (destination: string) =>
      rule('huntGroup', { name: 'Far', forwardTo: 'FORWARD_TO_SPECIFIED_NUMBER', destination });
    await rig.carryOut(far('0102'));
    const found = await rig.lookUp(far('0101'));

    expect(found?.differences.map(({ field }) => field)).toEqual(['forwardTo.phoneNumber']);
    rig.forget(far('0101').id);
  });

  it('a rule whose schedule is taken off holds always afterwards', async () => {
    const timed = rule('huntGroup', { name: 'Timed', businessSchedule: 'Office hours' });
    await rig.carryOut(timed);
    const { businessSchedule: _schedule, ...always } = ruleValue();
    const step = { ...timed, payload: { ...timed.payload, value: { ...always, name: 'Timed' } } } as Step;
    const found = await rig.lookUp(step);

    expect(found?.differences.map(({ field }) => field)).toEqual(['businessSchedule']);
    expect(handlerOf(step).describe(step, rig.context, found).body).toMatchObject({ businessSchedule: '' });
    await rig.write(step, found);
    expect((await rig.lookUp(step))?.differences).toEqual([]);
    rig.forget(timed.id);
  });

  it('a rule about calls to another number than the feature’s is found changed', async () => {
    const step = rule('huntGroup', { name: 'Called' });
    await rig.carryOut(step);
    const moved = { ...step, payload: { ...step.payload, called: { extension: '0299' } } } as Step;
    const found = await rig.lookUp(moved);

    expect(found?.differences).toMatchObject([{ field: 'callsTo' }]);
    await rig.write(moved, found);
    expect((await rig.lookUp(moved))?.differences).toEqual([]);
    // An answer that leaves out one of number and extension says nothing else.
    const both = { ...step, payload: { ...step.payload, called: { phoneNumber: '+15125550103', extension: '0299' } } };
    expect((await rig.lookUp(both as Step))?.differences).toEqual([]);
    rig.forget(step.id);
  });

  it('a rule whose schedule is not there is refused', async () => {
    await expect(rig.write(rule('huntGroup', { name: 'Feast', holidaySchedule: 'Gone' }))).rejects.toMatchObject({
      status: 400,
    });
  });

  it('the switch over the rules leaves the rules as they are', async () => {
    await rig.carryOut(rule('callQueue', { enabled: false }));
    await rig.write(setting('callQueue', CASES.forwarding.other));

    expect((await rig.behindOurBack('GET', at('callQueue', 'callForwarding'))).body).toMatchObject({
      callForwarding: {
        selective: { enabled: true },
        rules: expect.arrayContaining([expect.objectContaining({ enabled: false })]),
      },
    });
  });

  it('the redirects of a hunt group are part of it', async () => {
    const step = buildStep('huntGroup', {
      payload: {
        busyRedirect: { enabled: false, destination: '0101' },
        notReachable: { enabled: true, destination: '0102' },
      },
    });

    const found = await rig.lookUp(step);
    expect(found?.differences.map(({ field }) => field)).toEqual([
      'callPolicies.busyRedirect.enabled',
      'callPolicies.busyRedirect.destination',
      'callPolicies.businessContinuityRedirect.enabled',
      'callPolicies.businessContinuityRedirect.destination',
    ]);
    await rig.write(step, found);
    expect((await rig.lookUp(step))?.differences).toEqual([]);
  });

  it.each([
    ['a schedule that is not there', { ...CASES.holidayService.value, holidaySchedule: 'Gone' }],
    ['hours that are holidays', { ...CASES.nightService.value, businessSchedule: 'Feasts' }],
    ['a transfer to nowhere', { setting: 'strandedCalls', feature: '', action: 'TRANSFER' }],
  ])('a queue is refused %s', async (_, value) => {
    await expect(rig.write(setting('callQueue', value as WholeFeatureSetting<AudioRef>))).rejects.toMatchObject({
      status: 400,
    });
  });

  it('overflow by time and bounced calls are part of a queue', async () => {
    const step = buildStep('callQueue', {
      payload: {
        overflow: { action: 'PERFORM_BUSY_TREATMENT', sendToVoicemail: false, afterWait: true, afterWaitSeconds: 45 },
        callBounce: { enabled: true, rings: 3, agentUnavailable: true, onHold: true, onHoldSeconds: 90 },
      },
    });

    const found = await rig.lookUp(step);
    expect(found?.differences.map(({ field }) => field)).toEqual([
      'queueSettings.overflow.action',
      'queueSettings.overflow.overflowAfterWaitEnabled',
      'queueSettings.overflow.overflowAfterWaitTime',
      'callPolicies.callBounce.callBounceMaxRings',
      'callPolicies.callBounce.agentUnavailableEnabled',
      'callPolicies.callBounce.callBounceOnHoldEnabled',
      'callPolicies.callBounce.callBounceOnHoldMaxSeconds',
    ]);
    await rig.write(step, found);
    expect((await rig.lookUp(step))?.differences).toEqual([]);
  });

  it('audio that was not made is not played, and told; once it is made, it is a difference', async () => {
    const { announcementId = '' } = rig.context.outputs('announcement') ?? {};
    const step = setting('callQueue', { ...ANNOUNCED, audio: [AUDIO] });
    await rig.write(setting('callQueue', ANNOUNCED));
    rig.forget('announcement');

    expect((await rig.lookUp(step))?.differences).toEqual([]);
    expect(await rig.write(step)).toMatchObject({ leftOut: ['announcement Welcome'] });

    rig.remember('announcement', { announcementId });
    const found = await rig.lookUp(step);
    expect(found?.differences.map(({ field }) => field)).toEqual(['audioMessageSelection', 'audioFiles']);
    expect(await rig.write(step, found)).not.toHaveProperty('leftOut');
    expect((await rig.lookUp(step))?.differences).toEqual([]);
  });

  it('what somebody has recorded where no file was found stays', async () => {
    await rig.write(setting('callQueue', { ...ANNOUNCED, audio: [AUDIO] }));

    const step = setting('callQueue', { ...ANNOUNCED, destination: '0102', unfound: true });
    const found = await rig.lookUp(step);
    expect(found?.differences.map(({ field }) => field)).toEqual(['transferPhoneNumber']);
    await rig.write(step, found);

    expect((await rig.behindOurBack('GET', at('callQueue', 'forcedForward'))).body).toMatchObject({
      transferPhoneNumber: '0102',
      audioMessageSelection: 'CUSTOM',
      audioFiles: [expect.objectContaining({ fileName: 'welcome.wav' })],
    });
  });

  it('what BroadWorks does not play any more goes', async () => {
    await rig.write(setting('callQueue', { ...ANNOUNCED, audio: [AUDIO] }));

    const step = setting('callQueue', ANNOUNCED);
    const found = await rig.lookUp(step);
    expect(found?.differences.map(({ field }) => field)).toEqual(['audioMessageSelection']);
    await rig.write(step, found);
    expect((await rig.behindOurBack('GET', at('callQueue', 'forcedForward'))).body).toMatchObject({
      audioMessageSelection: 'DEFAULT',
    });
  });

  it('what somebody has put into a queue where no file was found stays, and what BroadWorks plays no more goes', async () => {
    const overflow = { action: 'PERFORM_BUSY_TREATMENT', sendToVoicemail: false, announcement: true } as const;
    const messages = { welcome: { enabled: true, always: false, audio: [AUDIO] } };
    const own = buildStep('callQueue', { payload: { overflow: { ...overflow, audio: [AUDIO] }, messages } });
    await rig.write(own, await rig.lookUp(own));
    const heard = async () => {
      const { body } = await rig.behindOurBack('GET', at('callQueue', '').replace('/?', '?'));
      return (body as { queueSettings: { welcomeMessage: object; overflow: object } }).queueSettings;
    };

    const unfound = buildStep('callQueue', {
      payload: {
        overflow: { ...overflow, afterWait: true, afterWaitSeconds: 20, unfound: true },
        messages: { welcome: { enabled: true, always: false, audio: [], unfound: true } },
      },
    });
    const found = await rig.lookUp(unfound);
    expect(found?.differences.map(({ field }) => field).filter((field) => !field.includes('AfterWait'))).toEqual([]);
    expect(await rig.write(unfound, found)).not.toHaveProperty('leftOut');
    expect(await heard()).toMatchObject({
      welcomeMessage: { greeting: 'CUSTOM', audioAnnouncementFiles: [{ name: 'Welcome' }] },
      // By the names of files, as the contract has it.
      overflow: { greeting: 'CUSTOM', audioFiles: ['welcome.wav'], overflowAfterWaitTime: 20 },
    });
    expect((await rig.lookUp(own))?.differences.map(({ field }) => field)).not.toContain(
      'queueSettings.overflow.audioFiles',
    );

    const standard = buildStep('callQueue', {
      payload: { overflow, messages: { welcome: { enabled: true, always: false, audio: [] } } },
    });
    const other = await rig.lookUp(standard);
    expect(other?.differences.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['queueSettings.overflow.greeting', 'queueSettings.welcomeMessage.greeting']),
    );
    await rig.write(standard, other);
    expect(await heard()).toMatchObject({ welcomeMessage: { greeting: 'DEFAULT' }, overflow: { greeting: 'DEFAULT' } });
  });

  it.each([
    ['does not show', {}],
    ['shows without its files', { welcomeMessage: { greeting: 'CUSTOM' } }],
  ])('a message that the target %s is left alone where no file was found', (_, standing) => {
    const messages = { welcome: { enabled: true, always: false, audio: [], unfound: true } } as const;

    expect(messagesOf(messages, () => undefined, standing)).toEqual({});
    expect(messagesOf(messages, () => undefined)).toMatchObject({ welcomeMessage: { greeting: 'DEFAULT' } });
  });

  it('a queue says something of its own before it overflows', async () => {
    const overflow = { action: 'PERFORM_BUSY_TREATMENT', sendToVoicemail: false } as const;
    const step = buildStep('callQueue', { payload: { overflow: { ...overflow, announcement: true, audio: [AUDIO] } } });
    const silent = buildStep('callQueue', { payload: { overflow: { ...overflow, announcement: false } } });
    await rig.write(silent, await rig.lookUp(step));

    const found = await rig.lookUp(step);
    expect(found?.differences.map(({ field }) => field)).toEqual([
      'queueSettings.overflow.playOverflowGreetingEnabled',
      'queueSettings.overflow.greeting',
    ]);
    await rig.write(step, found);
    expect((await rig.lookUp(step))?.differences).toEqual([]);
    expect((await rig.behindOurBack('GET', at('callQueue', '').replace('/?', '?'))).body).toMatchObject({
      queueSettings: {
        overflow: { playOverflowGreetingEnabled: true, greeting: 'CUSTOM', audioFiles: ['welcome.wav'] },
      },
    });
  });

  it('nothing of it exists while the feature does not', async () => {
    const { huntGroupId = '' } = rig.context.outputs('huntGroup') ?? {};
    rig.forget('huntGroup');
    expect(await rig.lookUp(setting('huntGroup', CASES.forwarding.value))).toBeUndefined();
    expect(await rig.lookUp(rule('huntGroup'))).toBeUndefined();
    rig.remember('huntGroup', { huntGroupId });
  });
});

function ruleValue() {
  const step = buildStep('selectiveRule');
  if (step.kind !== 'selectiveRule') throw new Error('no rule');
  return step.payload.value;
}
