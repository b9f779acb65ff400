import { describe, expect, it } from 'vitest';
import { cutBatch } from '../../src/batch/cut-batch.ts';
import { lintBatch } from '../../src/batch/lint-batch.ts';
import { selectMembers } from '../../src/batch/select-members.ts';
import { assertDialable } from '../../src/batch/torn-extensions.ts';
import type { Draft } from '../../src/domain/drafts.ts';
import { MigrationError } from '../../src/domain/errors.ts';
import { buildSteps } from '../../src/plan/steps-from-drafts.ts';
import {
  acmeDrafts,
  deviceDraft,
  draft,
  locationDraft,
  migrationConfig,
  subscriberDraft,
} from '../builders/draft-builders.ts';
import { HOLIDAY, MAIN, menuDrafts, PARTS, SUPPORT } from '../builders/menu-drafts.ts';

const BEN = new Map([['user:ben@example.test', 'first']]);
const NOBODY = new Set<string>();
const ids = (drafts: readonly { readonly id: string }[]) => drafts.map(({ id }) => id).sort();

function planned(membership = BEN, batch = 'first', moved: ReadonlySet<string> = NOBODY, known = new Set<string>()) {
  const slice = cutBatch(acmeDrafts(), membership, batch, moved);
  return buildSteps(slice.drafts, migrationConfig(), {
    blockers: [],
    provisioningId: 'template',
    cut: slice.cut,
    isKnown: (step) => known.has(step),
  });
}

