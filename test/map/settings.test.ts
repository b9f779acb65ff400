import { describe, expect, it } from 'vitest';
import type { SettingData } from '../../src/domain/drafts.ts';
import type { SourceFeature, SourceUser, Voicemail } from '../../src/domain/source.ts';
import type { MapContext, Mapped } from '../../src/map/context.ts';
import type { Answers } from '../../src/map/create-context.ts';
import { mergeMapped } from '../../src/map/features/merge.ts';
import { mapSettings } from '../../src/map/settings/index.ts';
import { bareUser, sourceFeature, sourceService, sourceUser } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';

const ANNA = 'anna@acme.example.test';

function settingsOf(features: readonly SourceFeature[], user: Partial<SourceUser> = {}, answers?: Answers): Mapped {
  return allSettings(contextOf({ users: [sourceUser(user)], features }, answers));
}

function allSettings(context: MapContext): Mapped {
  return mergeMapped(context.source.users.map((user) => mapSettings(context, user)));
}

function setting<Name extends SettingData['setting']>(mapped: Mapped, name: Name) {
  const draft = mapped.drafts.find((each) => each.kind === 'setting' && each.data.setting === name);
  return draft?.kind === 'setting' ? draft : undefined;
}

describe('call forwarding', () => {
  it('carries the four rules as one setting, each with its source', () => {
    const mapped = settingsOf([
      sourceFeature(ANNA, 'callForwardingAlways', { isActive: false, isRingSplashActive: true }),
      sourceFeature(ANNA, 'callForwardingBusy', { isActive: true, forwardToPhoneNumber: '+12025550177' }),
      sourceFeature(ANNA, 'callForwardingNoAnswer', { isActive: true, forwardToPhoneNumber: '0101', numberOfRings: 4 }),
      sourceFeature(ANNA, 'callForwardingNotReachable', { isActive: true, forwardToPhoneNumber: '2025550101' }),
    ]);
    const draft = setting(mapped, 'callForwarding');

    expect(draft?.data).toEqual({
      setting: 'callForwarding',
      owner: `subscriber:${ANNA}`,
      always: { enabled: false, ringReminder: true },
      busy: { enabled: true, destination: '+12025550177' },
      noAnswer: { enabled: true, destination: '0101', numberOfRings: 4 },
      notReachable: { enabled: true, destination: '+12025550101' },
    });
    expect(draft?.why['busy.destination']?.sources).toEqual([
      `user:${ANNA} UserCallForwardingBusyGetResponse.forwardToPhoneNumber`,
    ]);
  });

  it('keeps the night target of a forwarding that is switched off', () => {
    const mapped = settingsOf([
      sourceFeature(ANNA, 'callForwardingAlways', { isActive: false, forwardToPhoneNumber: '+12025550177' }),
    ]);

    expect(setting(mapped, 'callForwarding')?.data).toMatchObject({
      always: { enabled: false, destination: '+12025550177' },
    });
  });

  it.each([
    [0, 2],
    [2, 2],
    [20, 20],
  ])('writes %i rings as %i', (written, expected) => {
    const draft = setting(
      settingsOf([
        sourceFeature(ANNA, 'callForwardingNoAnswer', {
          isActive: true,
          forwardToPhoneNumber: '0101',
          numberOfRings: written,
        }),
      ]),
      'callForwarding',
    );

    expect(draft?.data).toMatchObject({ noAnswer: { numberOfRings: expected } });
    expect(draft?.why['noAnswer.numberOfRings']?.changed ?? false).toBe(written !== expected);
  });

  it('writes nothing for rules that are off and empty, and accounts for them', () => {
    const mapped = settingsOf([sourceFeature(ANNA, 'callForwardingAlways', { isActive: false })]);

    expect(setting(mapped, 'callForwarding')).toBeUndefined();
    expect(mapped.accounts).toContainEqual({
      prefix: `user:${ANNA} UserCallForwardingAlwaysGetResponse`,
      outcome: 'not used',
      reason: 'inactive-and-empty',
    });
  });

  it('leaves what was never read as the target has it', () => {
    const services = [sourceService('Call Forwarding Always')];

    expect(setting(settingsOf([], { services }), 'callForwarding')).toBeUndefined();
  });

  it('tells of a target that cannot be written', () => {
    const mapped = settingsOf([
      sourceFeature(ANNA, 'callForwardingAlways', { isActive: true, forwardToPhoneNumber: 'sip:x@away.example.test' }),
    ]);

    expect(setting(mapped, 'callForwarding')?.data).toMatchObject({ always: { enabled: false } });
    expect(mapped.losses).toEqual([
      expect.objectContaining({ service: 'Call Forwarding Always', verdict: 'manual', owner: `user:${ANNA}` }),
    ]);
  });
});

