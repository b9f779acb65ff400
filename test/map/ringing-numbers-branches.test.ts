import { describe, expect, it } from 'vitest';
import type {
  AlternateNumbers,
  AnywhereNumber,
  BroadWorksAnywhere,
  SimultaneousRing,
} from '../../src/domain/source-features.ts';
import { sourceUser } from '../builders/source-builders.ts';
import { ANNA, at, endsOf, mapAnna, of, settingOf, told } from './settings-context.ts';

const TARGET_DEFAULT = { rule: 'target-default', sources: [] };

describe('simultaneous ring', () => {
  const ring = (data: Partial<SimultaneousRing>) =>
    mapAnna([of('simultaneousRing', { isActive: true, numbers: [], criteria: [], ...data })]);

  it('is empty without numbers and rules, even where it is switched on', () => {
    const mapped = ring({});

    expect(mapped.drafts).toEqual([]);
    expect(endsOf(mapped, 'simultaneousRing')).toEqual(['not used: inactive-and-empty']);
  });

  it('leaves out a number that nobody can write, under the place where it stands', () => {
    const mapped = ring({ numbers: [{ phoneNumber: '+12025550151' }, { phoneNumber: '*72' }] });

    expect(settingOf(mapped, 'simultaneousRing')).toMatchObject({
      data: { numbers: [{ phoneNumber: '+12025550151', answerConfirmation: false }], doNotRingIfOnCall: false },
      why: {
        'numbers.0': { sources: [at('simultaneousRing', 'simultaneousRingNumber')] },
        doNotRingIfOnCall: TARGET_DEFAULT,
      },
    });
    expect(endsOf(mapped, 'simultaneousRing')).toEqual(['simultaneousRingNumber[2] manual: forward-target-unresolved']);
    expect(mapped.losses).toEqual([
      expect.objectContaining({ verdict: 'manual', notice: expect.stringContaining('Calls are no longer sent') }),
    ]);
  });

  it('has nothing to write where no number can be written', () => {
    expect(ring({ numbers: [{ phoneNumber: '*72' }] })).toMatchObject({
      drafts: [],
      losses: [{ service: 'Simultaneous Ring Personal', verdict: 'manual' }],
    });
  });

  it.each([
    { name: 'a rule that is on', isActive: true, criterion: true, expected: ['manual Simultaneous Ring Personal'] },
    { name: 'a rule that is off', isActive: true, criterion: false, expected: [] },
    { name: 'a rule, where all of it is off', isActive: false, criterion: true, expected: [] },
  ])('tells of $name only when numbers would ring against it', ({ isActive, criterion, expected }) => {
    const mapped = ring({
      isActive,
      numbers: [{ phoneNumber: '+12025550151' }],
      criteria: [{ name: 'Day', isActive: criterion }],
    });

    expect(told(mapped)).toEqual(expected);
    expect(endsOf(mapped, 'simultaneousRing')).toEqual([
      expected.length > 0
        ? 'criteriaTable manual: rule-has-no-documented-form'
        : 'criteriaTable not used: rules-that-do-not-hold',
    ]);
  });

  it('says what the rules said, callers and times, and answers for their details', () => {
    const data: SimultaneousRing = {
      isActive: true,
      numbers: [{ phoneNumber: '+12025550151' }],
      criteria: [
        { name: 'Day', isActive: true, timeSchedule: 'Office Hours (Group)', callsFrom: 'Any' },
        { name: 'Boss', blacklisted: true, holidaySchedule: 'Feasts (Group)', callsFrom: 'Specified Only' },
        { name: 'Old', isActive: false },
      ],
    };
    const boss = { phoneNumbers: ['+12025550190'], callsTo: [] };
    const mapped = mapAnna([
      of('simultaneousRing', data),
      of('simultaneousRingCriteria', { parts: [{ name: 'Boss', state: 'read', content: boss }] }),
    ]);

    expect(mapped.losses.map(({ notice }) => notice)).toEqual([
      'The numbers ring for every call, for the rules that say when do not come along: "Day" (rings; callers: Any; hours: Office Hours (Group)), "Boss" (does not ring; callers: +12025550190; holidays: Feasts (Group)).',
    ]);
    expect(mapped.accounts).toContainEqual({
      prefix: `user:${ANNA} UserSimultaneousRingPersonalGetCriteriaResponse?criteriaName%3DBoss`,
      outcome: 'manual',
      reason: 'rule-has-no-documented-form',
    });
  });

  it('does not say that numbers ring for every call where there are none', () => {
    const mapped = ring({ criteria: [{ name: 'Day', isActive: true }] });

    expect(mapped.losses).toEqual([]);
    expect(endsOf(mapped, 'simultaneousRing')).toEqual(['criteriaTable not used: rules-that-do-not-hold']);
  });
});

