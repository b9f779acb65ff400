import { describe, expect, it } from 'vitest';
import type { Draft, DraftOf } from '../../src/domain/drafts.ts';
import type { FeaturePart } from '../../src/domain/feature-part.ts';
import type { AutoAttendant, AutoAttendantKey, AutoAttendantMenu, SourceFeature } from '../../src/domain/source.ts';
import type { Answers } from '../../src/map/create-context.ts';
import type { MappedPart } from '../../src/map/map-customer.ts';
import { type CustomerParts, sourceFeature, sourceInstance, sourceUser } from '../builders/source-builders.ts';
import { randomOf } from '../scripts/generate/random-source.mjs';
import { answered, mapParts } from './map-inputs.ts';

const MAIN = 'main@acme.example.test';
const ID = `autoAttendant:${MAIN}`;
const INSTANCE = `serviceInstance:${MAIN} GroupAutoAttendantGetInstanceResponse`;
const SUBMENU = `serviceInstance:${MAIN} GroupAutoAttendantSubmenuGetResponse`;
const HOLIDAYS = { type: 'Group', name: 'Holidays' };

type Submenus = Readonly<Record<string, readonly AutoAttendantKey[] | 'error'>>;

const menu = (...keys: readonly AutoAttendantKey[]): AutoAttendantMenu => ({ announcementSelection: 'Default', keys });
const to = (key: string, submenuId: string): AutoAttendantKey => ({ key, action: 'Transfer To Submenu', submenuId });
const back = (key: string): AutoAttendantKey => ({ key, action: 'Return to Previous Menu' });
const exit = (key: string): AutoAttendantKey => ({ key, action: 'Exit' });
const draftOf = (name: string) => `${ID}/submenu/${encodeURIComponent(name)}`;
const keyOf = (name: string, key: string) =>
  `${SUBMENU}?submenuId%3D${encodeURIComponent(name)}.keyConfiguration[${key}]`;

/** A holiday schedule of the group with one event. */
const SCHEDULE: CustomerParts['responses'] = [
  {
    owner: { kind: 'group', key: 'acme/north' },
    base: 'GroupScheduleGetListResponse',
    settings: 1,
    body: () => ({
      scheduleGlobalKey: [
        { scheduleKey: [{ scheduleName: ['Holidays'], scheduleType: ['Holiday'] }], scheduleLevel: ['Group'] },
      ],
    }),
  },
  {
    owner: { kind: 'schedule', key: 'acme/north/Holidays/New%20Year' },
    base: 'GroupScheduleGetEventResponse',
    settings: 1,
    body: () => ({ startDate: ['2026-01-01'] }),
  },
];

interface Case {
  readonly menus: Partial<AutoAttendant>;
  readonly submenus?: Submenus;
  readonly name?: string;
  readonly extension?: string;
  readonly features?: readonly SourceFeature[];
  readonly schedule?: boolean;
}

function partsOf({ menus, submenus = {}, name = 'Main', extension = '0400', ...rest }: Case): Partial<CustomerParts> {
  const parts = Object.entries(submenus).map(
    ([id, keys]): FeaturePart<AutoAttendantMenu> =>
      keys === 'error' ? { name: id, state: 'error' } : { name: id, state: 'read', content: menu(...keys) },
  );
  return {
    instances: [sourceInstance({ userId: MAIN, type: 'Auto Attendant', name, extension })],
    features: [
      sourceFeature(MAIN, 'autoAttendant', { businessHoursMenu: menu(), afterHoursMenu: menu(), ...menus }),
      sourceFeature(MAIN, 'submenuMenus', { parts }),
      ...(rest.features ?? []),
    ],
    responses: rest.schedule === false ? [] : SCHEDULE,
  };
}

const mapped = (one: Case, answers?: Answers) => mapParts(counted(partsOf(one)), {}, answers);

/** The proof counts what `extract` counted: bodies of the schedule hold more than one value. */
function counted(parts: Partial<CustomerParts>): Partial<CustomerParts> {
  return {
    ...parts,
    responses: (parts.responses ?? []).map((response) => ({
      ...response,
      settings: response.base.includes('List') ? 3 : 1,
    })),
  };
}

