import { describe, expect, it } from 'vitest';
import type { SourceFeature } from '../../src/domain/source.ts';
import type { BarringDirection, BarringProfile, BarringRule } from '../../src/domain/source-barring.ts';
import { profilesOfGroup, profilesOfUser } from '../../src/map/barring/applied-profiles.ts';
import { barredCalls } from '../../src/map/barring/barred-calls.ts';
import { mapLocations } from '../../src/map/locations.ts';
import { barringLosses } from '../../src/map/losses/barring-losses.ts';
import { sourceCustomer, sourceFeature, sourceUser } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';
import { ANNA, mapAnna, of, settingOf } from './settings-context.ts';

const GROUP = 'acme/north';
const ofProvider = { owner: { kind: 'serviceProvider', key: 'acme' } } as const;
const DETAILS = 'ServiceProviderCommunicationBarringProfileGetResponse';
const open: BarringDirection = { action: 'Allow', rules: [] };
const rule = (fields: Partial<BarringRule>, position = 1): BarringRule => ({ position, action: 'Block', ...fields });

/** Profiles of the provider by name, the first of which is the default. */
function profiles(all: Readonly<Record<string, Partial<BarringProfile>>>): SourceFeature[] {
  const names = Object.keys(all);
  return [
    sourceFeature(
      'acme',
      'barringProfiles',
      { listed: names.map((name, at) => ({ name, isDefault: at === 0 })) },
      { ...ofProvider, response: 'ServiceProviderCommunicationBarringProfileGetListResponse' },
    ),
    sourceFeature(
      'acme',
      'barringProfileDetails',
      {
        parts: Object.entries(all).map(([name, content]) => ({
          name,
          state: 'read' as const,
          content: { originating: open, redirecting: open, incoming: open, ...content },
        })),
      },
      { ...ofProvider, response: DETAILS },
    ),
  ];
}
const criteria = (...named: readonly [name: string, matches: readonly string[], further?: readonly string[]][]) =>
  sourceFeature(
    'system',
    'barringCriteria',
    {
      parts: named.map(([name, matches, further = []]) => ({ name, state: 'read', content: { matches, further } })),
    },
    { owner: { kind: 'system', key: 'system' } },
  );
const groupHas = (data: { readonly useDefaultProfile?: boolean; readonly profile?: string }) =>
  sourceFeature(GROUP, 'groupCommunicationBarring', data, {
    owner: { kind: 'group', key: GROUP },
    response: 'GroupCommunicationBarringGetResponse',
  });
const digits = sourceFeature(
  'acme',
  'barringDigitPatterns',
  {
    parts: [
      { name: 'Premium', state: 'read', content: { patterns: ['0900X', '0137X'] } },
      { name: 'Abroad', state: 'read', content: { patterns: ['00X'] } },
    ],
  },
  ofProvider,
);
const ABROAD = criteria(
  ['International', ['International', 'PublicNetwork', 'PrivateNetwork']],
  ['Inland', ['Local', 'National']],
  ['Long distance', ['National']],
  ['Charged abroad', ['International', 'ChargeCalls']],
  ['Private', ['Private']],
);

/** Types of calls that a profile bars, and what it says that no permission does. */
function barredBy(profile: Partial<BarringProfile>) {
  const source = sourceCustomer({
    features: [...profiles({ It: profile }), ABROAD, digits, groupHas({ profile: 'It' })],
  });
  const { calls, transfers, left } = barredCalls(source, profilesOfGroup(source, GROUP));
  return { calls: [...calls.keys()], transfers: [...transfers.keys()], left };
}
const originating = (action: string, ...rules: readonly BarringRule[]) => ({ originating: { action, rules } });
const COSTLY = [
  'INTERNATIONAL',
  'OPERATOR_ASSISTED',
  'CHARGEABLE_DIRECTORY_ASSISTED',
  'SPECIAL_SERVICES_I',
  'SPECIAL_SERVICES_II',
  'PREMIUM_SERVICES_I',
  'PREMIUM_SERVICES_II',
];

