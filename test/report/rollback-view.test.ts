import { describe, expect, it } from 'vitest';
import type { RollbackItem, RollbackSummary } from '../../src/domain/outcomes.ts';
import type { View } from '../../src/pipeline/view.ts';
import { rollbackView } from '../../src/report/rollback-view.ts';

function foreseen(remove: number): RollbackSummary {
  return {
    stage: 'rollback',
    target: 'sandbox#x',
    only: {},
    dryRun: true,
    counts: { remove, removed: 0, gone: 0, kept: 1, failed: 0, 'not-reached': 0 },
    items: [{ step: 's', kind: 'customer', label: 'customer Acme', state: 'kept', reason: 'its outcome is open' }],
  };
}

describe('rollbackView', () => {
  it.each([
    [2, 'bw2wholesale rollback --yes'],
    [0, 'bw2wholesale status'],
  ])('of %i objects to remove names %s as the next command', (remove, command) => {
    expect(rollbackView(foreseen(remove)).at(-1)).toMatchObject({ kind: 'next', command });
  });

  const item = (label: string, state: RollbackItem['state'], rest: Partial<RollbackItem> = {}): RollbackItem => ({
    step: label,
    kind: 'subscriber',
    label,
    state,
    ...rest,
  });
  const texts = (view: View) =>
    view.flatMap((block) => (block.kind === 'list' ? block.items : 'text' in block ? [block.text] : []));

  it('names no next command while the question is open', () => {
    expect(rollbackView(foreseen(2), { asking: true }).filter(({ kind }) => kind === 'next')).toEqual([]);
  });

  it('lists what stays of what goes, and says a reason that many share once', () => {
    const leaves = 'the person stays';
    const summary: RollbackSummary = {
      ...foreseen(2),
      items: [
        item('ann', 'remove', { leaves, remains: true }),
        item('ben', 'remove', { leaves, remains: true }),
        ...['a', 'b', 'c'].map((label) => item(label, 'kept', { reason: 'its owner stays' })),
      ],
    };

    expect(texts(rollbackView(summary))).toEqual([
      'Rollback: what would be removed, newest first',
      '2 would be removed (of 2 of them something stays all the same), 1 stay.',
      'Would be removed',
      '- ann',
      '- ben',
      'Stays',
      '= its owner stays: a, b, c',
      'Stays all the same, of what is removed',
      '= the person stays: ann, ben',
    ]);
  });

  it('tells after the question only what went otherwise than it had shown', () => {
    const shown: RollbackSummary = {
      ...foreseen(2),
      items: [item('a', 'remove'), item('b', 'remove'), item('c', 'kept', { reason: 'adopted' })],
    };
    const done = (b: RollbackItem): RollbackSummary => ({
      ...shown,
      dryRun: false,
      run: 'R',
      items: [item('a', 'removed'), b, item('c', 'kept', { reason: 'adopted' })],
    });

    expect(texts(rollbackView(done(item('b', 'removed')), { shown }))).toContain(
      'What was reached went as shown above.',
    );
    expect(texts(rollbackView(done(item('b', 'failed', { reason: '500' })), { shown })).slice(-3)).toEqual([
      'Everything else went as shown above; these did not:',
      'Failed',
      '! b (500)',
    ]);
  });
});