describe('a batch of one', () => {
  it('holds its member with number and settings, and nobody else’s phone or settings', () => {
    const { drafts } = cutBatch(acmeDrafts(), BEN, 'first', NOBODY);

    expect(ids(drafts)).toEqual([
      'callPark:acme/north/Desk',
      'callParkSettings:acme/north',
      'customer:bw:acme',
      'huntGroup:Sales',
      'location:north',
      'number:+15035550100',
      'number:+15035550101',
      'number:+15035550102',
      'pagingGroup:hall',
      'schedule:hours',
      'setting:ben/doNotDisturb',
      'subscriber:anna',
      'subscriber:ben',
      'voicePortal:north',
    ]);
  });

  it('brings the administrator, who comes before anybody, and the hunt group with its agents so far', () => {
    const { along } = cutBatch(acmeDrafts(), BEN, 'first', NOBODY);

    expect(ids(along)).toEqual(['huntGroup:Sales', 'pagingGroup:hall', 'subscriber:anna']);
  });

  it('stages who stays with a number as a virtual extension, and lists who has none as blocked', () => {
    const drafts = [...acmeDrafts(), subscriberDraft('dora', { extension: '1007', phoneNumber: '+15035550107' })];
    const { drafts: slice, cut } = cutBatch(drafts, BEN, 'first', NOBODY);
    const { steps, unplanned } = buildSteps(slice, migrationConfig(), { blockers: [], provisioningId: 't', cut });
    const staged = steps.filter(({ kind }) => kind === 'virtualExtension');

    expect(staged.map(({ label }) => label)).toEqual(['virtual extension 1007 of dora Example']);
    expect(
      unplanned.filter(({ kind }) => kind === 'virtualExtension').map(({ label, blocked }) => [label, blocked]),
    ).toEqual([
      ['virtual extension 1100 of Lobby', true],
      ['virtual extension 5200 of Main', true],
      ['virtual extension 5500 of Orders', true],
    ]);
  });

  it('lists the link to an agent outside as a later step', () => {
    const carla = new Map([...BEN, ['user:carla@example.test', 'second']]);
    const drafts = acmeDrafts().map((draft) =>
      draft.kind === 'huntGroup'
        ? { ...draft, data: { ...draft.data, agents: [{ owner: 'subscriber:ben' }, { owner: 'subscriber:carla' }] } }
        : draft,
    );
    const { drafts: slice, cut } = cutBatch(drafts, carla, 'first', NOBODY);
    const { steps, leftOut, unplanned } = buildSteps(slice, migrationConfig(), {
      blockers: [],
      provisioningId: 't',
      cut,
    });
    const group = steps.find(({ kind }) => kind === 'huntGroup');

    expect(leftOut.get(group?.id ?? '')).toEqual(['carla Example: in batch second']);
    expect(unplanned).toContainEqual(
      expect.objectContaining({
        label: 'link of carla Example to hunt group Sales',
        reason: 'later step: in batch second, linked when planned there',
        blocked: false,
      }),
    );
  });

  it('links those who moved before to the hunt group again, and frees the extension of whoever was staged', () => {
    const anna = new Map([['user:anna@example.test', 'second']]);
    const first = planned(anna, 'second');
    const staged = first.steps.find(({ label }) => label === 'virtual extension 1002 of ben Example');
    const { steps } = planned(BEN, 'first', new Set(['subscriber:anna']), new Set([staged?.id ?? '']));
    const group = steps.find(({ kind }) => kind === 'huntGroup');
    const ben = steps.find(({ label }) => label === 'subscriber ben@example.test');
    const freed = steps.find(({ kind, id }) => kind === 'virtualExtension' && id === staged?.id);

    expect(staged).toBeDefined();
    expect(group?.kind === 'huntGroup' && group.payload.agents).toHaveLength(2);
    expect(freed?.kind === 'virtualExtension' && freed.payload.present).toBe(false);
    expect(ben?.hard).toContain(freed?.id);
  });

  it('frees the extension of everything that can be called, where it was staged before', () => {
    const { steps } = buildSteps(acmeDrafts(), migrationConfig(), {
      blockers: [],
      provisioningId: 't',
      isKnown: () => true,
    });
    const freed = steps.flatMap((step) =>
      step.kind === 'virtualExtension' && !step.payload.present ? [step.payload.extension] : [],
    );
    // The portal of a location comes with it and is never staged.
    const called = acmeDrafts().flatMap(({ kind, data }) =>
      kind !== 'voicePortal' && 'extension' in data ? [data.extension] : [],
    );

    expect(freed.sort()).toEqual(called.sort());
    expect(called.length).toBeGreaterThan(8);
  });

  it('leaves the line and the keys of a phone to the batch of whoever shares it, which brings the phone again', () => {
    const shared = deviceDraft('0011223344FF', 'subscriber:ben', {
      lines: ['subscriber:ben', 'workspace:lobby'],
      members: [{ owner: 'workspace:lobby', port: 2, lineType: 'SHARED_CALL_APPEARANCE' }],
      layout: [{ index: 1, type: 'PRIMARY_LINE' }],
    });
    const drafts = [...acmeDrafts(), shared];
    const first = cutBatch(drafts, BEN, 'first', NOBODY);
    const { unplanned } = buildSteps(first.drafts, migrationConfig(), {
      blockers: [],
      provisioningId: 't',
      cut: first.cut,
    });
    const lobby = new Map([['group:acme/north', 'second']]);
    const second = cutBatch(drafts, lobby, 'second', new Set(['subscriber:ben', 'subscriber:anna']));

    expect(unplanned).toContainEqual(
      expect.objectContaining({ kind: 'deviceLayout', reason: expect.stringContaining('Lobby (in no batch)') }),
    );
    expect(ids(second.drafts)).toEqual(expect.arrayContaining(['device:0011223344FF', 'subscriber:ben']));
  });

  describe('whose parked calls come back to a hunt group of another batch', () => {
    const both = new Map([
      ['user:anna@example.test', 'first'],
      ['user:carla@example.test', 'second'],
    ]);
    const drafts = acmeDrafts().map((each) =>
      each.kind === 'huntGroup' ? { ...each, data: { ...each.data, agents: [{ owner: 'subscriber:carla' }] } } : each,
    );
    const build = (batch: string, moved: ReadonlySet<string>) => {
      const slice = cutBatch(drafts, both, batch, moved);
      const built = buildSteps(slice.drafts, migrationConfig(), { blockers: [], provisioningId: 't', cut: slice.cut });
      const park = built.steps.find(({ kind }) => kind === 'callPark');
      const group = built.steps.find(({ kind }) => kind === 'huntGroup');
      return { ...built, park, group };
    };

    it('lists the link as a later step, and the batch of the hunt group brings the call park again', () => {
      const first = build('first', NOBODY);
      const second = build('second', new Set(['subscriber:anna']));

      expect(first.group).toBeUndefined();
      expect(first.unplanned).toContainEqual(
        expect.objectContaining({ kind: 'callPark', label: 'link of Sales to call park Desk', blocked: false }),
      );
      expect(second.park?.id).toBe(first.park?.id);
      expect(second.park?.soft).toContain(second.group?.id);
    });

    it('keeps the hunt group with its agents when the first batch is planned again', () => {
      const { park, group } = build('first', new Set(['subscriber:anna', 'subscriber:carla', 'huntGroup:Sales']));

      expect(park?.soft).toContain(group?.id);
      expect(group?.kind === 'huntGroup' && group.payload.agents).toHaveLength(1);
    });
  });

  it('has steps of its own for the numbers of a location that it shares, and activates those of its members alone', () => {
    const both = new Map([
      ['user:anna@example.test', 'second'],
      ['user:ben@example.test', 'first'],
    ]);
    const of = (batch: string, moved: ReadonlySet<string>) => {
      const { steps, leftOut } = planned(both, batch, moved);
      const numbers = steps.find(({ kind }) => kind === 'numbers');
      const activation = steps.find(({ kind }) => kind === 'activation');
      if (numbers?.kind !== 'numbers' || activation?.kind !== 'activation') throw new Error('no numbers');
      return { numbers, activation, without: leftOut.get(activation.id) };
    };
    const first = of('first', NOBODY);
    const second = of('second', new Set(['subscriber:ben', 'huntGroup:Sales']));

    expect(first.numbers.id).not.toBe(second.numbers.id);
    expect(first.activation.id).not.toBe(second.activation.id);
    // Anna comes along as the administrator: her number is added, and rings once her own batch goes over.
    expect(first.numbers.payload.numbers).toContain('+15035550101');
    expect(first.activation.payload.numbers).toContain('+15035550102');
    expect(first.activation.payload.numbers).not.toContain('+15035550101');
    expect(first.without).toEqual([expect.stringMatching(/^\+15035550101 of .*in batch second/)]);
    expect(second.activation.payload.numbers).toContain('+15035550101');
    expect(second.activation.payload.numbers).not.toContain('+15035550102');
  });

  it('leaves the plan of everything as it is', () => {
    const whole = buildSteps(acmeDrafts(), migrationConfig(), { blockers: [], provisioningId: 'template' });

    expect(whole.steps.some(({ kind }) => kind === 'virtualExtension')).toBe(false);
  });
});

