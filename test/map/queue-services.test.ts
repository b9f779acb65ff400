import { describe, expect, it } from 'vitest';
import type { FeatureSettingData } from '../../src/domain/feature-settings.ts';
import type { BodyElement } from '../../src/domain/response-body.ts';
import type { SourceResponse } from '../../src/domain/source.ts';
import type { QueueDnis } from '../../src/domain/source-features.ts';
import type { Mapped } from '../../src/map/context.ts';
import { mapFeatures } from '../../src/map/features/index.ts';
import { type CustomerParts, sourceFeature, sourceInstance, sourceUser } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';
import { draftOf, mapParts } from './map-inputs.ts';

const QUEUE = 'service@acme.example.test';
const FEATURE = `callQueue:${QUEUE}`;
const OF_QUEUE = { kind: 'serviceInstance', key: QUEUE } as const;

function response(owner: SourceResponse['owner'], base: string, body: BodyElement): SourceResponse {
  return { owner, base, settings: 1, body: () => body };
}

/** Hours and Feasts of the group were captured, with their types. */
const SCHEDULES: readonly SourceResponse[] = [
  ...['Hours', 'Feasts'].map((name) =>
    response({ kind: 'schedule', key: `acme/north/${name}/Event` }, 'GroupScheduleGetEventResponse', {
      startDate: ['2026-01-05'],
      allDayEvent: ['true'],
    }),
  ),
  response({ kind: 'group', key: 'acme/north' }, 'GroupScheduleGetListResponse', {
    scheduleGlobalKey: [
      { scheduleKey: [{ scheduleName: ['Hours'], scheduleType: ['Time'] }] },
      { scheduleKey: [{ scheduleName: ['Feasts'], scheduleType: ['Holiday'] }] },
    ],
  }),
];

function queue(name: string, fields: Readonly<Record<string, string | { name: string; type: string }>>): Mapped {
  const body = Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      [typeof value === 'string' ? value : { name: [value.name], type: [value.type] }],
    ]),
  );
  return mapFeatures(
    contextOf({
      instances: [sourceInstance({ userId: QUEUE, type: 'Call Center', name: 'Service' })],
      features: [sourceFeature(QUEUE, 'callCenter', { type: 'Basic', policy: 'Regular', queueLength: 12 })],
      responses: [response(OF_QUEUE, `GroupCallCenter${name}GetResponse`, body), ...SCHEDULES],
    }),
  );
}

function settings({ drafts }: Mapped): FeatureSettingData[] {
  return drafts.flatMap((draft) => (draft.kind === 'featureSetting' ? [draft.data] : []));
}

const HOURS = { name: 'Hours', type: 'Group' };
const FEASTS = { name: 'Feasts', type: 'Group' };

