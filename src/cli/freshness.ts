import { MigrationError } from '../domain/errors.ts';
import { draftRepository } from '../store/draft-repository.ts';
import type { Db } from '../store/open.ts';
import { sourceReader } from '../store/source-reader.ts';

/**
 * Each stage remembers the digest of what it worked on, so that a later stage never works on results of an older
 * snapshot without anybody noticing.
 */
const MAPPED_FROM = 'map.source';
const MAPPED_WITH = 'map.mappings';
const CHECKED = 'precheck.drafts';

function read(db: Db, name: string): string | undefined {
  return db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?').get(name)?.value;
}

function write(db: Db, name: string, value: string): void {
  db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(name, value);
}

export function rememberMapped(db: Db, mappings: string): void {
  write(db, MAPPED_FROM, sourceReader(db).digest());
  write(db, MAPPED_WITH, mappings);
}

export function rememberChecked(db: Db): void {
  write(db, CHECKED, draftRepository(db).digest());
}

/** @throws {MigrationError} `NOTHING_MAPPED` when there are no drafts, or when the snapshot changed since `map` */
export function draftsAreCurrent(db: Db): void {
  const mapped = read(db, MAPPED_FROM);
  if (mapped === undefined) throw new MigrationError('NOTHING_MAPPED', 'nothing is mapped yet');
  if (mapped !== sourceReader(db).digest()) {
    throw new MigrationError('NOTHING_MAPPED', 'the captures changed since `map` ran', {
      hint: 'Run `bw2wholesale map` again: the drafts are of an older snapshot.',
    });
  }
}

/** @throws {MigrationError} `NOTHING_CHECKED` when the drafts were never checked, or changed since */
export function findingsAreCurrent(db: Db): void {
  draftsAreCurrent(db);
  const checked = read(db, CHECKED);
  if (checked === undefined) throw new MigrationError('NOTHING_CHECKED', 'nothing is checked yet');
  if (checked !== draftRepository(db).digest()) {
    throw new MigrationError('NOTHING_CHECKED', 'the drafts changed since `precheck` ran', {
      hint: 'Run `bw2wholesale precheck` again.',
    });
  }
}

/** Digests of what the drafts came from, as a plan is bound to them. */
export function planDigests(db: Db): { source: string; mappings: string; decisions: string } {
  return {
    source: read(db, MAPPED_FROM) ?? '',
    mappings: read(db, MAPPED_WITH) ?? '',
    decisions: draftRepository(db).digest(),
  };
}
