import { expect, it } from 'vitest';
import type { View } from '../../src/pipeline/view.ts';
import { batchListView } from '../../src/report/batch-view.ts';
import { decisionsView, importView } from '../../src/report/decisions-view.ts';

const nextOf = (view: View) => view.flatMap((block) => (block.kind === 'next' ? [block.command] : []));

it('leads from no batches to the first one, not to the lint of one that is not there', () => {
  const one = { name: 'pilot', members: 3, by: 'eve', createdAt: '2026-01-01T00:00:00.000Z' };

  expect(nextOf(batchListView([], 12))).toEqual(['bw2wholesale batch create NAME --users FILE']);
  expect(batchListView([], 12).map(({ kind }) => kind)).not.toContain('table');
  expect(JSON.stringify(batchListView([], 12))).toContain('There are no batches: all 12 owners and features');
  expect(nextOf(batchListView([one], 9))).toEqual(['bw2wholesale batch lint NAME']);
});

it('leads from decisions to map as long as the drafts are older than the answers', () => {
  const decision = { id: 'd', kind: 'k', customer: 'customer:a', object: 'o', question: 'q', options: [], reason: 'r' };
  const lines = [{ ...decision, recommendation: 'x', fingerprint: 'f', state: 'answered', answer: 'x' } as const];

  expect(nextOf(decisionsView(lines))).toEqual(['bw2wholesale precheck']);
  expect(nextOf(decisionsView(lines, 1, true))).toEqual(['bw2wholesale map']);
});

it('leads to map only where a sheet has brought something new', () => {
  const outcome = { answers: [], unchanged: 21, preview: false, empty: 1, faults: [] };

  expect(nextOf(importView({ ...outcome, applied: 0 }, 'ask.csv'))).toEqual(['bw2wholesale decisions list']);
  expect(nextOf(importView({ ...outcome, applied: 2 }, 'ask.csv'))).toEqual(['bw2wholesale map']);
  expect(JSON.stringify(importView({ ...outcome, applied: 0 }, 'ask.csv'))).toContain('1 row without an answer');
});
