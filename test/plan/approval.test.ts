import { describe, expect, it } from 'vitest';
import type { PlannedStep, StepState } from '../../src/domain/plan.ts';
import type { PlanRecord } from '../../src/domain/plan-record.ts';
import { assertTwoPersons } from '../../src/plan/two-persons.ts';
import { planRepository } from '../../src/store/plan-repository.ts';
import { stepStateRepository } from '../../src/store/step-state-repository.ts';
import { newStore } from '../fakes/empty-store.ts';
import { planOf, TARGET } from '../provision/engine-harness.ts';
import { buildStep } from '../steps/step-builders.ts';

const GROUP = buildStep('huntGroup');
const NAME = { field: 'name', expected: 'Sales', actual: 'Verkauf' };
const ENABLED = { field: 'enabled', expected: true, actual: false };

type Seen = Pick<PlannedStep, 'action' | 'differences'>;
const create: Seen = { action: 'create', differences: [] };
const adopt: Seen = { action: 'adopt', differences: [] };
const unchanged: Seen = { action: 'unchanged', differences: [] };
const blocked: Seen = { action: 'blocked', differences: [ENABLED] };
const remove: Seen = { action: 'delete', differences: [NAME] };
const change = (...differences: PlannedStep['differences']): Seen => ({ action: 'change', differences });

/** A plan that was approved while it showed `before`, and is made again when the target shows `now`. */
function approvalAfter(before: Seen, now: Seen, state?: StepState) {
  const db = newStore();
  const plans = planRepository(db);
  const shows = (seen: Seen) => ({ ...planOf([GROUP]), steps: [{ step: GROUP, ...seen }] });
  const { hash } = plans.save(shows(before));
  plans.approve(hash, { by: 'ann', at: '2026-01-01T01:00:00.000Z' });
  if (state !== undefined) {
    const { id, kind, label } = GROUP;
    stepStateRepository(db).put(TARGET, { step: id, kind, label, state, outputs: {}, leftOut: [], updatedAt: '' });
  }
  return { plans, hash, approved: plans.save(shows(now)).approved };
}

describe('two persons', () => {
  const record = (people: Pick<PlanRecord, 'plannedBy' | 'approved'>): PlanRecord => ({
    ...planOf([GROUP]),
    ...people,
  });
  const by = (name: string) => ({ by: name, at: '2026-01-01T01:00:00.000Z' });

  it.each<[string, PlanRecord, string]>([
    ['nobody approved', record({ plannedBy: 'ann' }), 'planned by ann; nobody has approved what it shows'],
    [
      'the planner approved',
      record({ plannedBy: 'ann', approved: by('ann') }),
      'planned by ann and approved by the same person',
    ],
    ['of an unknown planner', record({ approved: by('ben') }), 'who planned it is not known'],
  ])('refuse a plan that %s', (_what, plan, message) => {
    expect(() => assertTwoPersons(plan)).toThrow(expect.objectContaining({ code: 'APPROVAL_NEEDED' }));
    expect(() => assertTwoPersons(plan)).toThrow(message);
  });

  it('take a plan that somebody else approved', () => {
    expect(() => assertTwoPersons(record({ plannedBy: 'ann', approved: by('ben') }))).not.toThrow();
  });

  it('are recorded: the approval of a second person counts more than that of the planner', () => {
    const plans = planRepository(newStore());
    const { hash } = plans.save(record({ plannedBy: 'ann' }));

    plans.approve(hash, { by: 'ann', at: '2026-01-01T01:00:00.000Z' });
    expect(plans.get(hash)).toMatchObject({ plannedBy: 'ann', approved: { by: 'ann' } });
    plans.approve(hash, { by: 'ben', at: '2026-01-01T02:00:00.000Z' });
    plans.approve(hash, { by: 'ann', at: '2026-01-01T03:00:00.000Z' });
    expect(plans.get(hash)).toMatchObject({
      plannedBy: 'ann',
      approved: { by: 'ben', at: '2026-01-01T02:00:00.000Z' },
    });
  });
});

describe('the approval of a plan that is made again', () => {
  it.each<[string, Seen, Seen, StepState | undefined]>([
    ['shows the same creation', create, create, undefined],
    ['shows the same change', change(NAME), change(NAME), undefined],
    ['shows the same deletion', remove, remove, undefined],
    ['changes less', change(NAME, ENABLED), change(ENABLED), undefined],
    ['finds done what we carried out', create, unchanged, 'created'],
    ['finds what a killed run of ours has made', create, adopt, 'in-doubt'],
    ['holds the step back', create, blocked, undefined],
  ])('holds where it %s', (_what, before, now, state) => {
    expect(approvalAfter(before, now, state).approved).toEqual({ by: 'ann', at: '2026-01-01T01:00:00.000Z' });
  });

  it.each<[string, Seen, Seen]>([
    ['a change of what stands there now', create, change(NAME)],
    ['a deletion of what was to be changed', change(NAME), remove],
    ['a change of another field', change(NAME), change(NAME, ENABLED)],
    ['a change from another value', change(NAME), change({ ...NAME, actual: 'Ventas' })],
    ['an object of somebody else', create, adopt],
    ['a creation of what was there', unchanged, create],
    ['a creation of what was held back', blocked, create],
  ])('is void where it shows %s', (_what, before, now) => {
    const { plans, hash, approved } = approvalAfter(before, now);

    expect(approved).toBeUndefined();
    expect(plans.get(hash)?.approved).toBeUndefined();
  });

  it('can be given anew for what is shown now', () => {
    const { plans, hash } = approvalAfter(create, change(NAME));

    plans.approve(hash, { by: 'ben', at: '2026-01-02T01:00:00.000Z' });

    expect(plans.get(hash)?.approved).toEqual({ by: 'ben', at: '2026-01-02T01:00:00.000Z' });
  });
});
