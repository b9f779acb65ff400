import { expect, it } from 'vitest';
import type { ProvisionSummary } from '../../src/domain/outcomes.ts';
import { provisionView } from '../../src/report/provision-view.ts';

const SUMMARY: ProvisionSummary = {
  type: 'summary',
  run: 'RUN',
  plan: 'a1',
  batch: 'all',
  target: 'sandbox#partner',
  counts: { created: 1, adopted: 0, unchanged: 0, changed: 0, failed: 0, skipped: 0, waiting: 0, unknown: 0 },
  byKind: {},
  deferred: 0,
  blocked: 0,
  notReached: 0,
  retries: 1,
  throttled: 1,
  durationMs: 1200,
  failures: [],
  leftOut: [],
};

it.each([
  [1, '1.2 s, 1 retry, throttled 1 time, 0 deferred'],
  [2, '1.2 s, 2 retries, throttled 2 times, 0 deferred'],
])('counts %i retries and pauses in words that fit', (count, expected) => {
  expect(JSON.stringify(provisionView({ ...SUMMARY, retries: count, throttled: count }))).toContain(expected);
});

it.each([
  ['stopped early', { stopped: { reason: 'limit', message: '--limit 10 is reached' } }, ''],
  ['failed', { counts: { ...SUMMARY.counts, failed: 1 } }, ' --retry-failed'],
  ['waits', { counts: { ...SUMMARY.counts, waiting: 1 } }, ''],
  [
    'stopped at the cutover',
    { includeDeferred: true, stopped: { reason: 'limit', message: '--limit 10 is reached' } },
    ' --include-deferred',
  ],
] as const)('goes on with the batch that it was about where it %s: another plan would move other people', (_name, change, flag) => {
  const next = (batch: string) =>
    provisionView({ ...SUMMARY, ...change, batch }).flatMap((block) => (block.kind === 'next' ? [block.command] : []));

  expect(next('first shop')).toEqual([`bw2wholesale provision --batch "first shop"${flag}`]);
  expect(next('all')).toEqual([`bw2wholesale provision${flag}`]);
});

it('names the cutover of the batch that it was about', () => {
  expect(JSON.stringify(provisionView({ ...SUMMARY, deferred: 1, batch: 'pilot' }))).toContain(
    'bw2wholesale provision --batch pilot --include-deferred',
  );
});

it('leads to what mends a plan that holds everything back, not to the proof of nothing', () => {
  const nothing = { ...SUMMARY, counts: { ...SUMMARY.counts, created: 0 }, blocked: 12 };
  const next = (summary: ProvisionSummary) =>
    provisionView(summary).flatMap((block) => (block.kind === 'next' ? [`${block.command}: ${block.why}`] : []));

  expect(next(nothing)).toEqual([expect.stringMatching(/^bw2wholesale precheck: .*explain OBJECT/)]);
  // What an earlier run has made, and what waits for the cutover, is worth reading back.
  expect(next({ ...nothing, counts: { ...nothing.counts, unchanged: 1 } })[0]).toContain('bw2wholesale verify');
  expect(next({ ...nothing, deferred: 1 })[0]).toContain('bw2wholesale verify');
});
