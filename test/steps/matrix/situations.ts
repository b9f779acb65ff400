import { expect } from 'vitest';
import type { Step } from '../../../src/domain/plan.ts';
import { handlerOf } from '../../../src/steps/registry.ts';
import { undoOf } from '../../../src/steps/undo-of.ts';
import { type EngineWorld, openEngineWorld } from './engine-world.ts';
import { type Column, type Row, standsOn } from './rows.ts';

/** What is expected of one row in each situation; every one begins with a sandbox of its own. */
export const SITUATIONS: { readonly [Name in Column]: (row: Row, world: EngineWorld) => Promise<void> } = {
  async create(row, world) {
    const ends = endOf(row, 'create') ?? 'created';
    const planned = await world.plan([...standsOn(row), row.step]);
    expect(planned.get(row.step.id)?.action).toBe(ends === 'adopted' ? 'adopt' : 'create');

    expect((await world.provision()).failures).toEqual([]);

    expect(world.stateOf(row.step)?.state).toBe(ends);
    await proven(world);
  },

  async adopt(row, world) {
    await made(row, world);
    world.forgetEverything();
    const before = effects(world);
    const repeatable = handlerOf(row.step).safety === 'repeatable';
    const planned = await world.plan([...standsOn(row), row.step]);
    expect(planned.get(row.step.id)?.action).toBe(repeatable ? 'unchanged' : 'adopt');

    expect((await world.provision()).failures).toEqual([]);

    expect(world.stateOf(row.step)?.state).toBe(repeatable ? 'unchanged' : 'adopted');
    expect(effects(world)).toBe(before);
    await proven(world);
  },

  async change(row, world) {
    await made(row, world);
    if (row.other === undefined) await differ(row, world);
    const wanted = row.other ?? row.step;
    const before = world.sandbox.objects();
    const planned = (await world.plan([...standsOn(row), wanted])).get(wanted.id);
    expect(planned?.differences).not.toEqual([]);
    const instead = row.except?.change?.instead;
    const isBlocked = instead !== undefined && 'planned' in instead;
    expect(planned?.action).toBe(isBlocked ? 'blocked' : 'change');
    if (isBlocked) expect(planned?.reason).toMatch(instead.reason ?? `exists and differs in ${row.fields.join(', ')}`);

    const { failures, counts } = await world.provision();

    const end = endOf(row, 'change') ?? (isBlocked ? 'created' : 'changed');
    expect(counts.changed).toBe(end === 'changed' ? 1 : 0);
    // Changed or not, what we have created stays ours; the first location never was.
    const adopted = endOf(row, 'create') === 'adopted';
    const ours = restores(row) ? 'changed' : 'created';
    expect(world.stateOf(row.step)?.state).toBe(end === 'changed' && !adopted ? ours : end);
    if (end === 'failed' || isBlocked) {
      expect(world.sandbox.objects()).toEqual(before);
      expect(failures.map(({ cause }) => cause)).toEqual(isBlocked ? [] : [causeOf(row, 'change')]);
      return;
    }
    expect(failures).toEqual([]);
    expect((await world.lookUp(wanted))?.differences).toEqual([]);
    if (end === 'changed') expect(sizesOf(world.sandbox.objects())).toEqual(sizesOf(before));
    await proven(world);
  },

  async conflict(row, world) {
    const instead = row.except?.conflict?.instead;
    if (instead !== undefined && 'planned' in instead) {
      await made(row, world);
      await differ(row, world);
      world.forgetEverything();
      const planned = (await world.plan([...standsOn(row), row.step])).get(row.step.id);
      expect(planned).toMatchObject({ action: instead.planned });
      expect(planned?.differences.map(({ field }) => field)).toEqual(row.fields);
      return;
    }
    await stand(row, world);
    const planned = await world.plan([...standsOn(row), row.step]);
    expect(['create', 'adopt']).toContain(planned.get(row.step.id)?.action);
    const by = instead !== undefined && 'by' in instead ? instead.by : otherOf(row);
    await world.somebodyWrites(by);
    const before = world.sandbox.objects();

    const { failures } = await world.provision();

    if (endOf(row, 'conflict') === 'created') {
      expect(failures).toEqual([]);
      expect(world.stateOf(row.step)?.state).toBe('created');
      // By what it says, not by our id.
      expect((await world.lookUp({ ...by, id: 'somebody-else' }))?.differences).toEqual([]);
      return;
    }
    expect(failures.map(({ step }) => step)).toEqual([row.step.id]);
    expect(world.sandbox.objects()).toEqual(before);
    const cause = world.stateOf(row.step)?.cause ?? '';
    if (by !== row.other) {
      expect(cause).toEqual(causeOf(row, 'conflict'));
      return;
    }
    for (const field of row.fields) expect(cause).toMatch(new RegExp(`${field} is .*, planned `));
    expect((await world.lookUp(row.step))?.differences.map(({ field }) => field)).toEqual(row.fields);
  },

  async 'in doubt'(row, world) {
    const calm = await openEngineWorld(row.sandbox);
    await made(row, calm);
    const wanted = calm.sandbox.objects();
    await calm.close();
    await stand(row, world);
    if (row.isDefault) await differ(row, world);
    await world.plan([...standsOn(row), row.step]);
    world.sandbox.setFaults(
      (['POST', 'PUT'] as const).map((method) => ({ kind: 'drop-after', method, attempts: [1] })),
    );

    expect((await world.provision()).failures).toEqual([]);

    const lost = world.sandbox.log().filter(({ fault }) => fault === 'drop-after');
    expect(lost.some(({ effect }) => effect)).toBe(true);
    expect(['created', 'changed']).toContain(world.stateOf(row.step)?.state);
    expect(world.sandbox.objects()).toEqual(wanted);
    await proven(world);
  },

  async verify(row, world) {
    await made(row, world);
    await proven(world);
    await differ(row, world);

    const { items } = await world.verify();

    const item = items.find(({ step }) => step === row.step.id);
    expect(item?.state).toBe(row.fields.length === 0 ? 'missing' : 'different');
    expect(item?.differences.map(({ field }) => field)).toEqual(row.fields);
  },

  async undo(row, world) {
    await made(row, world);
    // What was changed since it was created is still ours.
    const canChange = row.other !== undefined && row.except?.change === undefined;
    const wanted = canChange && row.other !== undefined ? row.other : row.step;
    await world.plan([...standsOn(row), wanted]);
    expect((await world.provision()).failures).toEqual([]);
    const undo = undoOf(handlerOf(row.step), row.step);
    const shown = (await world.planUndo(wanted)).items;
    const before = effects(world);

    const [item] = (await world.undo(wanted)).items;

    if (undo?.kind !== 'remove' || endOf(row, 'create') === 'adopted') {
      expect(item?.state).toBe('kept');
      expect(item?.reason).toContain(
        undo?.kind === 'stays'
          ? undo.why
          : undo?.kind === 'with-owner'
            ? `${undo.owner} stays`
            : 'stays in the organisation',
      );
      expect(effects(world)).toBe(before);
      expect((await world.lookUp(wanted))?.differences).toEqual([]);
      return;
    }
    expect(shown).toMatchObject([{ state: 'remove', request: { method: expect.any(String) } }]);
    expect(item).toMatchObject({ state: 'removed', ...(undo.leaves === undefined ? {} : { leaves: undo.leaves }) });
    const left = await world.lookUp(wanted);
    // What is no object of its own stands there all the same, with something else in it.
    const isSetting = restores(row) || undo.ofChanges === true;
    if (isSetting) expect(left?.differences).not.toEqual([]);
    else expect(left).toBeUndefined();

    // What was taken back can be made again.
    await world.plan([...standsOn(row), row.step]);
    expect((await world.provision()).failures).toEqual([]);
    expect(world.stateOf(row.step)?.state).toBe(isSetting ? 'changed' : 'created');
  },
};