describe('voicemail', () => {
  const voicemail = (data: Partial<Voicemail>) =>
    settingsOf([sourceFeature(ANNA, 'voicemail', { isActive: true, deliveryEmails: [], ...data })]);

  it('is written as off for somebody who does not have it, because the target switches it on', () => {
    const draft = setting(settingsOf([]), 'voicemail');

    expect(draft?.data).toMatchObject({ enabled: false });
    expect(draft?.why.enabled).toMatchObject({ rule: 'target-default-differs' });
  });

  it.each([
    ['the services were never read', { servicesState: 'never-asked' } as const],
    ['it has voicemail whose settings were never read', { services: [sourceService('Voice Messaging User')] }],
  ])('is left alone where %s', (_name, user) => {
    expect(setting(settingsOf([], user), 'voicemail')).toBeUndefined();
  });

  it('is left alone where a pack cannot be expanded and the effective services were not listed', () => {
    const context = contextOf({
      users: [sourceUser({ packs: ['Premium'] })],
      states: { [`user:${ANNA} UserAssignedServicesGetListResponse`]: 'never-asked' },
    });

    expect(setting(allSettings(context), 'voicemail')).toBeUndefined();
  });

  it('carries what answers, the notification and the way out', () => {
    const draft = setting(
      voicemail({
        processing: 'Unified Voice and Email Messaging',
        busyRedirect: true,
        noAnswerRedirect: true,
        sendNotifyEmail: true,
        notifyEmail: 'anna@mail.example.test',
        transferOnZero: true,
        transferPhoneNumber: '0101',
      }),
      'voicemail',
    );

    expect(draft?.data).toEqual({
      setting: 'voicemail',
      owner: `subscriber:${ANNA}`,
      enabled: true,
      sendAllCalls: false,
      sendBusyCalls: true,
      sendUnansweredCalls: true,
      numberOfRings: 3,
      notifyEmail: 'anna@mail.example.test',
      transferToNumber: '0101',
      messageStorage: 'INTERNAL',
    });
  });

  it('delivers to the mailbox where the source keeps no messages', () => {
    const draft = setting(
      voicemail({
        processing: 'Deliver To Email Address Only',
        deliveryEmails: ['a@mail.example.test', 'b@mail.example.test'],
      }),
      'voicemail',
    );

    expect(draft?.data).toMatchObject({ messageStorage: 'EXTERNAL', externalEmail: 'a@mail.example.test' });
    expect(draft?.why.externalEmail).toMatchObject({ changed: true });
  });

  it('counts a notification address behind a switch that is off as not used', () => {
    const mapped = voicemail({ sendNotifyEmail: false, notifyEmail: 'old@mail.example.test' });

    expect(setting(mapped, 'voicemail')?.data).not.toHaveProperty('notifyEmail');
    expect(mapped.accounts).toContainEqual(
      expect.objectContaining({
        prefix: expect.stringContaining('voiceMessageNotifyEmailAddress'),
        outcome: 'not used',
      }),
    );
  });

  it.each([
    ['5', 5, { rule: 'carried-over' }],
    ['0', 2, { rule: 'rings-within-range', changed: true }],
    ['many', 3, { rule: 'target-default', changed: true }],
  ])('answers after the rings that stand beside the greetings: %s', (written, rings, why) => {
    const draft = setting(
      settingsOf([
        sourceFeature(ANNA, 'voicemail', { isActive: true, deliveryEmails: [] }),
        sourceFeature(ANNA, 'voicemailGreetings', { noAnswerNumberOfRings: written, files: {}, alternates: [] }),
      ]),
      'voicemail',
    );

    expect(draft?.data).toMatchObject({ numberOfRings: rings });
    expect(draft?.why.numberOfRings).toMatchObject({
      ...why,
      sources: [`user:${ANNA} UserVoiceMessagingUserGetGreetingResponse.noAnswerNumberOfRings`],
    });
  });

  it('is written as off, without a question, where the mailbox of the third party is switched off', () => {
    const services = [sourceService('Third-Party Voice Mail Support')];
    const mapped = settingsOf([sourceFeature(ANNA, 'thirdPartyVoicemail', { isActive: false })], { services });

    expect(mapped.decisions ?? []).toEqual([]);
    expect(setting(mapped, 'voicemail')?.data).toMatchObject({ enabled: false });
    expect(setting(mapped, 'voicemail')?.why.enabled?.sources).toEqual([
      `user:${ANNA} UserThirdPartyVoiceMailSupportGetResponse.isActive`,
    ]);
  });

  it('asks whether Webex takes the place of somebody else’s mailbox', () => {
    const services = [sourceService('Third-Party Voice Mail Support')];
    const open = settingsOf([], { services });
    const [decision] = open.decisions ?? [];
    const answers = new Map([[decision?.id ?? '', { answer: 'none', fingerprint: decision?.fingerprint ?? '' }]]);

    expect(decision).toMatchObject({ kind: 'third-party-voicemail', recommendation: 'webex-voicemail' });
    expect(setting(open, 'voicemail')).toBeUndefined();
    expect(setting(settingsOf([], { services }, answers), 'voicemail')?.data).toMatchObject({ enabled: false });
  });
});