describe('what a profile of communication barring bars', () => {
  it.each([
    { name: 'nothing where it allows everything', profile: {}, calls: [], left: [] },
    {
      name: 'all of a category that a rule blocks',
      profile: originating('Allow', rule({ criteria: 'International' })),
      calls: ['INTERNATIONAL'],
      left: [],
    },
    {
      name: 'everything but what a rule allows whole',
      profile: originating('Block', rule({ criteria: 'Inland', action: 'Allow' })),
      calls: ['INTERNAL_CALL', 'TOLL_FREE', ...COSTLY],
      left: [/^profile "It": "Inland": Allow$/],
    },
    {
      name: 'some calls of a type only where that type costs money',
      profile: originating('Allow', rule({ criteria: 'Charged abroad' }), rule({ criteria: 'Long distance' }, 2)),
      calls: COSTLY,
      left: [/^profile "It": "Charged abroad": Block; "Long distance": Block$/],
    },
    {
      name: 'no inland calls by digits, which are told instead',
      profile: originating('Allow', rule({ digitPatternCriteria: 'Premium' })),
      calls: [],
      left: [/^profile "It": "Premium" \(0900X, 0137X\): Block$/],
    },
    {
      name: 'calls abroad by digits that lead abroad',
      profile: originating('Allow', rule({ digitPatternCriteria: 'Abroad' })),
      calls: ['INTERNATIONAL'],
      left: [/"Abroad" \(00X\): Block$/],
    },
    {
      name: 'what is allowed at some times only, where it costs money',
      profile: originating('Block', rule({ criteria: 'International', action: 'Allow', timeSchedule: 'Day' })),
      calls: ['INTERNAL_CALL', 'TOLL_FREE', 'NATIONAL', ...COSTLY],
      left: [/"International": Allow during Day$/],
    },
    {
      name: 'whatever needs a code or goes elsewhere, and says so',
      profile: { originating: { action: 'Transfer', transferNumber: '0', rules: [] } },
      calls: ['INTERNAL_CALL', 'TOLL_FREE', 'NATIONAL', ...COSTLY],
      left: [/^profile "It": all others: Transfer to 0$/],
    },
    {
      name: 'all that costs money where a criterion was never read',
      profile: originating('Allow', rule({ criteria: 'Unknown' })),
      calls: COSTLY,
      left: [/"Unknown": Block$/],
    },
    {
      name: 'nothing of what comes in, which is told',
      profile: { incoming: { action: 'Block', rules: [] } },
      calls: [],
      left: [/^profile "It": incoming calls, all others: Block$/],
    },
  ])('$name', ({ profile, calls, left }) => {
    const barred = barredBy(profile);

    expect(barred.calls).toEqual(calls);
    expect(barred.left).toEqual(left.map((text) => expect.stringMatching(text)));
  });

  it('is decided by the rule that comes first by priority', () => {
    const both = originating(
      'Allow',
      rule({ criteria: 'International', priority: '10' }),
      rule({ criteria: 'International', action: 'Allow', priority: '2.5' }, 2),
    );

    expect(barredBy(both).calls).toEqual([]);
  });

  it('keeps calls that may be made from being sent on', () => {
    const barred = barredBy({ redirecting: { action: 'Block', rules: [] } });

    expect(barred.calls).toEqual([]);
    expect(barred.transfers).toContain('NATIONAL');
  });
});

