import { describe, expect, it } from 'vitest';
import type { SourceFeature } from '../../src/domain/source.ts';
import type { OwnerDraft } from '../../src/map/context.ts';
import { sourceService } from '../builders/source-builders.ts';
import { CATALOGUES } from './features-context.ts';
import { BERT, mapAnna, of } from './settings-context.ts';

const bert = [{ userKey: BERT.key, userId: BERT.userId }];

interface Case {
  readonly service: string;
  /** Who cannot hold it. */
  readonly kind: OwnerDraft['kind'];
  readonly used: SourceFeature;
  readonly unused: SourceFeature;
}

/** As an operator may write it: the shipped table lets a common-area phone be intercepted. */
const intercept = CATALOGUES.userServices.get('Intercept User');
if (intercept === undefined) throw new Error('no Intercept User');
const catalogues = {
  ...CATALOGUES,
  userServices: new Map([...CATALOGUES.userServices, ['Intercept User', { ...intercept, commonArea: false }]]),
};

/** Settings that a common-area phone or a virtual line has no place for, once in use and once not. */
const CASES: readonly Case[] = [
  {
    service: 'Barge-in Exempt',
    kind: 'workspace',
    used: of('bargeInExempt', { isActive: true }),
    unused: of('bargeInExempt', { isActive: false }),
  },
  {
    service: 'Hoteling Guest',
    kind: 'virtualLine',
    used: of('hotelingGuest', { isActive: true }),
    unused: of('hotelingGuest', {}),
  },
  {
    service: 'Intercept User',
    kind: 'workspace',
    used: of('interceptUser', { isActive: true }),
    unused: of('interceptUser', { isActive: false }),
  },
  {
    service: 'Call Recording',
    kind: 'workspace',
    used: of('callRecording', { option: 'Always' }),
    unused: of('callRecording', { option: 'Never' }),
  },
  {
    service: 'Simultaneous Ring Personal',
    kind: 'virtualLine',
    used: of('simultaneousRing', { isActive: true, numbers: [{ phoneNumber: '+12025550151' }], criteria: [] }),
    unused: of('simultaneousRing', { isActive: false, numbers: [{ phoneNumber: '+12025550151' }], criteria: [] }),
  },
  {
    service: 'BroadWorks Anywhere',
    kind: 'workspace',
    used: of('broadWorksAnywhere', { numbers: [{ phoneNumber: '+12025550151' }] }),
    unused: of('broadWorksAnywhere', { numbers: [] }),
  },
  {
    service: 'Alternate Numbers',
    kind: 'virtualLine',
    used: of('alternateNumbers', { entries: [{ position: '01', phoneNumber: '+12025550151' }] }),
    unused: of('alternateNumbers', { entries: [] }),
  },
  {
    service: 'Privacy',
    kind: 'workspace',
    used: of('privacy', { enableDirectoryPrivacy: true, members: [] }),
    unused: of('privacy', { members: [] }),
  },
  {
    service: 'Push to Talk',
    kind: 'workspace',
    used: of('pushToTalk', { allowAutoAnswer: true, members: [] }),
    unused: of('pushToTalk', { allowAutoAnswer: false, members: bert }),
  },
  {
    service: 'Busy Lamp Field',
    kind: 'virtualLine',
    used: of('busyLampField', { members: bert }),
    unused: of('busyLampField', { members: [] }),
  },
];

describe.each(CASES)('$service of a $kind', ({ service, kind, used, unused }) => {
  const place = kind === 'workspace' ? 'common-area phone' : 'virtual line';

  it('ends where it was used, and the person is told', () => {
    const mapped = mapAnna([used], { kind, catalogues });

    expect(mapped.drafts).toEqual([]);
    expect(mapped.accounts).toEqual([
      expect.objectContaining({
        outcome: 'lost',
        reason: kind === 'workspace' ? 'not-in-common-area' : 'not-on-virtual-lines',
      }),
    ]);
    expect(mapped.losses).toEqual([
      expect.objectContaining({
        service,
        verdict: 'lost',
        notice: `A ${place} has no such setting: ${service} ends.`,
        sources: [mapped.accounts[0]?.prefix],
      }),
    ]);
  });

  it('ends without a word where it was not', () => {
    const mapped = mapAnna([unused], { kind, catalogues });

    expect(mapped).toMatchObject({ drafts: [], losses: [] });
    expect(mapped.accounts).toEqual([expect.objectContaining({ outcome: 'not used', reason: 'inactive-and-empty' })]);
  });
});

describe('a place or a line', () => {
  it('is no executive, whose assistants then have nobody', () => {
    const services = [sourceService('Executive')];
    const mapped = mapAnna([of('executive', { members: bert })], { kind: 'workspace', user: { services } });

    expect(mapped.drafts).toEqual([]);
    expect(mapped.losses).toEqual([expect.objectContaining({ service: 'Executive', verdict: 'lost' })]);
    expect(mapped.accounts).toEqual([
      { prefix: sourceService('Executive').source, outcome: 'lost', reason: 'not-in-common-area' },
    ]);
  });

  it('has no receptionist client', () => {
    const mapped = mapAnna([of('receptionist', { members: bert })], { kind: 'virtualLine' });

    expect(mapped.drafts).toEqual([]);
    expect(mapped.losses).toEqual([
      expect.objectContaining({ service: 'BroadWorks Receptionist - Office', verdict: 'lost' }),
    ]);
  });

  it('counts as recorded where the option is one that nobody knows', () => {
    const mapped = mapAnna([of('callRecording', { option: 'On Sundays' })], { kind: 'workspace' });

    expect(mapped.losses).toEqual([expect.objectContaining({ service: 'Call Recording', verdict: 'lost' })]);
  });
});
