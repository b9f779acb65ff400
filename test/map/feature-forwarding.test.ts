import { describe, expect, it } from 'vitest';
import type { DraftOf } from '../../src/domain/drafts.ts';
import type { FeatureForwarding, SelectiveRule } from '../../src/domain/feature-settings.ts';
import type { CallForwarding, FeatureData, HuntGroup, SourceFeature, SourceResponse } from '../../src/domain/source.ts';
import type { CriterionDetail, SelectiveForwarding } from '../../src/domain/source-features.ts';
import type { Mapped } from '../../src/map/context.ts';
import { mapFeatures } from '../../src/map/features/index.ts';
import { sourceFeature, sourceInstance } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';

const HUNT = 'sales-hunt@acme.example.test';
const QUEUE = 'service@acme.example.test';
const MENU = 'menu@acme.example.test';
const ANYBODY: CriterionDetail = {
  callsFrom: 'Any',
  forwardTo: 'Forward To Specified Number',
  forwardToPhoneNumber: '0101',
  phoneNumbers: [],
  callsTo: [],
};

const INSTANCES = [
  sourceInstance(),
  sourceInstance({ userId: QUEUE, type: 'Call Center', name: 'Service', extension: '0300' }),
  sourceInstance({ userId: MENU, type: 'Auto Attendant', name: 'Menu', extension: '0400' }),
];

function mapped(features: readonly SourceFeature[], responses: readonly SourceResponse[] = []): Mapped {
  return mapFeatures(contextOf({ instances: INSTANCES, features, responses }));
}

function settings({ drafts }: Mapped) {
  return drafts.filter((draft): draft is DraftOf<'featureSetting'> => draft.kind === 'featureSetting');
}

function forwardingOf(result: Mapped): DraftOf<'featureSetting'> & { readonly data: FeatureForwarding } {
  const [found] = settings(result).filter(({ data }) => data.setting === 'forwarding');
  if (found?.data.setting !== 'forwarding') throw new Error('no forwarding');
  return { ...found, data: found.data };
}

function rulesOf(result: Mapped): SelectiveRule[] {
  return settings(result).flatMap(({ data }) => (data.setting === 'selectiveRule' ? [data] : []));
}

function always(userId: string, data: Partial<CallForwarding> = {}): SourceFeature {
  return sourceFeature(userId, 'callForwardingAlways', {
    isActive: true,
    forwardToPhoneNumber: '0101',
    isRingSplashActive: true,
    ...data,
  });
}

function selective(
  details: Readonly<Record<string, Partial<CriterionDetail>>>,
  data: Partial<SelectiveForwarding> = {},
): SourceFeature[] {
  return [
    sourceFeature(HUNT, 'selectiveForwarding', {
      isActive: true,
      defaultForwardToPhoneNumber: '0300',
      playRingReminder: false,
      criteria: Object.keys(details).map((name) => ({ name, isActive: true })),
      ...data,
    }),
    sourceFeature(HUNT, 'selectiveForwardingCriteria', {
      parts: Object.entries(details).map(([name, content]) => ({
        name,
        state: 'read' as const,
        content: { ...ANYBODY, ...content },
      })),
    }),
  ];
}

