import { type ErrorCode, MigrationError } from '../domain/errors.ts';
import { DAMAGED_HINT, isDamage } from '../store/damage.ts';
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
  message: 'the disk is full, or nothing can be written there',
  hint: 'make room, then run the same command again: it resumes.',
};
const READ_ONLY = {
  message: 'the folder cannot be written: it has become read-only, or belongs to somebody else',
  hint: 'make it writable for your user (the folder, migration.db and the files beside it), then run the same command again: it resumes.',
};

const PERMISSION = 'no permission to use it';
const FOLDER_NEEDED = 'a file stands where a folder is needed';
/** What the file system says to a wrong path or to missing rights: for the operator to mend, wherever it comes up. */
const FILE_FAULTS: ReadonlyMap<unknown, string> = new Map([
  ['EACCES', PERMISSION],
  ['EPERM', PERMISSION],
  ['EISDIR', 'a folder stands where a file is needed'],
  ['ENOTDIR', FOLDER_NEEDED],
  ['EEXIST', FOLDER_NEEDED],
  ['ENAMETOOLONG', 'the name is too long for this file system'],
  ['ELOOP', 'its links lead in a circle'],
]);

/** The documented exit code of a failure; anything that neither a {@link MigrationError} nor the file system tells is a bug. */
export function exitCodeOf(thrown: unknown): ExitCode {
  const error = ofFile(thrown);
  if (faultOfDisk(error) !== undefined) return EXIT.unavailable;
  return error instanceof MigrationError ? (EXIT_BY_CODE[error.code] ?? EXIT.usage) : EXIT.bug;
}

/**
 * A failure as an operator reads it: code, place, message, hint. The stack of an operator's mistake is noise; the
 * stack of a bug is the report.
 *
 * @param folder - workspace folder: SQLite does not say which file it could not write
 */
export function describeFailure(thrown: unknown, verbose: boolean, folder = '.'): string {
  const error = ofFile(thrown);
  if (error instanceof MigrationError) {
    const line = error.place?.line === undefined ? '' : `:${error.place.line}`;
    const place = error.place === undefined ? '' : `\n  at: ${error.place.where}${line}`;
    const cause = verbose && error.cause instanceof Error ? `\n  cause: ${error.cause.message}` : '';
    return harmless(`Error ${error.code}: ${error.message}${place}\n  hint: ${error.hint}${cause}\n`);
  }
  const fault = faultOfDisk(error);
  if (fault !== undefined) {
    return harmless(`Error DATABASE: ${fault.message}\n  at: ${placeIn(error, folder)}\n  hint: ${fault.hint}\n`);
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Internal error (a defect in bw2wholesale; please report it with these lines):\n${stack}\n`;
}

/** The same for `--format json`: one document, on stdout, because the caller reads only that. */
export function failureDocument(thrown: unknown, folder = '.'): object {
  const error = ofFile(thrown);
  if (error instanceof MigrationError) {
    const { code, message, place, hint } = error;
    return { error: { code, message, ...(place ? { place } : {}), hint } };
  }
  const fault = faultOfDisk(error);
  if (fault !== undefined) return { error: { code: 'DATABASE', place: { where: placeIn(error, folder) }, ...fault } };
  return { error: { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) } };
}

/** What is quoted may be any bytes of any file: nothing of it steers the terminal. */
function harmless(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}

/** A failure of the file system, or damage to a file, that an operator can mend, as such; anything else as it is. */
function ofFile(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (!(error instanceof MigrationError) && isDamage(String(Reflect.get(error, 'code'))))
    return new MigrationError('DATABASE', error.message, { cause: error, hint: DAMAGED_HINT });
  // What is moved into place is a temporary file: its destination is what was asked for.
  const where: unknown = Reflect.get(error, 'dest') ?? Reflect.get(error, 'path');
  const message = FILE_FAULTS.get(Reflect.get(error, 'code'));
  if (message === undefined || typeof where !== 'string') return error;
  return new MigrationError('FILE_UNUSABLE', message, { cause: error, place: { where: withoutTail(where) } });
}

/** What is written first and moved then has a number at its end, which nobody asked for. */
function withoutTail(path: string): string {
  return path.replace(/\.\d{6,}$|\.\d+\.part$/, '');
}

function placeIn(error: unknown, folder: string): string {
  const where: unknown =
    typeof error === 'object' && error !== null
      ? (Reflect.get(error, 'dest') ?? Reflect.get(error, 'path'))
      : undefined;
  return typeof where === 'string' ? where : folder;
}

/** What mends itself with the disk: the state is consistent, and the same command goes on. */
function faultOfDisk(error: unknown): typeof DISK_FULL | undefined {
  const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  if (typeof code !== 'string') return undefined;
  if (/^(SQLITE_READONLY|EROFS)/.test(code)) return READ_ONLY;
  return /^(SQLITE_FULL|SQLITE_IOERR|ENOSPC)/.test(code) ? DISK_FULL : undefined;
}
