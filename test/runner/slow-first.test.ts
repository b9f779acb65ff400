import { describe, expect, it } from 'vitest';
import { slowFirst } from './slow-first.ts';

describe('the order of test files', () => {
  it('begins with the slow ones, and keeps the order within both kinds', () => {
    const files = ['/a.test.ts', '/b.slow.test.ts', '/c.test.ts', '/slow.test.ts', '/d.slow.test.ts'];

    expect(slowFirst(files.map((moduleId) => ({ moduleId }))).map(({ moduleId }) => moduleId)).toEqual([
      '/b.slow.test.ts',
      '/d.slow.test.ts',
      '/a.test.ts',
      '/c.test.ts',
      '/slow.test.ts',
    ]);
  });
});
