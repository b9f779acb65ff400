import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import type { FurtherSettingName } from '../../src/domain/further-settings.ts';
import type { FeatureData, FeatureName, SourceFeature, SourceUser } from '../../src/domain/source.ts';
import type { Mapped, OwnerDraft } from '../../src/map/context.ts';
import { mergeMapped } from '../../src/map/features/merge.ts';
import { FURTHER_SETTINGS } from '../../src/map/settings/further.ts';
import { sourceFeature, sourceService, sourceUser } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';

const ANNA = 'anna@acme.example.test';
const BERT = sourceUser({
  userId: 'bert@acme.example.test',
  phoneNumber: '2025550102',
  dn: '+1-2025550102',
  extension: '0102',
});

/** What becomes of Anna's settings; Bert moves too. */
function map(features: readonly SourceFeature[], user: Partial<SourceUser> = {}, kind?: OwnerDraft['kind']): Mapped {
  const anna = sourceUser(user);
  const context = contextOf({ users: [anna, BERT], features });
  const owner = context.owner(anna.key);
  if (owner === undefined) throw new Error('Anna does not move');
  const subject = { user: anna, owner: { ...owner, kind: kind ?? owner.kind } };
  return mergeMapped(FURTHER_SETTINGS.map((mapSetting) => mapSetting(context, subject)));
}

const of = <Name extends FeatureName>(name: Name, data: FeatureData[Name]) => sourceFeature(ANNA, name, data);

function settings({ drafts }: Mapped): unknown[] {
  return drafts.map(({ data }: Draft) => {
    const { owner: _owner, ...rest } = { owner: '', ...data };
    return rest;
  });
}

interface Case {
  readonly name: string;
  readonly features: readonly SourceFeature[];
  readonly user?: Partial<SourceUser>;
  readonly drafts: readonly ({ readonly setting: FurtherSettingName } & Record<string, unknown>)[];
  readonly losses?: readonly string[];
}