function attendants({ drafts }: MappedPart): DraftOf<'autoAttendant'>[] {
  return drafts.filter((draft): draft is DraftOf<'autoAttendant'> => draft.kind === 'autoAttendant');
}

function attendant(part: MappedPart, id: string): DraftOf<'autoAttendant'>['data'] {
  const found = attendants(part).find((draft) => draft.id === id);
  if (found === undefined) throw new Error(`no ${id} among ${attendants(part).map((draft) => draft.id)}`);
  return found.data;
}

const aboutMenus = ({ losses }: MappedPart) => losses.filter(({ owner }) => owner === `serviceInstance:${MAIN}`);
const invented = ({ decisions }: MappedPart) => decisions.filter(({ kind }) => kind === 'invented-extension');

describe('submenus of an attendant', () => {
  it('become attendants of their own, to which the keys lead', () => {
    const result = mapped({
      menus: { businessHoursMenu: menu(to('2', 'Support')) },
      submenus: { Support: [exit('9')] },
    });

    expect(attendant(result, ID).businessHoursMenu.keys).toEqual([
      { key: '2', action: 'TRANSFER_WITHOUT_PROMPT', attendant: draftOf('Support'), value: '0401' },
    ]);
    const support = attendant(result, draftOf('Support'));
    expect(support).toMatchObject({
      name: 'Main Support',
      extension: '0401',
      menuOf: ID,
      location: attendant(result, ID).location,
    });
    expect(support.phoneNumber).toBeUndefined();
    expect(support.businessHoursMenu).toEqual({
      greeting: 'DEFAULT',
      extensionEnabled: false,
      keys: [{ key: '9', action: 'EXIT' }],
    });
    expect(support.afterHoursMenu).toEqual(support.businessHoursMenu);
    expect(aboutMenus(result)).toEqual([]);
  });

  it('are followed however deep they are, in circles too, and made once', () => {
    const result = mapped({
      menus: { businessHoursMenu: menu(to('1', 'A')), afterHoursMenu: menu(to('1', 'A')) },
      submenus: { A: [to('1', 'B')], B: [to('1', 'A'), to('2', 'B')] },
    });

    expect(attendants(result).map(({ id }) => id)).toEqual([ID, draftOf('A'), draftOf('B')]);
    expect(attendant(result, draftOf('B')).businessHoursMenu.keys.map(({ value }) => value)).toEqual(['0401', '0402']);
  });

  it('get an extension that nobody has, wherever it is dialled', () => {
    const parts = partsOf({ menus: { businessHoursMenu: menu(to('2', 'Support')) }, submenus: { Support: [] } });
    const paging = sourceInstance({ userId: 'hall@acme.example.test', type: 'Group Paging', extension: '0401' });
    const users = [sourceUser(), sourceUser({ userId: 'bob@acme.example.test', extension: '0402', trunk: true })];
    const [decision] = invented(
      mapParts(counted({ ...parts, users, instances: [...(parts.instances ?? []), paging] })),
    );

    expect(decision).toMatchObject({ object: draftOf('Support'), recommendation: 'propose' });
    expect(decision?.options[1]?.consequence).toContain('0403');
  });

  it('keep the extension that is proposed when people with higher ones come along', () => {
    const one: Case = { menus: { businessHoursMenu: menu(to('2', 'Support')) }, submenus: { Support: [] } };
    const users = [
      sourceUser(),
      sourceUser({ userId: 'bob@acme.example.test', extension: '0777', dn: '+12025550177' }),
    ];
    const later = mapParts(counted({ ...partsOf(one), users }));

    expect(attendant(later, draftOf('Support')).extension).toBe(attendant(mapped(one), draftOf('Support')).extension);
  });

  it.each([
    ['2222', '2222'],
    ['propose', '0401'],
  ])('take the extension that a person answers: %s', (answer, extension) => {
    const one: Case = { menus: { businessHoursMenu: menu(to('2', 'Support')) }, submenus: { Support: [] } };
    const result = mapped(one, answered(mapped(one), 'invented-extension', answer));

    expect(attendant(result, draftOf('Support')).extension).toBe(extension);
    expect(attendant(result, ID).businessHoursMenu.keys[0]?.value).toBe(extension);
  });

  it('are not made without an extension: keys are a loss, and so is what only they lead to', () => {
    const one: Case = {
      menus: { businessHoursMenu: menu(to('2', 'A'), exit('9')) },
      submenus: { A: [to('1', 'B'), exit('2')], B: [exit('3')] },
    };
    const [decision] = invented(mapped(one)).filter(({ object }) => object === draftOf('A'));
    const answers = new Map([[decision?.id ?? '', { answer: 'none', fingerprint: decision?.fingerprint ?? '' }]]);
    const result = mapped(one, answers);

    expect(attendants(result).map(({ id }) => id)).toEqual([ID]);
    expect(attendant(result, ID).businessHoursMenu.keys).toEqual([{ key: '9', action: 'EXIT' }]);
    expect(aboutMenus(result)).toEqual([
      expect.objectContaining({ verdict: 'manual', sources: [`${INSTANCE}.businessHoursMenu.keyConfiguration[2]`] }),
      expect.objectContaining({
        notice: expect.stringContaining('as decided'),
        sources: [keyOf('A', '1'), keyOf('A', '2')],
      }),
      expect.objectContaining({
        notice: expect.stringContaining('no key of another menu'),
        sources: [keyOf('B', '3')],
      }),
    ]);
  });

  it.each([
    [{ Support: 'error' }, 'answered with an error'],
    [{}, 'was not captured'],
  ] as const)('that were not read are told, and the key with them', (submenus, told) => {
    const result = mapped({ menus: { businessHoursMenu: menu(to('2', 'Support')) }, submenus });

    expect(attendants(result)).toHaveLength(1);
    expect(aboutMenus(result)).toEqual([
      expect.objectContaining({
        notice: expect.stringContaining(told),
        sources: [`${INSTANCE}.businessHoursMenu.keyConfiguration[2]`],
      }),
    ]);
  });

  it('tell of a key that names none', () => {
    const result = mapped({ menus: { businessHoursMenu: menu({ key: '2', action: 'Transfer To Submenu' }) } });

    expect(aboutMenus(result)).toEqual([
      expect.objectContaining({ notice: expect.stringContaining('names no submenu') }),
    ]);
  });

  it('are nobody’s where no key leads', () => {
    const result = mapped({ menus: {}, submenus: { Forgotten: [exit('1')] } });

    expect([attendants(result).length, invented(result), aboutMenus(result)]).toEqual([1, [], []]);
  });

  it('are told where the menus of their attendant were not captured', () => {
    const parts = partsOf({ menus: {}, submenus: { Lonely: [exit('1')] } });
    const features = (parts.features ?? []).filter(({ name }) => name !== 'autoAttendant');

    expect(aboutMenus(mapParts(counted({ ...parts, features })))).toEqual([
      expect.objectContaining({
        notice: expect.stringContaining('were not captured'),
        sources: [keyOf('Lonely', '1')],
      }),
    ]);
  });

  it('are called after their attendant, within the limit, and no two the same', () => {
    const result = mapped({
      name: 'Main Reception of Acme Tools',
      menus: {
        businessHoursMenu: menu(to('1', 'Customer Support and Spare Parts'), to('2', 'Customer Support and Sales')),
      },
      submenus: { 'Customer Support and Spare Parts': [], 'Customer Support and Sales': [] },
    });
    const names = attendants(result).map(({ data }) => data.name);

    expect(new Set(names).size).toBe(3);
    expect(names.filter((name) => name.length > 30)).toEqual([]);
    expect(result.decisions.filter(({ kind }) => kind === 'name-conflict')).toEqual([]);
  });
});