describe('forwarding of all calls to a feature', () => {
  it.each([
    ['a hunt group', HUNT, 'huntGroup'],
    ['a queue', QUEUE, 'callQueue'],
    ['an attendant', MENU, 'autoAttendant'],
  ])('is carried for %s', (_, userId, kind) => {
    const draft = forwardingOf(mapped([always(userId)]));

    expect(draft.id).toBe(`featureSetting:${userId}/forwarding`);
    expect(draft.data).toEqual({
      setting: 'forwarding',
      feature: `${kind}:${userId}`,
      always: { enabled: true, destination: '0101', ringReminder: true },
      selective: { enabled: false, ringReminder: false },
    });
    expect(draft.why['always.destination']?.sources).toEqual([
      `serviceInstance:${userId} UserCallForwardingAlwaysGetResponse.forwardToPhoneNumber`,
    ]);
  });

  it('reaches another feature, which is made later, by its extension', () => {
    expect(forwardingOf(mapped([always(HUNT, { forwardToPhoneNumber: '0400' })])).data.always.destination).toBe('0400');
  });

  it('keeps the target while it is switched off', () => {
    expect(forwardingOf(mapped([always(HUNT, { isActive: false })])).data.always).toMatchObject({
      enabled: false,
      destination: '0101',
    });
  });

  it('is switched off where its target cannot be written, and tells', () => {
    const result = mapped([always(HUNT, { forwardToPhoneNumber: '*72' })]);

    expect(forwardingOf(result).data.always).toEqual({ enabled: false, ringReminder: true });
    expect(result.losses).toContainEqual(
      expect.objectContaining({
        service: 'Call Forwarding Always',
        verdict: 'manual',
        owner: `serviceInstance:${HUNT}`,
      }),
    );
    expect(result.accounts).toContainEqual({
      prefix: `serviceInstance:${HUNT} UserCallForwardingAlwaysGetResponse.forwardToPhoneNumber`,
      outcome: 'manual',
      reason: 'forward-target-unresolved',
    });
  });

  it('is not written where it is off and empty, or was never asked', () => {
    expect(
      settings(mapped([sourceFeature(HUNT, 'callForwardingAlways', { isActive: false, isRingSplashActive: false })])),
    ).toEqual([]);
    expect(settings(mapped([]))).toEqual([]);
  });
});

describe('other forwarding of a feature', () => {
  it.each([
    ['callForwardingBusy', QUEUE],
    ['callForwardingNotReachable', MENU],
    ['callForwardingNoAnswer', HUNT],
  ] as const)('%s has no place and is told: %s', (feature, userId) => {
    const result = mapped([sourceFeature(userId, feature, { isActive: true, forwardToPhoneNumber: '0101' })]);

    expect(result.losses).toContainEqual(
      expect.objectContaining({
        verdict: 'lost',
        owner: `serviceInstance:${userId}`,
        notice: expect.stringContaining('0101'),
      }),
    );
  });

  it('becomes the busy redirect and the business continuity of a hunt group', () => {
    const result = mapped([
      sourceFeature(HUNT, 'callForwardingBusy', { isActive: true, forwardToPhoneNumber: '0300' }),
      sourceFeature(HUNT, 'callForwardingNotReachable', { isActive: false, forwardToPhoneNumber: '0101' }),
    ]);

    expect(result.drafts.find(({ kind }) => kind === 'huntGroup')?.data).toMatchObject({
      busyRedirect: { enabled: true, destination: '0300' },
      notReachable: { enabled: false, destination: '0101' },
    });
    expect(result.losses?.filter(({ owner }) => owner.endsWith(HUNT))).toEqual([]);
  });

  it('takes what a hunt group says of itself before the service of the same name', () => {
    const own: HuntGroup = { agents: [], enableNotReachableForwarding: true, notReachableForwardToPhoneNumber: '0300' };
    const result = mapped([
      sourceFeature(HUNT, 'huntGroup', own),
      sourceFeature(HUNT, 'callForwardingNotReachable', { isActive: true, forwardToPhoneNumber: '0101' }),
    ]);

    expect(result.drafts.find(({ kind }) => kind === 'huntGroup')?.data).toMatchObject({
      notReachable: { enabled: true, destination: '0300' },
    });
    expect(result.losses).toContainEqual(
      expect.objectContaining({ service: 'Call Forwarding Not Reachable', verdict: 'lost' }),
    );
  });
});

