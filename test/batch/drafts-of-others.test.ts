import { describe, expect, it } from 'vitest';
import { draftsOfOthers } from '../../src/batch/drafts-of-others.ts';
import { acmeDrafts } from '../builders/draft-builders.ts';

const BEN = 'user:ben@example.test';
const NUMBER = 'number:+15035550102';
const ids = (membership: ReadonlyMap<string, string>, moved: readonly string[] = []) =>
  draftsOfOthers(acmeDrafts(), membership, 'first', new Set(moved)).map(({ id }) => id);

describe('what belongs to other batches', () => {
  it('is what their members bring, moved or not', () => {
    expect(ids(new Map([[BEN, 'second']]))).toEqual(expect.arrayContaining(['subscriber:ben', NUMBER]));
    expect(ids(new Map([[BEN, 'second']]), ['subscriber:ben'])).toContain(NUMBER);
  });

  it('is what those brought who moved without a batch', () => {
    expect(ids(new Map(), ['subscriber:ben'])).toContain(NUMBER);
  });

  it('is nothing of the batch itself, moved or not, and of nobody', () => {
    expect(ids(new Map([[BEN, 'first']]), ['subscriber:ben'])).not.toContain(NUMBER);
    expect(ids(new Map())).toEqual([]);
  });
});
