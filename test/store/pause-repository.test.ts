import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { pauseRepository } from '../../src/store/pause-repository.ts';

const TOLD = new Date('2026-01-01T10:00:00.000Z');
const later = (seconds: number) => new Date(TOLD.getTime() + seconds * 1000);

describe('pauses that the target asked for', () => {
  it('are remembered for each scope of each target until they are over', () => {
    const pauses = pauseRepository(openStore(':memory:'));
    pauses.told('t', 'org', 30, TOLD);
    pauses.told('t', 'partner', 5, TOLD);
    pauses.told('other', 'org', 60, TOLD);

    expect([...pauses.left('t', later(2))]).toEqual([
      ['org', 28_000],
      ['partner', 3_000],
    ]);
    expect([...pauses.left('t', later(5))]).toEqual([['org', 25_000]]);
    expect(pauses.left('t', later(30)).size).toBe(0);
  });

  it('keep the longer one when a shorter one is told meanwhile, and take the new one after its end', () => {
    const pauses = pauseRepository(openStore(':memory:'));
    pauses.told('t', 'org', 30, TOLD);
    pauses.told('t', 'org', 1, later(1));
    expect(pauses.left('t', later(1)).get('org')).toBe(29_000);

    pauses.told('t', 'org', 2, later(40));
    expect(pauses.left('t', later(41)).get('org')).toBe(1_000);
  });

  it('never hold longer than what was asked for, even if the clock was set back', () => {
    const pauses = pauseRepository(openStore(':memory:'));
    pauses.told('t', 'org', 30, TOLD);

    expect(pauses.left('t', later(-86_400)).get('org')).toBe(30_000);
  });
});
