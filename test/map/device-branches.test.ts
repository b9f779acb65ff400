import { describe, expect, it } from 'vitest';
import type { DraftOf } from '../../src/domain/drafts.ts';
import type { SourceDevice, SourceUser } from '../../src/domain/source.ts';
import type { Structure } from '../../src/map/create-context.ts';
import { mapHandsets } from '../../src/map/device-handsets.ts';
import { mapLayouts } from '../../src/map/device-layout.ts';
import { limitDevices } from '../../src/map/device-limit.ts';
import { mapMembers } from '../../src/map/device-members.ts';
import { mapDevices } from '../../src/map/devices.ts';
import { type CustomerParts, sourceDevice, sourceFeature, sourceUser } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';
import { answered, draftOf, mapParts } from './map-inputs.ts';

const ANNA = 'anna@acme.example.test';
const PHONE = 'device:acme/north/anna-phone';
const { endpoint: _endpoint, ...bert } = sourceUser({
  userId: 'bert@acme.example.test',
  emailAddress: 'bert@mail.example.test',
  dn: '+12025550102',
  extension: '0102',
});
const line = (user: Pick<SourceUser, 'key'>, endpointType: string) => ({
  userKey: user.key,
  linePort: `${user.key}-line`,
  endpointType,
});
const shared = sourceDevice({
  lines: [line(sourceUser(), 'Primary'), line(bert, 'Shared Call Appearance')],
});

function phoneDraft(id: string, data: Partial<DraftOf<'device'>['data']> = {}): DraftOf<'device'> {
  const [draft] = mapDevices(contextOf({})).drafts;
  if (draft?.kind !== 'device') throw new Error('no device');
  return { ...draft, id: `device:${id}`, data: { ...draft.data, name: id, ...data } };
}

describe('who has a line on a device', () => {
  const members = (parts: Partial<CustomerParts>, maxLines?: number) =>
    mapMembers(contextOf({ users: [sourceUser(), bert], devices: [shared], ...parts }), shared, maxLines);
  const states = { [`user:${bert.key} UserSharedCallAppearanceGetResponse`]: 'read' } as const;
  const rows = ['Device Level', 'Device Name'].map(
    (heading) => `user:${bert.key} UserSharedCallAppearanceGetResponse.endpointTable[${bert.key}-line].${heading}`,
  );

  it('is told when the phone shows one line only, and where its list says so', () => {
    const mapped = members({ states }, 1);

    expect(mapped.lines).toEqual([{ owner: `subscriber:${ANNA}`, port: 1, lineType: 'PRIMARY' }]);
    expect(mapped.losses).toEqual([
      expect.objectContaining({
        owner: `user:${bert.key}`,
        verdict: 'lost',
        notice: 'The line no longer rings on anna-phone: that model shows one line.',
        sources: rows,
      }),
    ]);
    expect(mapped.accounts).toEqual(
      rows.map((prefix) => ({ prefix, outcome: 'manual', reason: 'shared-line-left-out' })),
    );
  });

  it('leaves out an appearance that is switched off, without a loss', () => {
    const endpoints = [{ linePort: `${bert.key}-line`, isActive: false }];
    const mapped = members({ states, features: [sourceFeature(bert.key, 'sharedCallAppearance', { endpoints })] });

    expect(mapped).toMatchObject({ members: [], losses: [], refs: [] });
    expect(mapped.accounts).toEqual(rows.map((prefix) => ({ prefix, outcome: 'not used', reason: 'switched-off' })));
  });

  it('is nobody where none of them moves', () => {
    expect(members({ users: [{ ...bert, trunk: true }] })).toEqual({
      lines: [],
      members: [],
      refs: [],
      losses: [],
      accounts: [],
    });
  });
});

describe('handsets of a DECT base', () => {
  it('are no virtual line’s, and nobody’s who has no line on it', () => {
    const context = contextOf({ users: [sourceUser(), bert], devices: [shared] });
    const draft = `virtualLine:${bert.key}`;
    const withLine: Structure = {
      ...context,
      owner: (key) => (key === bert.key ? { userKey: key, kind: 'virtualLine', draft } : context.owner(key)),
    };
    const lines = [`subscriber:${ANNA}`, draft, 'subscriber:somebody@else.example.test'].map((owner, index) => ({
      owner,
      port: index + 1,
      lineType: 'PRIMARY' as const,
    }));

    expect(mapHandsets(withLine, shared, lines)).toEqual({
      handsets: [{ owner: `subscriber:${ANNA}`, displayName: 'Anna Able' }],
      losses: [
        expect.objectContaining({
          owner: `user:${bert.key}`,
          verdict: 'manual',
          notice: 'No handset of anna-phone shows this line: a virtual line cannot have one.',
        }),
      ],
    });
  });
});

