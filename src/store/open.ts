import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { MigrationError } from '../domain/errors.ts';
import { DAMAGED_HINT, isDamage } from './damage.ts';
import { isUnwritable, UNWRITABLE_HINT } from './unwritable.ts';

export type Db = Database.Database;

const SCHEMA = new URL('./schema/', import.meta.url);

/**
 * Opens (or creates) the database of a workspace folder and brings its schema up to date.
 *
 * WAL with `synchronous=FULL`: an intent must survive a power cut before its request leaves. Files are 0600. Before an
 * upgrade of an existing file a copy is written beside it (`<file>.v<old>.bak`).
 *
 * @param file - path, or `:memory:`
 * @throws {MigrationError} `DATABASE` when it cannot be opened, `DATABASE_NEWER` when a later version wrote it; the error of
 *   SQLite when the disk is full
 */
export function openStore(file: string): Db {
  const db = connect(file);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('busy_timeout = 5000');
    migrate(db, file);
    if (file !== ':memory:') chmodSync(file, 0o600);
    return db;
  } catch (error) {
    db.close();
    if (error instanceof MigrationError) throw error;
    throw unreadable(file, error);
  }
}

/** @throws {MigrationError} `DATABASE` */
export function connect(file: string, options: Database.Options = {}): Db {
  try {
    return new Database(file, options);
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** What to tell of a database that cannot be opened. */
export function unreadable(file: string, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  // Whoever tells of failures knows these, wherever they come up.
  if (/^SQLITE_(?:FULL|IOERR)/.test(code)) return cause;
  if (isUnwritable(code)) {
    return new MigrationError(
      'DATABASE',
      'the database cannot be written: the folder or the file is read-only for you',
      {
        cause,
        place: { where: file },
        hint: UNWRITABLE_HINT,
      },
    );
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new MigrationError('DATABASE', `cannot open the database: ${reason}`, {
    cause,
    place: { where: file },
    ...(isDamage(code) ? { hint: DAMAGED_HINT } : {}),
  });
}

/**
 * Brings the schema up to date.
 *
 * @throws {MigrationError} `DATABASE_NEWER` when a later version wrote it
 */
export function migrate(db: Db, file: string): void {
  const steps = readdirSync(SCHEMA)
    .filter((name) => /^\d{3}-.*\.sql$/.test(name))
    .sort();
  const have = Number(db.pragma('user_version', { simple: true }));
  if (have > steps.length) {
    throw new MigrationError('DATABASE_NEWER', `schema version ${have}, this version knows ${steps.length}`, {
      place: { where: file },
    });
  }
  if (have === steps.length) return;
  if (have > 0 && file !== ':memory:') {
    const backup = `${file}.v${have}.bak`;
    if (!existsSync(backup)) db.prepare('VACUUM INTO ?').run(backup);
  }
  db.transaction(() => {
    steps.slice(have).forEach((name) => {
      db.exec(readFileSync(new URL(name, SCHEMA), 'utf8'));
    });
    db.pragma(`user_version = ${steps.length}`);
  }).immediate();
}