describe('services of a queue', () => {
  it.each<[string, string, Parameters<typeof queue>[1], object]>([
    [
      'transfers on holidays',
      'HolidayService',
      {
        action: 'Transfer',
        holidaySchedule: FEASTS,
        transferPhoneNumber: '0101',
        playAnnouncementBeforeAction: 'true',
      },
      {
        setting: 'holidayService',
        enabled: true,
        action: 'TRANSFER',
        destination: '0101',
        holidaySchedule: 'schedule:acme/north/holidays/Feasts',
        announcement: true,
      },
    ],
    [
      'is busy on holidays whose schedule is a bare name',
      'HolidayService',
      { action: 'Busy', holidaySchedule: 'Feasts', playAnnouncementBeforeAction: 'false' },
      {
        setting: 'holidayService',
        enabled: true,
        action: 'BUSY',
        holidaySchedule: 'schedule:acme/north/holidays/Feasts',
        announcement: false,
      },
    ],
    [
      'keeps the target of a night service that is off',
      'NightService',
      { action: 'None', businessHours: HOURS, forceNightService: 'false', transferPhoneNumber: '0101' },
      {
        setting: 'nightService',
        enabled: false,
        action: 'BUSY',
        destination: '0101',
        businessSchedule: 'schedule:acme/north/businessHours/Hours',
        forced: false,
        announcement: false,
      },
    ],
    [
      'is at night by force, with or without hours',
      'NightService',
      { action: 'Busy', forceNightService: 'true' },
      { setting: 'nightService', enabled: true, action: 'BUSY', forced: true, announcement: false },
    ],
    [
      'is forwarded by force',
      'ForcedForwarding',
      { isActive: 'true', forwardToPhoneNumber: '0101', playAnnouncementBeforeForwarding: 'false' },
      { setting: 'forcedForward', enabled: true, destination: '0101', announcement: false },
    ],
    [
      'hands stranded calls to its night service',
      'StrandedCall',
      { action: 'Night Service' },
      { setting: 'strandedCalls', action: 'NIGHT_SERVICE' },
    ],
  ])('%s', (_, name, fields, expected) => {
    const mapped = queue(name, fields);

    expect(settings(mapped)).toEqual([{ feature: FEATURE, ...expected }]);
    expect(mapped.losses).toEqual([]);
  });

  it.each([
    ['HolidayService', { action: 'None', playAnnouncementBeforeAction: 'false' }],
    ['NightService', { action: 'None', forceNightService: 'false' }],
    ['ForcedForwarding', { isActive: 'false' }],
    ['StrandedCall', { action: 'None' }],
    ['StrandedCallUnavailable', { action: 'None' }],
  ])('that are off and empty are not used: %s', (name, fields) => {
    const mapped = queue(name, fields);

    expect(settings(mapped)).toEqual([]);
    expect(mapped.accounts).toContainEqual({
      prefix: `serviceInstance:${QUEUE} GroupCallCenter${name}GetResponse`,
      outcome: 'not used',
      reason: 'inactive-and-empty',
    });
  });

  it.each([
    ['HolidayService', { action: 'Busy', holidaySchedule: { name: 'Gone', type: 'Group' } }, 'Gone'],
    ['HolidayService', { action: 'Busy', holidaySchedule: { name: 'Feasts', type: 'System' } }, 'Feasts'],
    ['NightService', { action: 'Busy', businessHours: FEASTS, forceNightService: 'false' }, 'Feasts'],
    ['HolidayService', { action: 'Transfer', holidaySchedule: FEASTS, transferPhoneNumber: '*72' }, '*72'],
    ['ForcedForwarding', { isActive: 'true', forwardToPhoneNumber: '*72' }, '*72'],
  ])('stay off and are told where something they need is missing: %s %o', (name, fields, told) => {
    const mapped = queue(name, fields);

    expect(settings(mapped)).toEqual([expect.objectContaining({ enabled: false })]);
    expect(mapped.losses).toEqual([
      expect.objectContaining({ verdict: 'manual', notice: expect.stringContaining(`"${told}"`) }),
    ]);
  });

  it('take no call by force while they are switched off, or have nowhere to send it', () => {
    const off = queue('NightService', { action: 'None', forceNightService: 'true', transferPhoneNumber: '0101' });
    const unreachable = queue('NightService', {
      action: 'Transfer',
      forceNightService: 'true',
      transferPhoneNumber: '*72',
    });

    expect(settings(off)).toEqual([expect.objectContaining({ enabled: false, forced: false })]);
    expect(settings(unreachable)).toEqual([expect.objectContaining({ enabled: false, forced: false })]);
    expect(settings(queue('NightService', { action: 'None', forceNightService: 'true' }))).toEqual([]);
  });

  it('leave stranded calls alone where their target cannot be written', () => {
    const mapped = queue('StrandedCall', { action: 'Transfer', transferPhoneNumber: '*72' });

    expect(settings(mapped)).toEqual([{ setting: 'strandedCalls', feature: FEATURE, action: 'NONE' }]);
    expect(mapped.losses).toEqual([expect.objectContaining({ verdict: 'manual' })]);
  });

  it('tell that an announcement of their own does not come along', () => {
    const mapped = queue('ForcedForwarding', {
      isActive: 'true',
      forwardToPhoneNumber: '0101',
      playAnnouncementBeforeForwarding: 'true',
      audioMessageSelection: 'File',
    });

    expect(settings(mapped)).toEqual([expect.objectContaining({ enabled: true, announcement: true })]);
    expect(mapped.losses).toEqual([expect.objectContaining({ notice: expect.stringContaining('announcement') })]);
  });

  it('lose what they do while agents are unavailable', () => {
    const mapped = queue('StrandedCallUnavailable', { action: 'Busy' });

    expect(settings(mapped)).toEqual([]);
    expect(mapped.losses).toEqual([expect.objectContaining({ verdict: 'lost' })]);
  });
});