/** It is always there: nothing is created, and an undo sets back what stood there. */
function restores({ step }: Row): boolean {
  const undo = undoOf(handlerOf(step), step);
  return undo?.kind === 'remove' && undo.restores === true;
}

/** What the row stands on is there. */
async function stand(row: Row, world: EngineWorld): Promise<void> {
  await world.plan(standsOn(row));
  expect((await world.provision()).failures).toEqual([]);
}

async function made(row: Row, world: EngineWorld): Promise<void> {
  await world.plan([...standsOn(row), row.step]);
  expect((await world.provision()).failures).toEqual([]);
}

async function differ(row: Row, world: EngineWorld): Promise<void> {
  if (row.differ) await row.differ(world);
  else await world.somebodyWrites(otherOf(row));
  await world.untilSettled(row.step);
}

/** Verified, and nothing was done that the target would spoil silently. */
async function proven(world: EngineWorld): Promise<void> {
  // What stands there beside the steps of a row (the first location of a customer) is no matter here.
  expect((await world.verify()).items.filter(({ state }) => state !== 'extra')).toEqual([]);
  expect(world.sandbox.violations()).toEqual([]);
}

/** Requests that changed anything. */
function effects(world: EngineWorld): number {
  return world.sandbox.log().filter(({ effect }) => effect).length;
}

/** How many objects of each kind there are. */
function sizesOf(objects: Record<string, unknown[]>): Record<string, number> {
  return Object.fromEntries(Object.entries(objects).map(([kind, all]) => [kind, all.length]));
}

function endOf({ except }: Row, column: Column): string | undefined {
  const instead = except?.[column]?.instead;
  return instead !== undefined && 'ends' in instead ? instead.ends : undefined;
}

function causeOf({ except, name }: Row, column: Column): unknown {
  const instead = except?.[column]?.instead;
  if (instead === undefined || !('cause' in instead)) throw new Error(`${name}: nobody says why it fails`);
  return expect.stringMatching(instead.cause ?? /^$/);
}

function otherOf({ name, other }: Row): Step {
  if (other === undefined) throw new Error(`${name}: nobody says what somebody else would make of it`);
  return other;
}
