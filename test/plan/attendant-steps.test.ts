import { describe, expect, it } from 'vitest';
import type { DraftId } from '../../src/domain/draft-id.ts';
import type { Draft } from '../../src/domain/drafts.ts';
import type { Step } from '../../src/domain/plan.ts';
import type { Blocker } from '../../src/plan/blocked-drafts.ts';
import { buildSteps } from '../../src/plan/steps-from-drafts.ts';
import { CUSTOMER, migrationConfig } from '../builders/draft-builders.ts';
import { HOLIDAY, leadsTo, MAIN, menuDraft, menuDrafts, PARTS, SUPPORT } from '../builders/menu-drafts.ts';

function build(drafts: readonly Draft[] = menuDrafts(), blockers: readonly Blocker[] = []) {
  return buildSteps(drafts, migrationConfig(), { blockers, provisioningId: 'template' });
}
const held = (id: DraftId): Blocker => ({
  rule: 'test-rule',
  draft: id,
  customer: CUSTOMER,
  message: 'something is wrong',
});

function stepOf<Kind extends Step['kind']>(
  steps: readonly Step[],
  kind: Kind,
  of: DraftId,
): Extract<Step, { kind: Kind }> {
  const found = steps.find((step): step is Extract<Step, { kind: Kind }> => step.kind === kind && step.draft === of);
  if (!found) throw new Error(`no ${kind} of ${of} in: ${steps.map(({ label }) => label).join(', ')}`);
  return found;
}
const keysOf = (step: { payload: { businessHoursMenu: { keys: readonly { key: string }[] } } }) =>
  step.payload.businessHoursMenu.keys.map(({ key }) => key);

/** Steps that are waited for, directly or not. */
function before(steps: readonly Step[], { hard, soft }: Step): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (ids: readonly string[]): void => {
    for (const id of ids) {
      if (found.has(id)) continue;
      found.add(id);
      const step = steps.find((each) => each.id === id);
      follow([...(step?.hard ?? []), ...(step?.soft ?? [])]);
    }
  };
  follow([...hard, ...soft]);
  return found;
}

describe('attendants whose menus point at each other', () => {
  it('are made without the keys that close the circle, which a later step adds with all the others', () => {
    const { steps, blocked, unplanned } = build();

    const parts = stepOf(steps, 'autoAttendant', PARTS);
    expect(keysOf(parts)).toEqual(['#']);
    expect(parts.payload.laterKeys?.businessHoursMenu.map(({ key }) => key)).toEqual(['1']);
    expect(keysOf(stepOf(steps, 'autoAttendant', SUPPORT))).toEqual(['1']);
    expect(keysOf(stepOf(steps, 'autoAttendant', MAIN))).toEqual(['2']);

    const again = stepOf(steps, 'attendantMenus', PARTS);
    expect(keysOf(again)).toEqual(['1', '#']);
    expect(again.payload.attendant).toBe(parts.id);
    expect(again.hard).toEqual([parts.id, stepOf(steps, 'autoAttendant', SUPPORT).id]);
    expect(again.label).toBe('menus of auto attendant Parts, second pass');
    expect(keysOf(stepOf(steps, 'attendantMenus', SUPPORT))).toEqual(['1', '*']);
    expect([[...blocked], unplanned]).toEqual([[], []]);
  });

  it('come in an order in which every target is there before the key that leads to it', () => {
    const { steps } = build();
    const place = new Map(steps.map(({ id }, index) => [id, index]));
    const holders = new Map(
      steps.flatMap((step) => (step.kind === 'autoAttendant' ? [[step.payload.extension, step] as const] : [])),
    );
    for (const step of steps) {
      for (const id of [...step.hard, ...step.soft])
        expect(place.get(id), step.label).toBeLessThan(place.get(step.id) ?? 0);
      if (step.kind !== 'autoAttendant' && step.kind !== 'attendantMenus') continue;
      for (const { value } of step.payload.businessHoursMenu.keys) {
        const target = holders.get(value);
        if (target === undefined) continue;
        expect(place.get(target.id), `${step.label} before ${target.label}`).toBeLessThan(place.get(step.id) ?? 0);
        expect([...before(steps, step)]).toContain(target.id);
      }
    }
  });

  it('are told by what the keys dial too', () => {
    const { steps } = build();

    expect(steps.filter(({ kind }) => kind === 'attendantMenus').map(({ draft }) => draft)).toEqual([
      PARTS,
      SUPPORT,
      'autoAttendant:Two',
    ]);
  });

  it('include one that leads to itself', () => {
    const own = menuDraft('autoAttendant:Own', '5400', [leadsTo('1', 'autoAttendant:Own', '5400')]);
    const { steps } = build([...menuDrafts(), own]);

    expect(keysOf(stepOf(steps, 'autoAttendant', own.id))).toEqual([]);
    expect(stepOf(steps, 'attendantMenus', own.id).hard).toEqual([stepOf(steps, 'autoAttendant', own.id).id]);
  });
});

describe('attendants that are made of menus', () => {
  it('wait with their attendant: nobody else leads there', () => {
    const { blocked, steps } = build(menuDrafts(), [held(MAIN)]);

    for (const id of [MAIN, SUPPORT, PARTS, HOLIDAY]) {
      expect(blocked.get(stepOf(steps, 'autoAttendant', id).id), id).toContain('something is wrong');
    }
  });

  it('leave their key out while they are held back, which the plan says', () => {
    const { blocked, leftOut, steps } = build(menuDrafts(), [held(SUPPORT)]);

    const main = stepOf(steps, 'autoAttendant', MAIN);
    expect(blocked.get(main.id)).toBeUndefined();
    expect(keysOf(main)).toEqual([]);
    expect(leftOut.get(main.id)).toEqual(['key 2 to auto attendant Support: test-rule: something is wrong']);
  });

  it('of holidays: calls are sent there once it is there, and never while it is held back', () => {
    const open = build();
    const { blocked, steps } = build(menuDrafts(), [held(HOLIDAY)]);

    expect(stepOf(open.steps, 'autoAttendant', MAIN).payload.holidaySchedule).toBe('Holidays');
    expect(open.steps.find(({ kind }) => kind === 'selectiveRule')?.hard).toContain(
      stepOf(open.steps, 'autoAttendant', HOLIDAY).id,
    );
    for (const kind of ['selectiveRule', 'featureSetting'] as const) {
      const step = steps.find((each) => each.kind === kind);
      expect(blocked.get(step?.id ?? ''), kind).toContain('something is wrong');
    }
    expect(blocked.get(stepOf(steps, 'autoAttendant', MAIN).id)).toBeUndefined();
  });

  it('are blocked where the holiday schedule is not planned', () => {
    const { blocked, steps } = build(menuDrafts().filter(({ id }) => id !== 'schedule:holidays'));

    expect(blocked.get(stepOf(steps, 'autoAttendant', MAIN).id)).toBe('needs a step that could not be planned');
  });
});