describe('whose profile holds', () => {
  const all = profiles({ Default: {}, Other: {} });
  const namesOf = (features: readonly SourceFeature[], user = sourceUser()) =>
    profilesOfUser(sourceCustomer({ features: [...all, ...features] }), user);

  it('is the default of the provider, that of the group, or that of the user', () => {
    expect(namesOf([]).profiles).toEqual([]);
    expect(namesOf([groupHas({ useDefaultProfile: true })])).toMatchObject({
      own: false,
      profiles: [
        {
          name: 'Default',
          sources: [`group:${GROUP} GroupCommunicationBarringGetResponse.useDefaultServiceProviderProfile`],
        },
      ],
    });
    expect(namesOf([groupHas({ useDefaultProfile: false, profile: 'Other' })])).toMatchObject({
      own: false,
      profiles: [{ name: 'Other' }],
    });
    const own = of('communicationBarring', { useGroupSetting: false, profile: 'Other' });
    expect(namesOf([groupHas({ useDefaultProfile: true }), own])).toMatchObject({
      own: true,
      profiles: [{ name: 'Other' }],
    });
    const none = of('communicationBarring', { useGroupSetting: false });
    expect(namesOf([groupHas({ useDefaultProfile: true }), none])).toEqual({ own: true, profiles: [] });
  });

  it('is also whatever the user has switched on', () => {
    const control = of('communicationBarringControl', {
      profiles: [
        { name: 'Other', active: true },
        { name: 'Default', active: false },
      ],
    });

    const { own, profiles: found } = namesOf([groupHas({ useDefaultProfile: true }), control]);

    expect([own, found.map(({ name }) => name)]).toEqual([true, ['Default', 'Other']]);
  });

  it('is not known where nobody asked which one is the default: then nothing that costs money passes', () => {
    const source = sourceCustomer({ features: [groupHas({ useDefaultProfile: true })] });
    const { calls, left } = barredCalls(source, profilesOfGroup(source, GROUP));

    expect([...calls.keys()]).toEqual(COSTLY);
    expect(left).toEqual([expect.stringMatching(/^the provider's default profile was never read/)]);
  });
});

describe('permissions', () => {
  const all = [...profiles({ Inland: originating('Allow', rule({ criteria: 'International' })), Open: {} }), ABROAD];
  const custom = of('callingPlan', {
    useCustomSettings: true,
    permissions: { group: 'Allow', toll: 'Allow', international: 'Allow' },
  });
  const internationalOf = (permissions: readonly { callType: string; action: string; transferEnabled: boolean }[]) =>
    permissions.find(({ callType }) => callType === 'INTERNATIONAL');

  it('of a location hold what the profile of its group leaves, with both as sources', () => {
    const body = { groupPermissions: [{ group: ['Allow'], toll: ['Allow'], international: ['Allow'] }] };
    const [location] = mapLocations(
      contextOf({
        features: [...all, groupHas({ useDefaultProfile: true })],
        responses: [
          {
            owner: { kind: 'group', key: GROUP },
            base: 'GroupOutgoingCallingPlanOriginatingGetListResponse',
            settings: 3,
            body: () => body,
          },
        ],
      }),
    ).drafts;
    const index = location?.data.outgoingPermissions.findIndex(({ callType }) => callType === 'INTERNATIONAL');

    expect(internationalOf(location?.data.outgoingPermissions ?? [])).toEqual({
      callType: 'INTERNATIONAL',
      action: 'BLOCK',
      transferEnabled: false,
    });
    expect(location?.why[`outgoingPermissions.${index}`]).toMatchObject({
      rule: 'barring-profile',
      sources: [
        `group:${GROUP} GroupOutgoingCallingPlanOriginatingGetListResponse.groupPermissions.international`,
        `group:${GROUP} GroupCommunicationBarringGetResponse.useDefaultServiceProviderProfile`,
        `serviceProvider:acme ${DETAILS}?name%3DInland.originatingRule.criteria`,
        `serviceProvider:acme ${DETAILS}?name%3DInland.originatingRule.action`,
      ],
    });
  });

  it('of a user who follows the group are those of the location, unless it has a plan of its own', () => {
    const group = groupHas({ useDefaultProfile: true });
    expect(mapAnna([...all, group]).drafts.filter(({ id }) => id.endsWith('outgoingPermission'))).toEqual([]);

    const own = settingOf(mapAnna([...all, group, custom]), 'outgoingPermission').data;
    expect(own).toMatchObject({
      permissions: expect.arrayContaining([
        { callType: 'NATIONAL', action: 'ALLOW', transferEnabled: true },
        { callType: 'INTERNATIONAL', action: 'BLOCK', transferEnabled: false },
      ]),
    });
  });

  it('of a user with a profile of its own are those of the group, without what that profile bars', () => {
    const mapped = mapAnna([
      ...all,
      groupHas({ profile: 'Open' }),
      of('communicationBarring', { useGroupSetting: false, profile: 'Inland' }),
    ]);

    const draft = settingOf(mapped, 'outgoingPermission');
    expect(draft.data).toMatchObject({
      permissions: expect.arrayContaining([
        { callType: 'NATIONAL', action: 'ALLOW', transferEnabled: true },
        { callType: 'INTERNATIONAL', action: 'BLOCK', transferEnabled: false },
      ]),
    });
    expect(draft.why.permissions?.sources).toEqual([`user:${ANNA} communicationBarring.profileName`]);
    expect(mapped.losses).toEqual([]);
  });

  it('that cannot say it all come with a loss of whoever is under the profile', () => {
    const mapped = mapAnna([
      ...profiles({ Night: originating('Allow', rule({ criteria: 'Private', holidaySchedule: 'Feasts' })) }),
      ABROAD,
      groupHas({ useDefaultProfile: true }),
    ]);

    expect(mapped.losses).toEqual([
      expect.objectContaining({
        owner: `user:${ANNA}`,
        service: 'Communication Barring',
        verdict: 'manual',
        notice: expect.stringContaining('profile "Night": "Private": Block during Feasts'),
      }),
    ]);
  });
});

it('groups of which nobody asked which profile holds are told, where there are any', () => {
  const all = profiles({ Inland: {} });

  expect(barringLosses(contextOf({ features: all }))).toEqual([
    expect.objectContaining({ owner: `group:${GROUP}`, notice: expect.stringContaining('(the provider has Inland)') }),
  ]);
  expect(barringLosses(contextOf({ features: [...all, groupHas({ useDefaultProfile: true })] }))).toEqual([]);
  expect(barringLosses(contextOf({}))).toEqual([]);
});
