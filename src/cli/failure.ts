import { type ErrorCode, MigrationError } from '../domain/errors.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

const EXIT_BY_CODE: Partial<Record<ErrorCode, ExitCode>> = {
  INTERRUPTED: EXIT.interrupted,
  BATCH_TORN: EXIT.blocked,
  APPROVAL_NEEDED: EXIT.blocked,
  PLAN_STALE: EXIT.stale,
  WRONG_ORG: EXIT.stale,
  LOCKED: EXIT.locked,
  LOCK_LOST: EXIT.locked,
  TOKEN_MISSING: EXIT.authentication,
  TOKEN_REJECTED: EXIT.authentication,
  TARGET_UNAVAILABLE: EXIT.unavailable,
  TARGET_REFUSED: EXIT.failedSteps,
  CONFLICT: EXIT.failedSteps,
  UNKNOWN_OUTCOME: EXIT.failedSteps,
  COVERAGE_MISMATCH: EXIT.bug,
};

const DISK_FULL = {
  message: 'the disk is full or the folder is read-only',
  hint: 'make room, then run the same command again: it resumes.',
};

/** The documented exit code of a failure; anything that is not a {@link MigrationError} is a bug. */
export function exitCodeOf(error: unknown): ExitCode {
  if (isDiskFull(error)) return EXIT.unavailable;
  return error instanceof MigrationError ? (EXIT_BY_CODE[error.code] ?? EXIT.usage) : EXIT.bug;
}

/**
 * A failure as an operator reads it: code, place, message, hint. The stack of an operator's mistake is noise; the
 * stack of a bug is the report.
 */
export function describeFailure(error: unknown, verbose: boolean): string {
  if (error instanceof MigrationError) {
    const line = error.place?.line === undefined ? '' : `:${error.place.line}`;
    const place = error.place === undefined ? '' : `\n  at: ${error.place.where}${line}`;
    const cause = verbose && error.cause instanceof Error ? `\n  cause: ${error.cause.message}` : '';
    return `Error ${error.code}: ${error.message}${place}\n  hint: ${error.hint}${cause}\n`;
  }
  if (isDiskFull(error)) return `Error DATABASE: ${DISK_FULL.message}\n  hint: ${DISK_FULL.hint}\n`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Internal error (a defect in bw2wholesale; please report it with these lines):\n${stack}\n`;
}

/** The same for `--format json`: one document, on stdout, because the caller reads only that. */
export function failureDocument(error: unknown): object {
  if (error instanceof MigrationError) {
    const { code, message, place, hint } = error;
    return { error: { code, message, ...(place ? { place } : {}), hint } };
  }
  if (isDiskFull(error)) return { error: { code: 'DATABASE', ...DISK_FULL } };
  return { error: { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) } };
}

function isDiskFull(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' && /^(SQLITE_FULL|SQLITE_READONLY|SQLITE_IOERR|ENOSPC|EROFS)/.test(code);
}