describe('an owner with too many devices', () => {
  const held = ({ drafts }: ReturnType<typeof limitDevices>) =>
    drafts.filter(({ data }) => data.fate === 'hold').map(({ id }) => id);

  it('keeps those with a known MAC address, then the more important kind, then the first by id', () => {
    const drafts = ['f', 'e', 'd', 'c', 'b', 'a'].map((id) => phoneDraft(id));
    const unknownMac = drafts.map((draft) =>
      draft.id === 'device:a' ? phoneDraft('a', { macEvidence: 'none' }) : draft,
    );

    expect(held(limitDevices(drafts, () => 'phone'))).toEqual(['device:f']);
    expect(held(limitDevices(unknownMac, () => 'phone'))).toEqual(['device:a']);
    expect(held(limitDevices(drafts, (id) => (id === 'device:c' ? undefined : 'gateway')))).toEqual(['device:c']);
    expect(held(limitDevices(drafts, (id) => (id === 'device:c' ? 'ata' : 'phone')))).toEqual(['device:c']);
  });

  it('gives one place to the Webex App where a client was used, and says so', () => {
    const phones = ['a', 'b', 'c', 'd', 'e'].map((id) => phoneDraft(id));
    const client = phoneDraft('client', { fate: 'drop' });
    const limited = limitDevices([...phones, client], (id) => (id === client.id ? 'soft-client' : 'phone'));

    expect(held(limited)).toEqual(['device:e']);
    expect(limited.losses[0]?.notice).toContain('its owner has 5 devices and the Webex App');
    expect(limitDevices(phones, () => 'phone').losses).toEqual([]);
  });

  it('does not count devices of nobody, of a base with handsets, or that are replaced', () => {
    const { owner: _owner, ...nobody } = phoneDraft('x').data;
    const others = ['a', 'b', 'c'].flatMap((id) => [
      { ...phoneDraft(`${id}-nobody`), data: nobody },
      phoneDraft(`${id}-base`, { handsets: [] }),
      phoneDraft(`${id}-old`, { fate: 'replace' }),
    ]);

    expect(held(limitDevices([...others, ...others, phoneDraft('z')], () => 'phone'))).toEqual([]);
  });
});

describe('keys for speed dials', () => {
  const dials = (entries: readonly { code: string; phoneNumber: string; description?: string }[], watched = 0) => {
    const colleagues = Array.from({ length: watched }, (_, index) =>
      sourceUser({ userId: `u${index}@acme.example.test`, extension: `1${index}00`, dn: `+1202555016${index}` }),
    );
    const members = colleagues.map(({ key, userId }) => ({ userKey: key, userId }));
    const features = [
      sourceFeature(ANNA, 'speedDial8', { entries }),
      sourceFeature(ANNA, 'busyLampField', { members }),
    ];
    return contextOf({ users: [sourceUser(), sourceUser({ ...bert, trunk: true }), ...colleagues], features });
  };

  it('are lost without a phone, by name, and one of them is one', () => {
    const mapped = mapLayouts(dials([{ code: '2', phoneNumber: '+12025550151', description: 'Home' }]), []);

    expect(mapped.losses).toEqual([
      expect.objectContaining({
        service: 'Speed Dial 8',
        verdict: 'lost',
        notice: 'No key for one speed dial: 2 ("Home": no phone with keys that Webex can set).',
      }),
    ]);
    expect(mapped.accounts.map(({ outcome, reason }) => `${outcome}: ${reason}`)).toEqual(
      Array(3).fill('lost: no-key-for-speed-dial'),
    );
  });

  it('are none on a phone whose keys are full of people, nor on one that nobody has or no table knows', () => {
    const { owner: _owner, ...nobody } = phoneDraft('x').data;
    const phones = [
      phoneDraft('full'),
      { ...phoneDraft('nobody'), data: nobody },
      phoneDraft('unknown', { model: 'Telephone 2000' }),
    ];
    const mapped = mapLayouts(dials([{ code: '2', phoneNumber: '+12025550151' }], 9), phones);

    expect(mapped.drafts.map(({ data }) => data.layout)).toEqual([undefined, undefined, undefined]);
    expect(mapped.losses[0]?.notice).toContain('no key left on the phone');
  });

  it('say why a number of theirs is none', () => {
    const entries = [
      { code: '3', phoneNumber: ' ' },
      { code: '2', phoneNumber: '*72' },
    ];
    const mapped = mapLayouts(dials(entries), [phoneDraft('a')]);

    expect(mapped.losses[0]?.notice).toMatch(
      /^No key for 2 speed dials: 2 \(\*72: a feature code.*\), 3 \( : no number\)\.$/,
    );
  });
});