describe('single number reach', () => {
  const reach = (data: BroadWorksAnywhere) => mapAnna([of('broadWorksAnywhere', data)]);

  it('names a number by itself where it has no description', () => {
    expect(settingOf(reach({ numbers: [{ phoneNumber: '+12025550155' }] }), 'singleNumberReachNumber')).toMatchObject({
      id: `setting:${ANNA}/singleNumberReachNumber/+12025550155`,
      data: { reachedAt: '+12025550155', name: '+12025550155' },
      why: { name: { rule: 'name-from-number', sources: [] } },
    });
  });

  it('says that the platform and the target agree on what rings for click to dial', () => {
    const mapped = reach({ alertAllLocationsForClickToDialCalls: false, numbers: [] });

    expect(mapped.drafts).toEqual([]);
    expect(endsOf(mapped, 'broadWorksAnywhere')).toEqual([
      'alertAllLocationsForGroupPagingCalls not used: paging-rings-phones-only',
      'alertAllLocationsForClickToDialCalls migrated: same-as-target-default',
    ]);
  });

  it('writes a number once, however often and however written it is listed, and answers for each row', () => {
    const mapped = reach({
      numbers: [
        { phoneNumber: '+12025550155', description: 'Mobile' },
        { phoneNumber: '+1-2025550155', description: 'The same' },
        { phoneNumber: '*72' },
        { phoneNumber: '*72' },
      ],
    });

    expect(settingOf(mapped, 'singleNumberReachNumber')).toMatchObject({
      data: { name: 'Mobile' },
      why: { reachedAt: { rule: 'R-NUM-1', sources: [at('broadWorksAnywhere', 'phoneNumberTable[1]')] } },
    });
    expect(endsOf(mapped, 'broadWorksAnywhere').slice(1)).toEqual([
      'phoneNumberTable[2] not used: number-is-listed-twice',
      'phoneNumberTable[3] manual: forward-target-unresolved',
      'phoneNumberTable[4] manual: forward-target-unresolved',
    ]);
    expect(mapped.losses.map(({ sources }) => sources)).toEqual([
      // Whether the first one is switched on was never read.
      [at('broadWorksAnywhere', 'phoneNumberTable[1]')],
      [at('broadWorksAnywhere', 'phoneNumberTable[3]')],
      [at('broadWorksAnywhere', 'phoneNumberTable[4]')],
    ]);
  });

  const MOBILE = '+12025550155';
  const numbered = (part: { readonly content?: AnywhereNumber; readonly error?: string }) =>
    mapAnna([
      of('broadWorksAnywhere', { numbers: [{ phoneNumber: MOBILE }] }),
      of('broadWorksAnywhereNumbers', {
        parts: [{ name: MOBILE, state: part.content === undefined ? 'error' : 'read', ...part }],
      }),
    ]);
  const response = `user:${ANNA} UserBroadWorksAnywhereGetPhoneNumberResponse?phoneNumber%3D%2B12025550155`;

  it('rings nobody on a number that is switched off', () => {
    const content = { isActive: false, criteria: [{ name: 'Day', isActive: true }] };
    const mapped = numbered({ content });

    expect(settingOf(mapped, 'singleNumberReachNumber')).toMatchObject({
      data: { reachedAt: MOBILE, enabled: false, doNotForwardCalls: false, answerConfirmation: false },
      why: {
        enabled: { rule: 'carried-over', sources: [`${response}.isActive`] },
        doNotForwardCalls: TARGET_DEFAULT,
      },
    });
    expect(mapped.losses).toEqual([]);
    expect(mapped.accounts).toContainEqual({
      prefix: `${response}.criteriaTable`,
      outcome: 'not used',
      reason: 'rules-that-do-not-hold',
    });
  });

  it('keeps what the answer about a number says, and tells of its rules and its other number', () => {
    const criteria = [{ name: 'Day', isActive: true, timeSchedule: 'Hours (Group)', callsFrom: 'Any' }];
    const content = { isActive: true, useDiversionInhibitor: true, answerConfirmation: true, criteria };
    const mapped = numbered({ content: { ...content, outboundAlternateNumber: '+12025550156' } });

    expect(settingOf(mapped, 'singleNumberReachNumber')).toMatchObject({
      data: { enabled: true, doNotForwardCalls: true, answerConfirmation: true },
    });
    expect(mapped.losses.map(({ notice }) => notice)).toEqual([
      `${MOBILE} is reached by every call, for Webex has no rules for it: "Day" (rings; callers: Any; hours: Hours (Group)).`,
      `Calls to ${MOBILE} are no longer sent by way of +12025550156.`,
    ]);
  });

  it('tells where nobody could read whether a number is on: it counts as on', () => {
    for (const mapped of [numbered({ error: 'Timeout' }), reach({ numbers: [{ phoneNumber: MOBILE }] })]) {
      expect(settingOf(mapped, 'singleNumberReachNumber')).toMatchObject({
        data: { enabled: true },
        why: { enabled: { rule: 'number-detail-never-read' } },
      });
      expect(told(mapped)).toEqual(['part BroadWorks Anywhere']);
    }
    expect(numbered({ error: 'Timeout' }).losses[0]?.notice).toContain('could not be read (Timeout)');
  });

  it('says why an extension is none of its numbers', () => {
    expect(reach({ numbers: [{ phoneNumber: '0102' }] }).losses).toEqual([
      expect.objectContaining({ notice: expect.stringContaining('"0102": single number reach takes full numbers') }),
    ]);
  });
});

