import { describe, expect, it } from 'vitest';
import { EXIT, EXIT_MEANINGS, type ExitCode, strongest } from '../../src/cli/exit-codes.ts';
import { exitCodeOf } from '../../src/cli/failure.ts';
import { type ErrorCode, MigrationError } from '../../src/domain/errors.ts';

describe('exit codes', () => {
  it.each<[ErrorCode, ExitCode]>([
    ['INTERRUPTED', 130],
    ['COVERAGE_MISMATCH', 1],
    ['USAGE', 2],
    ['CONFIG_INVALID', 2],
    ['SOURCE_NOT_FOUND', 2],
    ['SOURCE_DOCTYPE', 2],
    ['MAPPING_INVALID', 2],
    ['NOTHING_EXTRACTED', 2],
    ['CONFIRMATION_NEEDED', 2],
    ['TOKEN_MISSING', 7],
    ['TOKEN_REJECTED', 7],
    ['LOCKED', 6],
    ['PLAN_STALE', 5],
    ['WRONG_ORG', 5],
    ['TARGET_UNAVAILABLE', 8],
    ['TARGET_REFUSED', 4],
    ['CONFLICT', 4],
    ['UNKNOWN_OUTCOME', 4],
  ])('%s ends with %i', (code, exit) => expect(exitCodeOf(new MigrationError(code, 'x'))).toBe(exit));

  it('calls anything unforeseen a defect, and a full disk safe to resume', () => {
    expect(exitCodeOf(new TypeError('x'))).toBe(1);
    expect(exitCodeOf(Object.assign(new Error('x'), { code: 'ENOSPC' }))).toBe(8);
  });

  it('takes the strongest where several hold, and 0 only alone', () => {
    const order: ExitCode[] = [130, 143, 1, 2, 7, 6, 5, 8, 4, 9, 3, 11, 0];

    order.forEach((code, index) => {
      expect(strongest([...order.slice(index)].reverse())).toBe(code);
    });
    expect(EXIT_MEANINGS.map(([code]) => code).sort()).toEqual([...Object.values(EXIT)].sort());
  });
});