describe('a group that is split into two locations', () => {
  const annex: Draft = { ...locationDraft('annex'), from: locationDraft('north').from };
  const inAnnex = (fields: object) =>
    subscriberDraft('gina', { extension: '1900', location: 'location:annex', ...fields });
  const busy = draft('setting', 'ben/callForwarding', {
    setting: 'callForwarding',
    owner: 'subscriber:ben',
    always: { enabled: false },
    busy: { enabled: true, destination: '1900' },
    noAnswer: { enabled: false },
    notReachable: { enabled: false },
  });
  const cut = (gina: Draft) => {
    const drafts = [...acmeDrafts(), annex, gina, busy];
    return { drafts, slice: cutBatch(drafts, BEN, 'first', NOBODY) };
  };

  const found = (drafts: readonly Draft[]) =>
    lintBatch(drafts, BEN, 'first', NOBODY).map(({ what, object }) => [what, object]);

  it('is dialled as one: who stays in the other one is staged beside those who move', () => {
    const { drafts, slice } = cut(inAnnex({ phoneNumber: '+15035550119' }));

    expect(slice.cut.staged).toContainEqual(
      expect.objectContaining({ draft: 'subscriber:gina', location: 'location:north', extension: '1900' }),
    );
    expect(() => assertDialable(drafts, slice, NOBODY)).not.toThrow();
  });

  it('is torn where nobody could dial who stays in the other one', () => {
    const { drafts, slice } = cut(inAnnex({}));

    expect(() => assertDialable(drafts, slice, NOBODY)).toThrow(expect.objectContaining({ code: 'BATCH_TORN' }));
    expect(found(drafts)).toContainEqual(['forwarding', 'ben Example']);
  });
});

describe('calls to an extension across the cut', () => {
  const busy = (destination: string) =>
    draft('setting', 'ben/callForwarding', {
      setting: 'callForwarding',
      owner: 'subscriber:ben',
      always: { enabled: false },
      busy: { enabled: true, destination },
      noAnswer: { enabled: false },
      notReachable: { enabled: false },
    });
  const dora = subscriberDraft('dora', { extension: '1007', phoneNumber: '+15035550107' });
  const refuse = (destination: string, membership = BEN, moved: ReadonlySet<string> = NOBODY) => {
    const drafts = [...acmeDrafts(), dora, busy(destination)];
    const slice = cutBatch(drafts, membership, 'first', moved);
    return () => assertDialable(drafts, slice, moved);
  };

  it('refuse the batch where nobody could dial it, and say whose calls go where', () => {
    const lobby = new Map([...BEN, ['group:acme/north', 'second']]);

    expect(refuse('1100', lobby)).toThrow(expect.objectContaining({ code: 'BATCH_TORN' }));
    expect(refuse('1100', lobby)).toThrow(
      'calls would go to extensions that nobody could dial: forwarding of ben Example to 1100, Lobby (in batch second)',
    );
  });

  it.each([
    ['who stays has a number: a virtual extension leads there', '1007', BEN, NOBODY],
    ['both move', '1100', new Map([...BEN, ['group:acme/north', 'first']]), NOBODY],
    ['the other has moved', '1100', BEN, new Set(['workspace:lobby'])],
    ['it is nobody’s extension', '9999', BEN, NOBODY],
    ['it is a number', '+15035550101', BEN, NOBODY],
  ] as const)('do not where %s', (_why, destination, membership, moved) => {
    expect(refuse(destination, membership, moved)).not.toThrow();
  });
});

