import { describe, expect, it } from 'vitest';
import type { PlanSummary } from '../../src/domain/outcomes.ts';
import { planView } from '../../src/report/plan-view.ts';

type Item = PlanSummary['items'][number];
type Left = PlanSummary['notPlanned'][number];

function summary(items: readonly Item[], notPlanned: readonly Left[] = []): PlanSummary {
  return {
    stage: 'plan',
    batch: 'all',
    target: 'https://webex.test/v1#org',
    hash: 'h',
    approved: false,
    steps: {
      total: items.length,
      byKind: {},
      byAction: { create: 0, change: 0, unchanged: 0, adopt: 0, blocked: 0, delete: 0 },
    },
    calls: 0,
    estimatedMinutes: 0,
    deferred: 0,
    items,
    notPlanned,
  };
}

const item = (action: Item['action'], label: string): Item => ({
  kind: 'subscriber',
  action,
  label,
  phase: 'provision',
  differences: [],
});
const left = (label: string, reason: string): Left => ({
  draft: `device:${label}`,
  customer: 'customer:acme',
  kind: 'device',
  label,
  reason,
  blocked: false,
});
const lists = (plan: PlanSummary) => planView(plan).flatMap((block) => (block.kind === 'list' ? [block.items] : []));

describe('a plan of more objects than anybody reads', () => {
  it('shows first what is gone, held back or changed, and counts what it leaves out', () => {
    const many = Array.from({ length: 300 }, (_, index) => item(index % 3 === 0 ? 'unchanged' : 'create', `u${index}`));
    const [shown = []] = lists(
      summary([...many, item('change', 'late'), item('blocked', 'held'), item('delete', 'gone')]),
    );

    expect(shown.slice(0, 4)).toEqual(['- gone', '! held', '~ late', '+ u1']);
    expect(shown).toHaveLength(201);
    expect(shown.at(-1)).toBe('and more (100 × =, 3 × +): plan --out FILE writes all of them');
  });

  it('keeps the order of the plan where everything fits', () => {
    const [shown] = lists(summary([item('create', 'a'), item('blocked', 'b')]));

    expect(shown).toEqual(['+ a', '! b']);
  });

  it('says a reason once that many objects share', () => {
    const many = Array.from({ length: 230 }, (_, index) => left(`phone ${index}`, 'managed by the customer'));
    const [, shown = []] = lists(summary([item('create', 'a')], [left('old', 'a soft client'), ...many]));

    expect(shown).toEqual([
      'old: a soft client',
      '230 objects: managed by the customer (phone 0, phone 1, phone 2, phone 3, phone 4 …)',
    ]);
  });
});

it('names the batch in every command that carries the plan out', () => {
  const pilot = { ...summary([item('create', 'Anna')]), batch: 'pilot', deferred: 1 };
  const shown = (approved: boolean) => JSON.stringify(planView({ ...pilot, approved }));

  expect(shown(false)).toContain('bw2wholesale provision --batch pilot --include-deferred');
  expect(shown(false)).toContain('`bw2wholesale provision --batch pilot --yes`');
  expect(shown(true)).toContain('"command":"bw2wholesale provision --batch pilot"');
});

it('leads to the customer that is held back whole: precheck may know nothing of it', () => {
  const nothing = { ...summary([item('blocked', 'customer Acme')]), heldCustomers: ['acme/north side'] };
  const blocked = { ...nothing, steps: { ...nothing.steps, byAction: { ...nothing.steps.byAction, blocked: 1 } } };

  expect(planView(blocked).at(-1)).toMatchObject({ command: 'bw2wholesale explain "acme/north side"' });
});

it('leads to what has to be mended where nothing of the plan can be carried out', () => {
  const all = (byAction: Partial<PlanSummary['steps']['byAction']>) => {
    const base = summary([item('blocked', 'Anna')]);
    return JSON.stringify(
      planView({ ...base, steps: { ...base.steps, byAction: { ...base.steps.byAction, ...byAction } } }).at(-1),
    );
  };

  expect(all({ blocked: 1 })).toContain('bw2wholesale precheck');
  expect(all({ blocked: 1, create: 1 })).toContain('bw2wholesale plan approve h');
});
