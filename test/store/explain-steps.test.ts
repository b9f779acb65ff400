import { describe, expect, it } from 'vitest';
import { explainSteps } from '../../src/store/explain-steps.ts';
import type { Db } from '../../src/store/open.ts';
import { newStore } from '../fakes/empty-store.ts';

const ANNA = 'subscriber:anna';
const BEN = 'subscriber:ben';

describe('steps of an object', () => {
  it('are those of the latest plan of each batch, each once', () => {
    const db = newStore();
    plan(db, 'one', { batch: 'first', at: '2026-01-01', steps: { a: ANNA } });
    plan(db, 'two', { batch: 'second', at: '2026-01-02', steps: { b: BEN } });
    plan(db, 'again', { batch: 'second', at: '2026-01-03', steps: { a: ANNA, b: BEN } });
    const steps = explainSteps(db);

    expect(steps([ANNA, BEN]).map(({ step, plan: of }) => `${step} ${of}`)).toEqual(['a again', 'b again']);
    plan(db, 'third', { batch: 'third', at: '2026-01-04', steps: { c: 'subscriber:carla' } });
    // Nobody is forgotten because another batch was planned since.
    expect(steps([ANNA]).map(({ step, plan: of }) => `${step} ${of}`)).toEqual(['a again']);
    plan(db, 'whole', { batch: 'all', at: '2026-01-05', steps: { b: BEN } });
    expect(steps([ANNA, BEN]).map(({ step, plan: of }) => `${step} ${of}`)).toEqual(['b whole']);
  });

  it('are proven by what was read back only while they stand', () => {
    const db = newStore();
    plan(db, 'one', { batch: 'all', at: '2026-01-01', steps: { a: ANNA } });
    db.prepare(
      `INSERT INTO step_state (target, step, kind, label, state, outputs, left_out, updated_at)
       VALUES ('t', 'a', 'subscriber', 'Anna', 'created', '{}', '[]', '2026-01-02')`,
    ).run();
    db.prepare(
      `INSERT INTO verification (target, step, state, differences, checked_at) VALUES ('t', 'a', 'matched', '[]', '2026-01-03')`,
    ).run();
    const steps = explainSteps(db);

    expect(steps([ANNA])).toMatchObject([{ state: 'created', verified: 'matched' }]);
    db.prepare("UPDATE step_state SET state = 'pending', updated_at = '2026-01-04'").run();
    expect(steps([ANNA])[0]).not.toHaveProperty('verified');
  });
});

function plan(
  db: Db,
  hash: string,
  { batch, at, steps }: { readonly batch: string; readonly at: string; readonly steps: Record<string, string> },
): void {
  db.prepare(
    `INSERT INTO plan (hash, target, batch, created_at, observed_at, inputs, unplanned) VALUES (?, 't', ?, ?, ?, '{}', '[]')`,
  ).run(hash, batch, at, at);
  for (const [seq, [step, draft]] of Object.entries(steps).entries()) {
    db.prepare(
      `INSERT INTO plan_step (plan, seq, step, kind, draft, action, body, differences, left_out)
       VALUES (?, ?, ?, 'subscriber', ?, 'create', '{"label":"somebody"}', '[]', '[]')`,
    ).run(hash, seq, step, draft);
  }
}