describe('further numbers of a queue', () => {
  const owner = { kind: 'serviceInstance', key: QUEUE } as const;
  const LIST = 'GroupCallCenterGetDNISListResponse';
  type Numbers = QueueDnis['numbers'];
  const dnis = (numbers: Numbers) => sourceFeature(QUEUE, 'queueDnis', { numbers }, { owner, response: LIST });
  const parts = (numbers: Numbers): Partial<CustomerParts> => ({
    users: [sourceUser()],
    instances: [sourceInstance({ userId: QUEUE, type: 'Call Center', name: 'Service', dn: '+12025550150' })],
    features: [dnis(numbers)],
  });
  const first = { name: 'Main', phoneNumber: '+1-2025550150', isPrimary: true };

  it('reach it as alternate numbers and move along; what told them apart is lost by name', () => {
    const mapped = mapParts(
      parts([first, { name: 'Gold', phoneNumber: '+1-2025550151', priority: '0 - Highest', isPrimary: false }]),
    );
    const draft = draftOf(mapped, 'callQueue', `callQueue:${QUEUE}`);

    expect(draft.data).toMatchObject({
      alternateNumbers: [{ phoneNumber: '+12025550151', ringPattern: 'NORMAL' }],
      distinctiveRing: false,
    });
    expect(draft.why['alternateNumbers.0']?.sources).toEqual([
      `serviceInstance:${QUEUE} ${LIST}.dnisTable[2].Phone Number`,
    ]);
    expect(draftOf(mapped, 'number', 'number:+12025550151').data).toMatchObject({ fate: 'move', owner: draft.id });
    expect(mapped.losses.filter(({ service }) => service === 'Call Center')).toEqual([
      expect.objectContaining({ verdict: 'lost', notice: expect.stringContaining('Gold (0 - Highest)') }),
    ]);
  });

  it('are ten at most, and full numbers: the others no longer reach it, and it is said why', () => {
    const many = Array.from({ length: 11 }, (_, index) => ({
      name: `N${index}`,
      phoneNumber: `+1-20255502${10 + index}`,
    }));
    const mapped = mapParts(parts([first, ...many, { name: 'Short', extension: '0777' }]));

    expect(draftOf(mapped, 'callQueue', `callQueue:${QUEUE}`).data.alternateNumbers).toHaveLength(10);
    expect(
      mapped.losses.flatMap(({ owner: whose, verdict, notice }) =>
        whose === `serviceInstance:${QUEUE}` && verdict === 'manual' && notice.includes('no longer reaches')
          ? [notice]
          : [],
      ),
    ).toEqual([
      '+1-2025550220 no longer reaches Service: Webex takes 10 further numbers for a queue.',
      '0777 no longer reaches Service: Webex takes full numbers only.',
    ]);
  });

  it('are none where the list holds its own number alone', () => {
    const mapped = mapParts(parts([{ name: 'Main', phoneNumber: '+1-2025550150' }]));

    expect(draftOf(mapped, 'callQueue', `callQueue:${QUEUE}`).data).not.toHaveProperty('alternateNumbers');
    expect(mapped.losses.filter(({ service }) => service === 'Call Center')).toEqual([]);
  });
});

describe('agents of a queue', () => {
  const ANNA = 'anna@acme.example.test';
  const BEN = 'ben@acme.example.test';
  const state = (userId: string, available: boolean | undefined) =>
    sourceFeature(
      userId,
      'agentState',
      {
        unavailableOn: [],
        table: 'callCenterTable',
        queues: [{ userKey: QUEUE, userId: QUEUE, ...(available === undefined ? {} : { available }) }],
      },
      { response: 'UserCallCenterGetResponse' },
    );
  const agentsOf = (...states: ReturnType<typeof state>[]) => {
    const mapped = mapParts({
      users: [sourceUser(), sourceUser({ userId: BEN, extension: '0102', emailAddress: 'ben@mail.example.test' })],
      instances: [sourceInstance({ userId: QUEUE, type: 'Call Center', name: 'Service' })],
      features: [
        sourceFeature(QUEUE, 'callCenterAgents', {
          agents: [ANNA, BEN].map((userId) => ({ userKey: userId, userId })),
        }),
        ...states,
      ],
    });
    return draftOf(mapped, 'callQueue', `callQueue:${QUEUE}`);
  };

  it('stay out of the queue that they have left; nobody is taken out whose state was never read', () => {
    const draft = agentsOf(state(ANNA, false), state(BEN, undefined));

    expect(draft.data.agents).toEqual([{ owner: `subscriber:${ANNA}`, joined: false }, { owner: `subscriber:${BEN}` }]);
    expect(draft.why.agents?.sources).toContain(
      `user:${ANNA} UserCallCenterGetResponse.callCenterTable[${QUEUE}].Available`,
    );
  });

  it('have joined where they are available', () => {
    expect(agentsOf(state(ANNA, true)).data.agents).toEqual([
      { owner: `subscriber:${ANNA}` },
      { owner: `subscriber:${BEN}` },
    ]);
  });
});

describe('bounced calls of a queue', () => {
  it('go back into the queue as before', () => {
    const mapped = queue('BouncedCall', {
      isActive: 'true',
      numberOfRingsBeforeBouncingCall: '4',
      enableTransfer: 'false',
      bounceCallWhenAgentUnavailable: 'true',
    });

    expect(mapped.drafts.find(({ kind }) => kind === 'callQueue')).toMatchObject({
      data: { callBounce: { enabled: true, rings: 4, agentUnavailable: true } },
      why: { 'callBounce.rings': { rule: 'carried-over' } },
    });
    expect(mapped.losses).toEqual([]);
  });

  it('lose a target of their own', () => {
    const mapped = queue('BouncedCall', { isActive: 'true', enableTransfer: 'true', transferPhoneNumber: '0101' });

    expect(mapped.losses).toEqual([
      expect.objectContaining({ verdict: 'lost', notice: expect.stringContaining('0101') }),
    ]);
  });
});