describe('selective forwarding of a feature', () => {
  it.each([
    ['exempts callers', { forwardTo: 'Do not forward', callsFrom: 'Specified Only', phoneNumbers: ['0532*'] }],
    ['was never read', undefined],
  ])('is switched off, and says so, where a rule that stays behind %s', (_why, detail) => {
    const [service, criteria] = selective({ Night: { forwardTo: 'Forward To Default Number' }, Vip: detail ?? {} });
    const read = criteria?.data as FeatureData['selectiveForwardingCriteria'];
    const parts = read.parts.filter(({ name }) => detail !== undefined || name !== 'Vip');
    const result = mapped([service, { ...criteria, data: { ...read, parts } }] as SourceFeature[]);

    expect(rulesOf(result).map(({ name }) => name)).toEqual(['Night']);
    expect(forwardingOf(result).data.selective).toMatchObject({ enabled: false, destination: '0300' });
    expect(forwardingOf(result).why['selective.enabled']).toMatchObject({ rule: 'forwarding-without-exemption' });
    expect(result.losses?.map(({ notice }) => notice).join()).toContain('are not forwarded by rules');
  });

  it('stays on where the rule that stays behind only sends calls elsewhere', () => {
    const result = mapped(
      selective({
        Night: { forwardTo: 'Forward To Default Number' },
        Far: { forwardTo: 'Forward To Default Number', callsFrom: 'Specified Only', phoneNumbers: ['0532*'] },
      }),
    );

    expect(rulesOf(result).map(({ name }) => name)).toEqual(['Night']);
    expect(forwardingOf(result).data.selective.enabled).toBe(true);
  });

  it('becomes a rule for each criterion and the switch over them', () => {
    const result = mapped(
      selective({
        Family: {
          callsFrom: 'Specified Only',
          includeAnonymousCallers: true,
          phoneNumbers: ['+12025550177', '0101'],
        },
        Rest: { forwardTo: 'Forward To Default Number' },
        Never: { forwardTo: 'Do not forward' },
      }),
    );

    expect(forwardingOf(result).data.selective).toEqual({ enabled: true, destination: '0300', ringReminder: false });
    expect(rulesOf(result)).toEqual([
      {
        setting: 'selectiveRule',
        feature: `huntGroup:${HUNT}`,
        name: 'Family',
        enabled: true,
        forwardTo: 'FORWARD_TO_SPECIFIED_NUMBER',
        destination: '0101',
        callsFrom: 'CUSTOM',
        privateNumbers: true,
        unavailableNumbers: false,
        numbers: ['+12025550177', '0101'],
      },
      expect.objectContaining({ name: 'Rest', forwardTo: 'FORWARD_TO_DEFAULT_NUMBER' }),
      expect.objectContaining({ name: 'Never', forwardTo: 'DO_NOT_FORWARD' }),
    ]);
    expect(result.accounts).toContainEqual({
      prefix: `serviceInstance:${HUNT} UserCallForwardingSelectiveGetCriteriaResponse`,
      outcome: 'migrated',
      reason: 'carried-over',
    });
  });

  it('follows the schedules that were captured', () => {
    const result = mapped(
      selective({
        Night: {
          timeSchedule: { name: 'Hours', type: 'Group' },
          holidaySchedule: { name: 'Feasts', type: 'Service Provider' },
        },
      }),
      [
        event('acme/north/Hours', 'Time'),
        event('acme/Feasts', 'Holiday'),
        listOf('group', 'acme/north', 'Hours', 'Time'),
        listOf('serviceProvider', 'acme', 'Feasts', 'Holiday'),
      ],
    );

    expect(rulesOf(result)).toEqual([
      expect.objectContaining({
        businessSchedule: 'schedule:acme/north/businessHours/Hours',
        holidaySchedule: 'schedule:acme/north/holidays/Feasts',
      }),
    ]);
  });

  it('makes no rule by a schedule of which an event cannot come along: it would hold at other times', () => {
    const monthly = event('acme/north/Hours/Monthly', 'Time');
    const rulesBy = (...responses: SourceResponse[]) =>
      rulesOf(
        mapped(selective({ Night: { timeSchedule: { name: 'Hours', type: 'Group' } } }), [
          event('acme/north/Hours', 'Time'),
          listOf('group', 'acme/north', 'Hours', 'Time'),
          ...responses,
        ]),
      );

    expect(rulesBy()).toHaveLength(1);
    expect(
      rulesBy({
        ...monthly,
        owner: { kind: 'schedule', key: 'acme/north/Hours/Monthly' },
        body: () => ({ startDate: ['2026-01-05'], recurrence: [{ recurForEver: ['true'], recurMonthlyByDay: [{}] }] }),
      }),
    ).toEqual([]);
  });

  it.each([
    ['its schedule was not captured', { timeSchedule: { name: 'Hours', type: 'Group' } }],
    ['its schedule stands above the customer', { timeSchedule: { name: 'Captured', type: 'System' } }],
    ['its holidays are no holidays', { holidaySchedule: { name: 'Captured', type: 'Group' } }],
    ['its target cannot be written', { forwardToPhoneNumber: '*72' }],
    ['it has no target', { forwardToPhoneNumber: undefined }],
    ['it forwards to something unknown', { forwardTo: 'Forward To Voice Mail' }],
    ['it is about other callers', { callsFrom: 'Any External' }],
    ['a caller is a pattern', { callsFrom: 'Specified Only', phoneNumbers: ['+1202*'] }],
    ['it names 13 callers', { callsFrom: 'Specified Only', phoneNumbers: Array(13).fill('0101') }],
    ['it is about another number', { callsTo: [{ type: 'Alternate', number: '2025550199' }] }],
  ] as const)('makes no rule where %s, tells, and forwards nothing', (_, detail) => {
    const result = mapped(selective({ Night: detail as Partial<CriterionDetail> }), [
      event('acme/north/Captured', 'Time'),
      listOf('group', 'acme/north', 'Captured', 'Time'),
    ]);

    expect(rulesOf(result)).toEqual([]);
    expect(forwardingOf(result)).toMatchObject({
      data: { selective: { enabled: false, destination: '0300' } },
      why: { 'selective.enabled': { rule: 'forwarding-without-rules', changed: true } },
    });
    expect(result.losses).toContainEqual(
      expect.objectContaining({
        service: 'Call Forwarding Selective',
        verdict: 'manual',
        notice: expect.stringContaining('"Night"'),
        sources: [`serviceInstance:${HUNT} UserCallForwardingSelectiveGetResponse.criteriaTable[1]`],
      }),
    );
    expect(result.accounts).toContainEqual({
      prefix: `serviceInstance:${HUNT} UserCallForwardingSelectiveGetCriteriaResponse`,
      outcome: 'manual',
      reason: 'selective-rule-by-hand',
    });
  });

  it('makes no rule of a criterion that nobody asked about, and keeps the others', () => {
    const [list, details] = selective(
      { Rest: {} },
      {
        criteria: [
          { name: 'Night', isActive: true },
          { name: 'Rest', isActive: false },
        ],
      },
    );
    const result = mapped([list, details].filter((feature) => feature !== undefined));

    expect(rulesOf(result)).toEqual([expect.objectContaining({ name: 'Rest', enabled: false })]);
    expect(result.losses?.map(({ notice }) => notice)).toContainEqual(expect.stringContaining('was not read'));
  });

  it('makes no rule of two criteria with one name, for nobody knows which answer is whose', () => {
    const result = mapped(
      selective(
        { Night: {} },
        {
          criteria: [
            { name: 'Night', isActive: true },
            { name: 'Night', isActive: false },
          ],
        },
      ),
    );

    expect(rulesOf(result)).toEqual([]);
    expect(result.losses?.filter(({ notice }) => notice.includes('two rules have this name'))).toHaveLength(2);
  });

  it('makes no rule that needs a default target which cannot be written', () => {
    const result = mapped(
      selective({ Rest: { forwardTo: 'Forward To Default Number' } }, { defaultForwardToPhoneNumber: '*72' }),
    );

    expect(rulesOf(result)).toEqual([]);
    expect(forwardingOf(result).data.selective).toEqual({ enabled: false, ringReminder: false });
  });
});

function event(key: string, type: 'Time' | 'Holiday'): SourceResponse {
  const base =
    key.split('/').length === 2 ? 'ServiceProviderScheduleGetEventResponse' : 'GroupScheduleGetEventResponse';
  return {
    owner: { kind: 'schedule', key: `${key}/${type}` },
    base,
    settings: 1,
    body: () => ({ startDate: ['2026-01-05'], allDayEvent: ['true'] }),
  };
}

function listOf(kind: 'group' | 'serviceProvider', key: string, name: string, type: string): SourceResponse {
  return {
    owner: { kind, key },
    base: kind === 'group' ? 'GroupScheduleGetListResponse' : 'ServiceProviderScheduleGetListResponse',
    settings: 1,
    body: () => {
      const scheduleKey = [{ scheduleName: [name], scheduleType: [type] }];
      return kind === 'group' ? { scheduleGlobalKey: [{ scheduleKey }] } : { scheduleKey };
    },
  };
}
