import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT, EXIT_MEANINGS, type ExitCode, strongest } from '../../src/cli/exit-codes.ts';
import { describeFailure, exitCodeOf, failureDocument } from '../../src/cli/failure.ts';
import { writeChunks } from '../../src/cli/write-file.ts';
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

  it('says where the disk is full: the file, or the folder of a database that does not say it', () => {
    const full = Object.assign(new Error('x'), { code: 'ENOSPC', path: '/w/out.html' });
    const database = Object.assign(new Error('x'), { code: 'SQLITE_FULL' });

    expect(describeFailure(full, false, '/work')).toContain('\n  at: /w/out.html\n  hint:');
    expect(describeFailure(database, false, '/work')).toContain('\n  at: /work\n  hint:');
    expect(failureDocument(database, '/work')).toMatchObject({ error: { place: { where: '/work' } } });
  });

  it('tells a wrong path or missing rights as what they are, whoever came upon them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bw2w-files-'));
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const faults: readonly [() => void, string, string][] = [
      [
        () => mkdirSync(join(file, 'x'), { recursive: true }),
        'a file stands where a folder is needed',
        join(file, 'x'),
      ],
      [() => mkdirSync(file, { recursive: true }), 'a file stands where a folder is needed', file],
      [() => writeChunks(folder, ['x']), 'a folder stands where a file is needed', folder],
    ];
    for (const [work, message, where] of faults) {
      const thrown = failureOf(work);
      expect(exitCodeOf(thrown)).toBe(2);
      expect(describeFailure(thrown, false)).toContain(`Error FILE_UNUSABLE: ${message}\n  at: ${where}`);
      expect(failureDocument(thrown)).toMatchObject({ error: { code: 'FILE_UNUSABLE', message } });
    }
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`${basename(folder)}.`))).toEqual([]);
    const denied = Object.assign(new Error('EACCES: permission denied'), {
      code: 'EACCES',
      path: '/w',
      syscall: 'mkdir',
    });
    expect(describeFailure(denied, false)).toMatch(/^Error FILE_UNUSABLE: no permission to use it\n {2}at: \/w\n/);
  });

  it('keeps what it quotes from steering the terminal', () => {
    const said = describeFailure(new MigrationError('USAGE', 'no "\u001b[2Jx\u009b\u0000"'), false);

    expect(said).toContain('no "\ufffd[2Jx\ufffd\ufffd"\n  hint:');
  });

  it('takes the strongest where several hold, and 0 only alone', () => {
    const order: ExitCode[] = [130, 143, 1, 2, 7, 6, 5, 8, 4, 9, 3, 11, 0];

    order.forEach((code, index) => {
      expect(strongest([...order.slice(index)].reverse())).toBe(code);
    });
    expect(EXIT_MEANINGS.map(([code]) => code).sort()).toEqual([...Object.values(EXIT)].sort());
  });
});

function failureOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