describe('lint', () => {
  const lint = (membership: ReadonlyMap<string, string> = BEN, drafts = acmeDrafts()) =>
    lintBatch(drafts, membership, 'first', NOBODY).map(({ what, object, outside, remedy }) => [
      what,
      object,
      outside,
      remedy,
    ]);

  it('names everything that a cut through a hunt group and a location tears apart', () => {
    expect(lint()).toEqual([
      ['administrator', 'anna Example', 'anna Example (in no batch)', 'comes along'],
      ['extension dialling', '1100', 'Lobby (in no batch)', 'blocked'],
      ['extension dialling', '5200', 'Main (in no batch)', 'blocked'],
      ['extension dialling', '5500', 'Orders (in no batch)', 'blocked'],
      ['hunt group', 'Sales', 'Sales (in no batch)', 'comes along'],
      ['paging group', 'Hall', 'Hall (in no batch)', 'comes along'],
      ['paging group', 'Hall', 'Lobby (in no batch)', 'deferred link'],
      ['shared phone', 'phone 0011223344AB', 'anna Example (in no batch)', 'breaks'],
    ]);
  });

  it('names a phone that two share', () => {
    const shared = deviceDraft('0011223344FF', 'subscriber:ben', { lines: ['subscriber:ben', 'workspace:lobby'] });

    expect(lint(BEN, [...acmeDrafts(), shared])).toContainEqual([
      'shared phone',
      'phone 0011223344FF',
      'Lobby (in no batch)',
      'breaks',
    ]);
  });

  const lamps = draft('setting', 'anna/monitoring', {
    setting: 'monitoring',
    owner: 'subscriber:anna',
    callParkNotification: false,
    members: ['subscriber:ben', 'subscriber:carla', 'workspace:lobby'],
  });
  const TWO = new Map([...BEN, ['user:anna@example.test', 'second']]);
  const tears = (moved: ReadonlySet<string>) =>
    lintBatch([...acmeDrafts(), lamps], TWO, 'first', moved).filter(({ what }) => what === 'busy lamp field');

  it('says which batch sets the lamp of a member whom somebody outside watches', () => {
    expect(tears(NOBODY)).toEqual([
      {
        what: 'busy lamp field',
        object: 'anna Example',
        outside: 'anna Example (in batch second)',
        remedy: 'deferred link',
        message: 'points at ben Example; the link is a step of batch second',
      },
    ]);
  });

  it('says that a lamp is set now where whoever watches has moved, and nothing once both have', () => {
    const anna = ['subscriber:anna', lamps.id];

    expect(tears(new Set(anna))).toMatchObject([{ remedy: 'linked now', outside: 'anna Example (in batch second)' }]);
    expect(tears(new Set([...anna, 'subscriber:ben']))).toEqual([]);
  });

  it('says that a hunt group which stands gets the member now, and who comes later with which plan', () => {
    const found = lintBatch(acmeDrafts(), TWO, 'first', new Set(['subscriber:anna', 'huntGroup:Sales']));

    expect(found).toContainEqual({
      what: 'hunt group',
      object: 'Sales',
      outside: 'anna Example',
      remedy: 'linked now',
      message: 'stands in Webex with those who moved; its list is written again with this batch',
    });
    expect(found).toContainEqual({
      what: 'paging group',
      object: 'Hall',
      outside: 'Lobby (in no batch)',
      remedy: 'deferred link',
      message: 'is part of it; the link is a step of whichever plan moves that one',
    });
  });

  it('finds nothing where everybody moves', () => {
    const all = new Map(acmeDrafts().map(({ from }) => [from, 'first']));

    expect(lint(all)).toEqual([]);
  });
});