describe('what becomes of a device', () => {
  const mapped = (device: Partial<SourceDevice>, answers?: ReturnType<typeof answered>) =>
    mapParts({ devices: [sourceDevice(device)] }, {}, answers);

  it('follows the answer for phones that can be converted', () => {
    const old = { version: 'Cisco-CP-8851/12.5.1' };
    const open = mapped(old);
    const done = mapped(old, answered(open, 'device-fate', 'keep'));

    expect(open.decisions.find(({ kind }) => kind === 'device-fate')).toMatchObject({
      recommendation: 'convert',
      options: ['convert', 'keep', 'replace', 'drop'].map((value) => expect.objectContaining({ value })),
      reason: expect.stringContaining('can be converted'),
    });
    expect(draftOf(open, 'device', PHONE).data.fate).toBe('convert');
    expect(draftOf(done, 'device', PHONE).data.fate).toBe('keep');
  });

  it('offers no conversion where no firmware of it registers', () => {
    const open = mapped({ type: 'Cisco 7940' });

    expect(open.decisions.find(({ kind }) => kind === 'device-fate')).toMatchObject({
      recommendation: 'replace',
      options: ['replace', 'drop'].map((value) => expect.objectContaining({ value })),
      reason: expect.stringContaining('no firmware'),
    });
  });

  it.each(['replace', 'drop'])('of no type is "%s" where a person says so, and then has no model', (answer) => {
    const { type: _type, ...untyped } = sourceDevice();
    const open = mapParts({ devices: [untyped] });
    const done = mapParts({ devices: [untyped] }, {}, answered(open, 'device-type', answer));

    expect(draftOf(open, 'device', PHONE).data).toMatchObject({ sourceType: '', fate: 'customer-managed' });
    expect(draftOf(done, 'device', PHONE).data).toMatchObject({ fate: answer, management: 'none' });
    expect(draftOf(done, 'device', PHONE).data).not.toHaveProperty('model');
    expect(draftOf(done, 'device', PHONE).why.fate).toMatchObject({
      rule: 'device-type-unknown',
      decision: 'device-type:customer:acme/no%20type',
    });
  });

  it.each([
    {
      of: 'a trunk',
      device: { name: 'pbx', type: 'Adtran TA 900', lines: [] },
      category: 'out-of-scope',
      reason: /trunk device/,
    },
    { of: 'nobody', device: { name: 'spare', lines: [] }, category: 'none', reason: /^no line uses it$/ },
  ])('of $of is listed as left behind', ({ device, category, reason }) => {
    const left = mapDevices(contextOf({ devices: [sourceDevice(device)] })).drafts;

    expect(left).toEqual([
      expect.objectContaining({
        kind: 'notMigrated',
        data: expect.objectContaining({ category, reason: expect.stringMatching(reason) }),
      }),
    ]);
  });

  it.each([
    { category: 'hold', reason: 'its line is held for a decision' },
    { category: 'out-of-scope', reason: 'its lines belong to users that are out of scope' },
    { category: 'none', reason: 'its users do not move' },
  ] as const)('stays with its users: $reason', ({ category, reason }) => {
    const context: Structure = {
      ...contextOf({}),
      owner: () => undefined,
      fate: () => ({ kind: 'notMigrated', category, reason: 'a reason', why: { rule: 'r', sources: [] } }),
    };

    expect(mapDevices(context).drafts).toEqual([
      expect.objectContaining({ kind: 'notMigrated', data: expect.objectContaining({ category, reason }) }),
    ]);
  });
});