describe('the key for the previous menu', () => {
  it('transfers to the only menu before it, which greets anew', () => {
    const result = mapped({
      menus: { businessHoursMenu: menu(to('2', 'Support')) },
      submenus: { Support: [back('*')] },
    });

    expect(attendant(result, draftOf('Support')).businessHoursMenu.keys).toEqual([
      { key: '*', action: 'TRANSFER_WITHOUT_PROMPT', attendant: ID, value: '0400' },
    ]);
    expect(aboutMenus(result)).toEqual([
      expect.objectContaining({
        verdict: 'part',
        notice: expect.stringContaining('transfers to Main'),
        sources: [keyOf('Support', '*')],
      }),
    ]);
  });

  it('is a loss where several menus lead there', () => {
    const result = mapped({
      menus: { businessHoursMenu: menu(to('1', 'A'), to('2', 'B')) },
      submenus: { A: [back('*')], B: [to('1', 'A')] },
    });

    expect(attendant(result, draftOf('A')).businessHoursMenu.keys).toEqual([]);
    expect(aboutMenus(result)).toEqual([
      expect.objectContaining({
        verdict: 'manual',
        notice: expect.stringContaining('several menus'),
        sources: [keyOf('A', '*')],
      }),
    ]);
  });

  it('is a loss where the menu before it can be reached by nothing', () => {
    const parts = partsOf({
      menus: { businessHoursMenu: menu(to('2', 'Support')) },
      submenus: { Support: [back('*')] },
    });
    const instances = (parts.instances ?? []).map(({ extension: _extension, ...instance }) => instance);
    const result = mapParts(counted({ ...parts, instances }));

    expect(aboutMenus(result)).toEqual([
      expect.objectContaining({ verdict: 'manual', notice: expect.stringContaining('neither number nor extension') }),
    ]);
  });
});

