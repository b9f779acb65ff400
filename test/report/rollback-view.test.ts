import { describe, expect, it } from 'vitest';
import type { RollbackSummary } from '../../src/domain/outcomes.ts';
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
});