const CASES: readonly Case[] = [
  { name: 'nothing that was never read', features: [], drafts: [] },
  {
    name: 'rejects anonymous calls',
    features: [of('anonymousCallRejection', { isActive: true })],
    drafts: [{ setting: 'anonymousCallRejection', enabled: true }],
  },
  { name: 'leaves what is off as it is', features: [of('anonymousCallRejection', { isActive: false })], drafts: [] },
  {
    name: 'takes a switch from the effective services where its own answer is missing',
    features: [],
    user: { services: [sourceService('Anonymous Call Rejection', { active: true })] },
    drafts: [{ setting: 'anonymousCallRejection', enabled: true }],
  },
  {
    name: 'lets others barge in unless the user is exempt',
    features: [of('bargeInExempt', { isActive: true })],
    drafts: [{ setting: 'bargeIn', enabled: false }],
  },
  {
    name: 'shows another name, without characters that the target refuses',
    features: [],
    user: { callingLineIdFirstName: 'Front "Desk"', callingLineIdLastName: 'Able' },
    drafts: [{ setting: 'callerId', customName: 'Front Desk Able' }],
  },
  {
    name: 'shows a number of somebody who moves',
    features: [],
    user: { callingLineIdPhoneNumber: '+12025550102' },
    drafts: [{ setting: 'callerId', selected: 'CUSTOM', customNumber: '+12025550102' }],
  },
  {
    name: 'never shows a number that stays elsewhere, and says so',
    features: [],
    user: { callingLineIdPhoneNumber: '+12025550777' },
    drafts: [],
    losses: ['Caller ID manual'],
  },
  {
    name: 'shows the number of the location where the policy of the person says so',
    features: [of('callPolicy', { own: ['CLID'], clidPolicy: 'Use Group CLID', limits: {}, further: {} })],
    user: { callingLineIdPhoneNumber: '+12025550102' },
    drafts: [{ setting: 'callerId', selected: 'LOCATION_NUMBER' }],
  },
  {
    name: 'shows the own number, whatever is configured, where the policy of the provider says so',
    features: [
      of('callPolicy', { own: [], clidPolicy: 'Use Group CLID', limits: {}, further: {} }),
      sourceFeature('acme/north', 'groupCallPolicy', { own: [], limits: {}, further: {} }),
      sourceFeature('acme', 'providerCallPolicy', { own: [], clidPolicy: 'Use DN', limits: {}, further: {} }),
    ],
    user: { callingLineIdPhoneNumber: '+12025550102' },
    drafts: [{ setting: 'callerId', selected: 'DIRECT_LINE' }],
  },
  {
    name: 'shows the configured number where the level that decides was never read',
    features: [of('callPolicy', { own: [], clidPolicy: 'Use Group CLID', limits: {}, further: {} })],
    user: { callingLineIdPhoneNumber: '+12025550102' },
    drafts: [{ setting: 'callerId', selected: 'CUSTOM', customNumber: '+12025550102' }],
  },
  {
    name: 'tells somebody whose own policy has no place in the target, and nobody who follows the group',
    features: [
      of('callPolicy', {
        own: ['CallLimits'],
        blockCallingNameForExternalCalls: true,
        limits: { SimultaneousCalls: '3' },
        further: {},
      }),
    ],
    drafts: [],
    losses: ['Call policies manual'],
  },
  {
    name: 'hides the owner from those who call',
    features: [of('connectedLineRestriction', { isActive: true })],
    drafts: [{ setting: 'callerId', hiddenFromCallers: true }],
  },
  {
    name: 'tells somebody who did not see callers that now they are shown',
    features: [of('externalCallerId', { isActive: false }), of('internalCallerId', { isActive: true })],
    drafts: [],
    losses: ['External Calling Line ID Delivery lost'],
  },
  {
    name: 'keeps the numbers of an intercept that is off',
    features: [
      of('interceptUser', {
        isActive: false,
        playNewPhoneNumber: true,
        newPhoneNumber: '2025550102',
        routeToVoiceMail: true,
      }),
    ],
    drafts: [
      {
        setting: 'intercept',
        enabled: false,
        incoming: 'INTERCEPT_ALL',
        toVoicemail: true,
        newNumberEnabled: true,
        newNumber: '+12025550102',
        zeroTransferEnabled: false,
        outgoing: 'INTERCEPT_ALL',
        outgoingTransferEnabled: false,
      },
    ],
  },
  { name: 'writes no empty intercept', features: [of('interceptUser', { isActive: false })], drafts: [] },
  {
    name: 'records on demand when the user says so',
    features: [of('callRecording', { option: 'On Demand', pauseResumeNotification: 'Beep' })],
    drafts: [
      {
        setting: 'callRecording',
        enabled: true,
        record: 'On Demand with User Initiated Start',
        recordVoicemail: false,
        pauseNotification: 'Beep',
        repeatInterval: 15,
        repeatEnabled: false,
        startStopAnnouncement: false,
      },
    ],
  },
  { name: 'records nobody who never was', features: [of('callRecording', { option: 'Never' })], drafts: [] },
  {
    name: 'opens attendants and the line status to whom privacy allows',
    features: [
      of('privacy', {
        enablePhoneStatusPrivacy: true,
        extensionDialingPrivacy: false,
        nameDialingPrivacy: true,
        members: [
          { userKey: BERT.key, userId: BERT.userId },
          { userKey: 'carl@acme.example.test', userId: 'carl@acme.example.test' },
        ],
      }),
    ],
    drafts: [
      {
        setting: 'privacy',
        aaExtensionDialing: true,
        aaNameDialing: false,
        statusPrivacy: true,
        members: ['subscriber:bert@acme.example.test'],
      },
    ],
    losses: ['Privacy part'],
  },
  {
    name: 'follows the location where the user has no plan of its own',
    features: [of('callingPlan', { useCustomSettings: false, permissions: { international: 'Allow' } })],
    drafts: [],
  },
  {
    name: 'keeps a transfer out of simultaneous ring that is off',
    features: [
      of('simultaneousRing', {
        isActive: false,
        doNotRingIfOnCall: true,
        numbers: [{ phoneNumber: '+12025550155', answerConfirmation: true }],
        criteria: [],
      }),
    ],
    drafts: [
      {
        setting: 'simultaneousRing',
        enabled: false,
        doNotRingIfOnCall: true,
        numbers: [{ phoneNumber: '+12025550155', answerConfirmation: true }],
      },
    ],
  },
  {
    name: 'takes ten numbers that ring together and tells of the eleventh, and of rules',
    features: [
      of('simultaneousRing', {
        isActive: true,
        numbers: Array.from({ length: 11 }, (_, index) => ({ phoneNumber: `+120255501${60 + index}` })),
        criteria: [{ name: 'Day', isActive: true }],
      }),
    ],
    drafts: [
      expect.objectContaining({
        setting: 'simultaneousRing',
        numbers: Array.from({ length: 10 }, (_, index) => ({
          phoneNumber: `+120255501${60 + index}`,
          answerConfirmation: false,
        })),
      }),
    ],
    losses: ['Simultaneous Ring Personal part', 'Simultaneous Ring Personal manual'],
  },
  {
    name: 'reaches at full numbers only',
    features: [
      of('broadWorksAnywhere', {
        alertAllLocationsForClickToDialCalls: true,
        numbers: [{ phoneNumber: '+12025550155', description: 'Mobile' }, { phoneNumber: '0102' }],
      }),
    ],
    drafts: [
      { setting: 'singleNumberReach', alertAllForClickToDial: true },
      {
        setting: 'singleNumberReachNumber',
        reachedAt: '+12025550155',
        name: 'Mobile',
        enabled: true,
        doNotForwardCalls: false,
        answerConfirmation: false,
      },
    ],
    losses: ['BroadWorks Anywhere part', 'BroadWorks Anywhere manual'],
  },
  {
    name: 'gives alternate numbers, and leaves an extension alone to a person',
    features: [
      of('alternateNumbers', {
        distinctiveRing: true,
        entries: [
          { position: '02', phoneNumber: '+12025550103', ringPattern: 'Short-Long-Short' },
          { position: '05', extension: '0105' },
        ],
      }),
    ],
    drafts: [
      {
        setting: 'alternateNumbers',
        distinctiveRing: true,
        numbers: [{ phoneNumber: '+12025550103', ringPattern: 'SHORT_LONG_SHORT' }],
      },
    ],
    losses: ['Alternate Numbers manual'],
  },
  {
    name: 'assigns only those who are assistants themselves',
    features: [of('executive', { members: [{ userKey: BERT.key, userId: BERT.userId }] })],
    user: { services: [sourceService('Executive')] },
    drafts: [{ setting: 'executiveAssistant', type: 'EXECUTIVE' }],
    losses: ['Executive manual'],
  },
  {
    name: 'diverts for an assistant',
    features: [of('executiveAssistant', { enableDivert: true, divertToPhoneNumber: '0102', members: [] })],
    user: { services: [sourceService('Executive-Assistant')] },
    drafts: [
      { setting: 'executiveAssistant', type: 'EXECUTIVE_ASSISTANT' },
      { setting: 'assistantDivert', enabled: true, destination: '0102' },
    ],
  },
];