describe('call waiting', () => {
  it.each([
    ['is written where it is off', [sourceFeature(ANNA, 'callWaiting', { isActive: false })], {}, true],
    [
      'is not written where it is on, as in the target',
      [sourceFeature(ANNA, 'callWaiting', { isActive: true })],
      {},
      false,
    ],
    ['is written as off where the user does not have it', [], { services: [] }, true],
    ['is left alone where it was never read', [], { services: [sourceService('Call Waiting')] }, false],
  ] as const)('%s', (_name, features, user, written) => {
    expect(setting(settingsOf([...features], user), 'callWaiting')?.data).toEqual(
      written ? { setting: 'callWaiting', owner: `subscriber:${ANNA}`, enabled: false } : undefined,
    );
  });
});

describe('do not disturb', () => {
  it.each([
    [true, true],
    [false, false],
  ])('switched on: %s, written: %s', (isActive, written) => {
    const mapped = settingsOf([sourceFeature(ANNA, 'doNotDisturb', { isActive })]);

    expect(setting(mapped, 'doNotDisturb') !== undefined).toBe(written);
  });
});

describe('somebody without a line', () => {
  it('has no settings to write', () => {
    const context = contextOf({
      users: [
        bareUser({ userId: ANNA, emailAddress: 'anna@mail.example.test', services: [sourceService('Integrated IMP')] }),
      ],
      devices: [],
    });

    expect(context.owner(ANNA)?.kind).toBe('subscriber');
    expect(allSettings(context).drafts).toEqual([]);
  });
});

describe('a common-area phone', () => {
  const workspace = (features: readonly SourceFeature[], services: string[]): Mapped => {
    const context = contextOf({
      users: [sourceUser({ services: services.map((name) => sourceService(name)) })],
      features,
    });
    const place: MapContext = {
      ...context,
      owner: (userKey) => ({ userKey, draft: `workspace:${userKey}`, kind: 'workspace' }),
    };
    return allSettings(place);
  };

  it('gets forwarding and call waiting, and is told that voicemail and do not disturb end', () => {
    const mapped = workspace(
      [
        sourceFeature(ANNA, 'callForwardingBusy', { isActive: true, forwardToPhoneNumber: '0101' }),
        sourceFeature(ANNA, 'voicemail', { isActive: true, deliveryEmails: [] }),
        sourceFeature(ANNA, 'doNotDisturb', { isActive: true }),
        sourceFeature(ANNA, 'callWaiting', { isActive: false }),
      ],
      ['Voice Messaging User'],
    );

    expect(mapped.drafts.map(({ data }) => ('setting' in data ? data.setting : ''))).toEqual([
      'callForwarding',
      'callWaiting',
    ]);
    expect(mapped.losses?.map(({ service, verdict }) => [service, verdict])).toEqual([
      ['Voice Messaging User', 'lost'],
      ['Do Not Disturb', 'lost'],
    ]);
  });

  it('without voicemail needs no word about it', () => {
    expect(workspace([], []).losses).toEqual([]);
  });
});
