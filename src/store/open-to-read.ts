import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { MigrationError } from '../domain/errors.ts';
import { connect, type Db, migrate, openStore, unreadable } from './open.ts';

/** Where the header of a database says that it is written through a WAL, and how it says that it is not. */
const JOURNAL_FIELDS = [18, 19] as const;
const WITHOUT_WAL = 1;

/**
 * Opens the database of a workspace folder for a command that only looks.
 *
 * Where folder or file cannot be written (a mounted copy for review) nothing is: SQLite would make files beside a database
 * in WAL mode even to read it, so that it is read into memory instead, and brought up to date there.
 *
 * @returns `readOnly`: whether it is such a folder
 * @throws {MigrationError} as {@link openStore}; also `DATABASE` where a part of the data still lies in a WAL that cannot be
 *   read there: what the file alone holds would be an older state
 */
export function openToRead(file: string): { readonly db: Db; readonly readOnly: boolean } {
  if (isWritable(dirname(file)) && isWritable(file)) return { db: openStore(file), readOnly: false };
  try {
    return { db: hasWal(file) ? besideWal(file) : inMemory(file), readOnly: true };
  } catch (error) {
    throw error instanceof MigrationError ? error : unreadable(file, error);
  }
}

/** Whether this user may write there now; a medium that is read-only says no, too. */
export function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    // Not there, not ours, or on a medium that is read-only: whatever it is, nothing can be written.
    return false;
  }
}

/** Somebody is writing, or was killed: what was committed last is not in the file itself. */
function hasWal(file: string): boolean {
  return existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0;
}

function inMemory(file: string): Db {
  const content = readFileSync(file);
  // What lies in memory has no WAL, and SQLite refuses to open it as if it had one.
  for (const field of JOURNAL_FIELDS) content[field] = WITHOUT_WAL;
  const db = new Database(content);
  try {
    migrate(db, ':memory:');
    const current = db.serialize();
    return new Database(current, { readonly: true });
  } finally {
    db.close();
  }
}

/** SQLite reads past a WAL without writing only where its index lies beside it, too. */
function besideWal(file: string): Db {
  const refused = (reason: string, cause?: unknown) =>
    new MigrationError('DATABASE', reason, {
      place: { where: `${file}-wal` },
      hint: 'Run `bw2wholesale status` in the folder that it is a copy of, when no run goes on there, and copy it again; or copy it to where it can be written.',
      ...(cause === undefined ? {} : { cause }),
    });
  const unread = 'the folder is read-only, and a part of its data is not in migration.db yet';
  if (!existsSync(`${file}-shm`)) throw refused(unread);
  const db = connect(file, { readonly: true });
  try {
    migrate(db, file);
    return db;
  } catch (error) {
    db.close();
    throw error instanceof MigrationError ? error : refused(unread, error);
  }
}
