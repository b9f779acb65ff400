import { describe, expect, it } from 'vitest';
import type { SourceFeature } from '../../src/domain/source.ts';
import type { AlternateNumbers } from '../../src/domain/source-features.ts';
import { sourceFeature, sourceInstance, sourceUser } from '../builders/source-builders.ts';
import { mapParts } from './map-inputs.ts';

const SALES = 'sales-hunt@acme.example.test';
const OWNER = { kind: 'serviceInstance', key: SALES } as const;
const entry = `serviceInstance:${SALES} alternateNumbers.alternateEntry`;

const KINDS = [
  { type: 'Hunt Group', kind: 'huntGroup', features: [sourceFeature(SALES, 'huntGroup', { agents: [] })] },
  {
    type: 'Call Center',
    kind: 'callQueue',
    features: [
      sourceFeature(SALES, 'callCenter', { type: 'Standard', queueLength: 12 }),
      sourceFeature(SALES, 'callCenterAgents', { agents: [] }),
    ],
  },
  {
    type: 'Auto Attendant',
    kind: 'autoAttendant',
    features: [sourceFeature(SALES, 'autoAttendant', { businessHours: { type: 'Group', name: 'Every Day All Day' } })],
  },
] as const;

function mapped(data: AlternateNumbers, at: number = 0, more: readonly SourceFeature[] = []) {
  const { type, features = [], kind = 'huntGroup' } = KINDS[at] ?? {};
  const result = mapParts({
    users: [sourceUser()],
    instances: [sourceInstance({ type: type ?? 'Hunt Group', dn: '+12025550150' })],
    features: [...features, sourceFeature(SALES, 'alternateNumbers', data, { owner: OWNER }), ...more],
  });
  const feature = result.drafts.find((draft) => draft.kind === kind);
  return { result, feature, data: feature?.data as Record<string, unknown> | undefined };
}

const told = ({ result }: ReturnType<typeof mapped>) =>
  result.losses.flatMap(({ service, verdict, notice }) =>
    service === 'Alternate Numbers' ? [`${verdict}: ${notice}`] : [],
  );

const TWO: AlternateNumbers = {
  distinctiveRing: true,
  entries: [
    { position: '01', phoneNumber: '+1-2025550171', ringPattern: 'Long-Long' },
    { position: '03', phoneNumber: '+12025550173' },
  ],
};

describe('alternate numbers of a virtual user', () => {
  it.each(KINDS.map(({ kind }, at) => ({ kind, at })))('reach the $kind that takes its place, and move along', ({
    at,
    kind,
  }) => {
    const { result, feature, data } = mapped(TWO, at);

    expect(data?.alternateNumbers).toEqual([
      { phoneNumber: '+12025550171', ringPattern: 'LONG_LONG' },
      { phoneNumber: '+12025550173', ringPattern: 'NORMAL' },
    ]);
    expect(data?.distinctiveRing).toBe(kind === 'autoAttendant' ? undefined : true);
    expect(feature?.why['alternateNumbers.1']?.sources).toEqual([`${entry}03`]);
    expect(result.drafts.find(({ id }) => id === 'number:+12025550171')?.data).toMatchObject({
      fate: 'move',
      owner: feature?.id,
    });
    expect(told(mapped(TWO, at))).toEqual([]);
  });

  it('ring as usual at an attendant, which has no switch, where BroadWorks has switched their rings off', () => {
    expect(mapped({ ...TWO, distinctiveRing: false }, 2).data?.alternateNumbers).toMatchObject([
      { ringPattern: 'NORMAL' },
      { ringPattern: 'NORMAL' },
    ]);
    expect(mapped({ ...TWO, distinctiveRing: false }).data).toMatchObject({
      distinctiveRing: false,
      alternateNumbers: [{ ringPattern: 'LONG_LONG' }, {}],
    });
  });

  it('are told where Webex takes none: an extension alone, and one beside its number', () => {
    const entries = [
      { position: '01', extension: '0777' },
      { position: '02', phoneNumber: '+12025550172', extension: '0778' },
      { position: '04' },
    ];
    const all = mapped({ entries });

    expect(all.data).toMatchObject({ alternateNumbers: [{ phoneNumber: '+12025550172' }], distinctiveRing: false });
    expect(told(all)).toEqual([
      'manual: 0777 no longer reaches Sales: Webex takes full numbers only.',
      'manual: 0778 no longer reaches Sales: its number +12025550172 still does.',
    ]);
  });

  it('are not said again where they are the number of the feature itself', () => {
    const { data } = mapped({ entries: [{ position: '01', phoneNumber: '+1-2025550150' }] });

    expect(data?.phoneNumber).toBe('+12025550150');
    expect(data).not.toHaveProperty('alternateNumbers');
  });

  it('are ten at most together with the DNIS of a queue, each of them once', () => {
    const dnis = {
      numbers: ['+1-2025550150', '+1-2025550160', '+1-2025550161'].map((phoneNumber, index) => ({
        name: `D${index}`,
        phoneNumber,
        isPrimary: index === 0,
      })),
    };
    const numbers = ['61', '62', '63', '64', '65', '66', '67', '68', '69', '70'];
    const entries = numbers.map((end, index) => ({
      position: String(index + 1).padStart(2, '0'),
      phoneNumber: `+120255501${end}`,
    }));
    const all = mapped({ entries }, 1, [sourceFeature(SALES, 'queueDnis', dnis, { owner: OWNER })]);
    const taken = (all.data?.alternateNumbers as { phoneNumber: string }[]).map(({ phoneNumber }) =>
      phoneNumber.slice(-2),
    );

    expect(taken).toEqual(['60', '61', '62', '63', '64', '65', '66', '67', '68', '69']);
    expect(told(all)).toEqual(['manual: +12025550170 no longer reaches Sales: Webex takes 10 further numbers.']);
  });

  it('leave a feature as it is where there are none', () => {
    const { data, result } = mapped({ distinctiveRing: true, entries: [] });

    expect(data).not.toHaveProperty('alternateNumbers');
    expect(result.losses.filter(({ service }) => service === 'Alternate Numbers')).toEqual([]);
  });
});