describe('the holiday menu of an attendant', () => {
  const holiday = (menus: Partial<AutoAttendant> = {}): Case => ({
    menus: { holidaySchedule: HOLIDAYS, holidayMenu: menu(exit('1')), afterHoursMenu: menu(exit('2')), ...menus },
  });
  const settings = ({ drafts }: MappedPart) =>
    drafts.flatMap((draft: Draft) => (draft.kind === 'featureSetting' ? [draft.data] : []));

  it('is the menu of after hours where it is the same: the schedule says when', () => {
    const result = mapped(holiday({ afterHoursMenu: menu(exit('1')) }));

    expect(attendants(result)).toHaveLength(1);
    expect(attendant(result, ID).holidaySchedule).toBe('schedule:acme/north/holidays/Holidays');
    expect([settings(result), aboutMenus(result)]).toEqual([[], []]);
  });

  it('is the menu of after hours where there is none', () => {
    const { holidayMenu: _menu, ...menus } = holiday().menus;
    const result = mapped({ menus });

    expect(attendant(result, ID).holidaySchedule).toBe('schedule:acme/north/holidays/Holidays');
    expect(aboutMenus(result)).toEqual([]);
  });

  it('becomes an attendant to which a rule sends the calls of those days', () => {
    const result = mapped({
      ...holiday({ holidayMenu: menu(to('1', 'Support')) }),
      submenus: { Support: [back('*')] },
    });

    expect(attendant(result, `${ID}/holiday`)).toMatchObject({ name: 'Main Holiday', menuOf: ID, extension: '0401' });
    expect(attendant(result, draftOf('Support')).businessHoursMenu.keys).toMatchObject([
      { attendant: `${ID}/holiday` },
    ]);
    expect(settings(result)).toEqual([
      {
        setting: 'forwarding',
        feature: ID,
        always: { enabled: false, ringReminder: false },
        selective: { enabled: true, destination: '0401', ringReminder: false },
      },
      expect.objectContaining({
        setting: 'selectiveRule',
        feature: ID,
        name: 'Holiday menu',
        enabled: true,
        holidaySchedule: 'schedule:acme/north/holidays/Holidays',
        forwardTo: 'FORWARD_TO_SPECIFIED_NUMBER',
        destination: '0401',
        attendant: `${ID}/holiday`,
        callsFrom: 'ANY',
      }),
    ]);
  });

  it('is another one where both have a recording, for nobody knows whether it is the same', () => {
    const spoken = { ...menu(exit('1')), announcementSelection: 'Personal' };
    const result = mapped(holiday({ holidayMenu: spoken, afterHoursMenu: spoken }));

    expect(attendant(result, `${ID}/holiday`).businessHoursMenu.greeting).toBe('CUSTOM');
  });

  it('is left to a person where its schedule was not captured', () => {
    const result = mapped({ ...holiday(), schedule: false });

    expect(attendant(result, ID).holidaySchedule).toBeUndefined();
    expect(attendants(result)).toHaveLength(1);
    expect(aboutMenus(result)).toEqual([
      expect.objectContaining({
        notice: expect.stringMatching(/as on any other day.*was not captured/),
        sources: [`${INSTANCE}.holidaySchedule`, `${INSTANCE}.holidayMenu.keyConfiguration[1]`],
      }),
    ]);
  });

  const forwards = sourceFeature(MAIN, 'callForwardingAlways', { isActive: true, forwardToPhoneNumber: '0101' });
  const selective = (isActive: boolean) => [
    sourceFeature(MAIN, 'selectiveForwarding', {
      isActive,
      defaultForwardToPhoneNumber: '0101',
      criteria: [{ name: 'Holiday menu', isActive: true }],
    }),
    sourceFeature(MAIN, 'selectiveForwardingCriteria', {
      parts: [
        {
          name: 'Holiday menu',
          state: 'read',
          content: { callsFrom: 'Any', forwardTo: 'Forward To Default Number', phoneNumbers: [], callsTo: [] },
        },
      ],
    }),
  ];

  it.each([
    ['all its calls are forwarded', [forwards]],
    ['forwards calls by rules already', selective(true)],
  ])('is left to a person where %s', (told, features) => {
    const result = mapped({
      ...holiday({ holidayMenu: menu(to('1', 'Support')) }),
      submenus: { Support: [exit('5')] },
      features,
    });

    expect(attendants(result)).toHaveLength(1);
    expect(attendant(result, ID).holidaySchedule).toBeDefined();
    expect(
      settings(result)
        .filter(({ setting }) => setting === 'selectiveRule')
        .map((rule) => 'name' in rule && rule.name),
    ).toEqual(features.length === 1 ? [] : ['Holiday menu']);
    expect(aboutMenus(result)).toEqual([
      expect.objectContaining({
        notice: expect.stringContaining(told),
        sources: expect.arrayContaining([`${INSTANCE}.holidayMenu.keyConfiguration[1]`, keyOf('Support', '5')]),
      }),
    ]);
  });

  it('switches rules off one by one that stood behind a switch that was off, and keeps their number', () => {
    const result = mapped({ ...holiday(), features: selective(false) });
    const rules = settings(result).filter((data) => data.setting === 'selectiveRule');

    expect(rules.map(({ name, enabled, attendant: leads }) => [name, enabled, leads])).toEqual([
      ['Holiday menu', false, undefined],
      ['Holiday menu 2', true, `${ID}/holiday`],
    ]);
    expect(settings(result)).toContainEqual(
      expect.objectContaining({ selective: { enabled: true, destination: '0101', ringReminder: false } }),
    );
  });

  it('is left to a person where its attendant gets no extension', () => {
    const result = mapped(holiday(), answered(mapped(holiday()), 'invented-extension', 'none'));

    expect(attendants(result)).toHaveLength(1);
    expect(settings(result)).toEqual([]);
    expect(aboutMenus(result)).toEqual([
      expect.objectContaining({
        notice: expect.stringContaining('menu of after hours, not with its holiday menu'),
        sources: expect.arrayContaining([`${INSTANCE}.holidayMenu.keyConfiguration[1]`]),
      }),
    ]);
  });
});