describe('further settings', () => {
  it.each(CASES)('$name', ({ features, user, drafts, losses }) => {
    const mapped = map(features, user);

    expect(settings(mapped)).toEqual(drafts);
    expect((mapped.losses ?? []).map(({ service, verdict }) => `${service} ${verdict}`)).toEqual(losses ?? []);
  });

  it.each(CASES)('$name: every field says why', ({ features, user }) => {
    for (const { id, data, why } of map(features, user).drafts) {
      const unanswered = Object.keys(data).filter(
        (field) => !Object.keys(why).some((path) => path === field || path.startsWith(`${field}.`)),
      );
      expect(unanswered, id).toEqual([]);
    }
  });

  it('blocks what needs a code, keeps what is allowed, and forbids transfers that the plan forbids', () => {
    const mapped = map([
      of('callingPlan', {
        useCustomSettings: true,
        permissions: { group: 'Allow', toll: 'Allow', international: 'Authorization Code Required', local: 'Allow' },
      }),
      of('redirectingCallingPlan', { useCustomSettings: true, permissions: { group: 'true', toll: 'false' } }),
    ]);
    const [draft] = mapped.drafts;
    if (draft?.kind !== 'setting' || draft.data.setting !== 'outgoingPermission') throw new Error('no permissions');
    const permitted = (type: string) => {
      const found = draft.data.setting === 'outgoingPermission' ? draft.data.permissions : [];
      return found.find(({ callType }) => callType === type);
    };

    expect(permitted('INTERNAL_CALL')).toMatchObject({ action: 'ALLOW', transferEnabled: true });
    expect(permitted('NATIONAL')).toMatchObject({ action: 'ALLOW', transferEnabled: false });
    expect(permitted('INTERNATIONAL')).toMatchObject({ action: 'BLOCK', transferEnabled: false });
    expect(permitted('PREMIUM_SERVICES_I')).toMatchObject({ action: 'BLOCK' });
    expect(mapped.losses).toEqual([expect.objectContaining({ verdict: 'manual' })]);
  });

  it('carries at most 50 busy lamps in their order and lists those that are left out', () => {
    const watched = Array.from({ length: 52 }, (_, index) =>
      sourceUser({ userId: `u${index}@acme.example.test`, extension: `1${String(index).padStart(3, '0')}` }),
    );
    const context = contextOf({
      users: [sourceUser(), ...watched],
      features: [
        of('busyLampField', { members: watched.map(({ key, userId }) => ({ userKey: key, userId })).reverse() }),
      ],
    });
    const owner = context.owner(ANNA);
    if (owner === undefined) throw new Error('Anna does not move');
    const mapped = mergeMapped(FURTHER_SETTINGS.map((each) => each(context, { user: sourceUser(), owner })));
    const [draft] = mapped.drafts;

    expect(draft?.data).toMatchObject({ setting: 'monitoring' });
    expect(draft?.data && 'members' in draft.data ? draft.data.members.length : 0).toBe(50);
    expect(draft?.data && 'members' in draft.data ? draft.data.members[0] : '').toContain('u51@');
    expect(mapped.losses).toEqual([
      expect.objectContaining({ verdict: 'part', notice: expect.stringContaining('u1@acme.example.test, u0@') }),
    ]);
  });

  it.each([
    ['workspace', 'not-in-common-area'],
    ['virtualLine', 'not-on-virtual-lines'],
  ] as const)('loses on a %s what it cannot hold, and says so', (kind, reason) => {
    const mapped = map([of('anonymousCallRejection', { isActive: true })], {}, kind);

    expect(mapped.drafts).toEqual([]);
    expect(mapped.accounts).toContainEqual(expect.objectContaining({ outcome: 'lost', reason }));
    expect(mapped.losses).toEqual([expect.objectContaining({ verdict: 'lost' })]);
  });
});