describe('alternate numbers', () => {
  const alternates = (data: AlternateNumbers) => mapAnna([of('alternateNumbers', data)]);

  it('keep their extension, lose their description, and ring normally where the pattern is unknown', () => {
    const mapped = alternates({
      entries: [
        {
          position: '01',
          phoneNumber: '+12025550103',
          extension: '0103',
          description: 'Hotline',
          ringPattern: 'Trumpets',
        },
        { position: '02', phoneNumber: '+12025550104' },
      ],
    });

    expect(settingOf(mapped, 'alternateNumbers')).toMatchObject({
      data: {
        distinctiveRing: false,
        numbers: [
          { phoneNumber: '+12025550103', extension: '0103', ringPattern: 'NORMAL' },
          { phoneNumber: '+12025550104', ringPattern: 'NORMAL' },
        ],
      },
      why: {
        distinctiveRing: TARGET_DEFAULT,
        'numbers.0': { sources: [at('alternateNumbers', 'alternateEntry01')] },
        'numbers.1': { sources: [at('alternateNumbers', 'alternateEntry02')] },
      },
    });
    expect(endsOf(mapped, 'alternateNumbers')).toEqual(['alternateEntry01.description lost: no-such-field']);
  });

  it('are said once, and the own number is none', () => {
    const mapped = alternates({
      entries: [sourceUser().dn ?? '', '+12025550104', '+12025550104'].map((phoneNumber, index) => ({
        position: `0${index + 1}`,
        phoneNumber,
      })),
    });

    expect(settingOf(mapped, 'alternateNumbers').data).toMatchObject({ numbers: [{ phoneNumber: '+12025550104' }] });
    expect(endsOf(mapped, 'alternateNumbers')).toEqual([
      'alternateEntry01 migrated: number-held-already',
      'alternateEntry03 migrated: number-held-already',
    ]);
  });

  it('that hold nothing need no word', () => {
    const mapped = alternates({ distinctiveRing: true, entries: [{ position: '01', ringPattern: 'Normal' }] });

    expect(mapped).toMatchObject({ drafts: [], losses: [] });
    expect(endsOf(mapped, 'alternateNumbers')).toEqual(['distinctiveRing not used: no-numbers']);
  });

  it('tell of a number that nobody can write by what was written', () => {
    const mapped = alternates({ entries: [{ position: '03', phoneNumber: '*72' }] });

    expect(mapped).toMatchObject({
      drafts: [],
      losses: [{ verdict: 'manual', notice: expect.stringContaining('The alternate *72 no longer rings') }],
    });
    expect(endsOf(mapped, 'alternateNumbers')).toContain('alternateEntry03 manual: alternate-without-full-number');
  });
});