describe('selecting members', () => {
  it.each([
    [{ query: ['location=south'] }, ['callQueue:Help', 'subscriber:carla', 'virtualLine:fax']],
    [{ query: ['kind=subscriber', 'name=b*'] }, ['subscriber:ben']],
    [{ users: ['BEN@example.test', 'subscriber:anna'] }, ['subscriber:anna', 'subscriber:ben']],
    [{ group: 'north', query: ['package=webex_calling'] }, ['subscriber:anna', 'subscriber:ben']],
  ])('%j', (selection, expected) => {
    expect(ids(selectMembers(acmeDrafts(), selection))).toEqual(expected);
  });

  it('selects nothing where somebody who is named does not fit the rest, and says who', () => {
    const users = ['anna@example.test', 'carla@example.test'];

    expect(() => selectMembers(acmeDrafts(), { users, group: 'north' })).toThrowError(
      /^named, but not of the rest of this selection: carla/,
    );
    expect(ids(selectMembers(acmeDrafts(), { users: ['anna@example.test'], group: 'north' }))).toEqual([
      'subscriber:anna',
    ]);
  });

  it('shows the beginning of a list that is none', () => {
    const users = Array.from({ length: 500 }, (_, index) => `${index}`.padEnd(300, 'x'));
    const message = (): unknown => selectMembers(acmeDrafts(), { users });

    expect(message).toThrowError(/ and 490 more$/);
    expect(message).not.toThrowError(/.{1200}/);
  });

  it('takes those who were split off from a group, and no other group of its provider', () => {
    const drafts = [
      subscriberDraft('gina', { location: 'location:acme/north' }),
      subscriberDraft('hugo', { location: 'location:acme/north/Depot' }),
      subscriberDraft('ines', { location: 'location:acme/south' }),
    ];

    expect(ids(selectMembers(drafts, { group: 'Acme/North' }))).toEqual(['subscriber:gina', 'subscriber:hugo']);
    expect(() => selectMembers(drafts, { group: 'acme' })).toThrowError('nobody fits');
  });

  it.each([
    'acme/no%2Frth%20side',
    'acme/no/rth side',
    'group:acme/no%2Frth%20side',
    'location:acme/no%2Frth%20side',
    'location:acme/no/rth side',
  ])('takes a group in every form in which outputs write it: %s', (group) => {
    const drafts = [
      subscriberDraft('gina', { location: 'location:acme/no%2Frth%20side' }),
      subscriberDraft('ines', { location: 'location:acme/south' }),
    ];

    expect(ids(selectMembers(drafts, { group }))).toEqual(['subscriber:gina']);
    expect(ids(selectMembers(drafts, { query: [`location=${group.replace('group:', '')}`] }))).toEqual([
      'subscriber:gina',
    ]);
  });

  it('names every user that is not there, with the nearest', () => {
    const selection = { users: ['bem@example.test', 'zoe'] };

    expect(() => selectMembers(acmeDrafts(), selection)).toThrowError(MigrationError);
    expect(() => selectMembers(acmeDrafts(), selection)).toThrowError(
      'bem@example.test (did you mean ben@example.test?), zoe',
    );
  });

  it('refuses to take everybody because nothing was said, and a field that it does not know', () => {
    expect(() => selectMembers(acmeDrafts(), {})).toThrowError('--all alone');
    expect(() => selectMembers(acmeDrafts(), { all: true, group: 'north' })).toThrowError('--all alone');
    expect(() => selectMembers(acmeDrafts(), { query: ['colour=red'] })).toThrowError('FIELD=PATTERN');
  });
});

describe('attendants that are made of menus', () => {
  const made = [SUPPORT, PARTS, HOLIDAY];

  it('come along with their attendant, and nothing is torn', () => {
    const membership = new Map([...BEN, ['serviceInstance:Main', 'first']]);
    const slice = cutBatch(menuDrafts(), membership, 'first', NOBODY);

    expect(ids(slice.drafts)).toEqual(expect.arrayContaining([MAIN, ...made]));
    expect(slice.drafts.some(({ id }) => id.endsWith('selectiveRule/Holiday%20menu'))).toBe(true);
    expect(() => assertDialable(menuDrafts(), slice, NOBODY)).not.toThrow();
  });

  it('are not staged while their attendant stays: nobody dials them in BroadWorks', () => {
    const { cut } = cutBatch(menuDrafts(), BEN, 'first', NOBODY);

    expect(cut.staged.map(({ draft: id }) => id)).toContain(MAIN);
    expect(cut.staged.filter(({ draft: id }) => made.includes(id))).toEqual([]);
  });
});