describe('keys of menus', () => {
  const NAMES = ['A', 'B', 'C', 'D'];
  const KEYS = ['0', '1', '2', '3', '*', '#'];
  const ACTIONS: readonly ((key: string, name: string) => AutoAttendantKey)[] = [
    (key, name) => to(key, name),
    (key, name) => to(key, name),
    (key) => back(key),
    (key) => exit(key),
    (key) => ({ key, action: 'Transfer With Prompt', phoneNumber: '0101' }),
    (key) => ({ key, action: 'Transfer To Operator' }),
    (key) => ({ key, action: 'Play Announcement' }),
    (key) => ({ key, action: 'Something New' }),
    (key) => ({ key, action: 'Transfer To Submenu' }),
  ];

  it.each(
    Array.from({ length: 60 }, (_, seed) => seed + 1),
  )('never vanish: each is a key of a draft or a loss (seed %i)', (seed) => {
    const random = randomOf(seed);
    const below = (most: number) => Math.floor(random.next() * most);
    const keys = () =>
      KEYS.filter(() => below(2) === 0).map((key) => {
        const action = ACTIONS[below(ACTIONS.length)] ?? exit;
        return action(key, NAMES[below(NAMES.length)] ?? 'A');
      });
    const submenus: Submenus = Object.fromEntries(
      NAMES.filter(() => below(5) > 0).map((name) => [name, below(8) === 0 ? 'error' : keys()]),
    );
    const one: Case = {
      menus: {
        businessHoursMenu: menu(...keys()),
        afterHoursMenu: menu(...keys()),
        ...(below(3) > 0 ? { holidayMenu: menu(...keys()), holidaySchedule: HOLIDAYS } : {}),
      },
      submenus,
      schedule: below(4) > 0,
    };
    const open = mapped(one);
    const answers: Answers = new Map(
      invented(open)
        .filter(() => below(3) === 0)
        .map(({ id, fingerprint }) => [id, { answer: 'none', fingerprint }]),
    );

    for (const result of [open, mapped(one, answers)]) {
      const told = new Set(result.losses.flatMap(({ sources }) => sources));
      const drafts = new Map(attendants(result).map(({ id, data }) => [id, data]));
      const leadsSomewhere = reached(one);
      const lost = (source: string, draft: string, field: 'businessHoursMenu' | 'afterHoursMenu', key: string) =>
        !told.has(source) && !drafts.get(draft)?.[field].keys.some((each) => each.key === key);
      const vanished = [
        ...(['businessHoursMenu', 'afterHoursMenu', 'holidayMenu'] as const).flatMap((name) =>
          (one.menus[name]?.keys ?? []).flatMap(({ key }) => {
            const [draft, field] =
              name === 'holidayMenu' ? [`${ID}/holiday`, 'businessHoursMenu' as const] : [ID, name];
            const source = `${INSTANCE}.${name}.keyConfiguration[${key}]`;
            return lost(source, draft, field, key) ? [source] : [];
          }),
        ),
        ...Object.entries(submenus).flatMap(([name, own]) =>
          own === 'error' || !leadsSomewhere.has(name)
            ? []
            : own.flatMap(({ key }) =>
                lost(keyOf(name, key), draftOf(name), 'businessHoursMenu', key) ? [keyOf(name, key)] : [],
              ),
        ),
      ];

      expect(vanished).toEqual([]);
      // A key that leads to an attendant leads to one that is there, under its extension.
      for (const { data } of attendants(result)) {
        for (const key of [...data.businessHoursMenu.keys, ...data.afterHoursMenu.keys]) {
          if (key.attendant !== undefined) expect(drafts.get(key.attendant)?.extension).toBe(key.value);
        }
      }
    }
  });

  /** Submenus that some key leads to, from a menu that is captured. */
  function reached({ menus, submenus = {} }: Case): ReadonlySet<string> {
    const found = new Set<string>();
    const follow = (keys: readonly AutoAttendantKey[]): void => {
      for (const { action, submenuId } of keys) {
        const next = submenuId === undefined ? undefined : submenus[submenuId];
        if (action !== 'Transfer To Submenu' || submenuId === undefined || next === undefined || next === 'error')
          continue;
        if (found.has(submenuId)) continue;
        found.add(submenuId);
        follow(next);
      }
    };
    for (const each of [menus.businessHoursMenu, menus.afterHoursMenu, menus.holidayMenu]) follow(each?.keys ?? []);
    return found;
  }
});
