import { createHash } from 'node:crypto';
import type { MigrationConfig } from '../domain/config.ts';
import { MigrationError } from '../domain/errors.ts';
import type { Target } from '../domain/plan.ts';
import { digestConfig } from '../plan/plan-hash.ts';
import { draftRepository } from '../store/draft-repository.ts';
import { findingRepository } from '../store/finding-repository.ts';
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

/**
 * @param target - key of the target that was asked about; what was checked for it is remembered apart, because
 *   attestations are asked for only where a target is named
 */
export function rememberChecked(db: Db, config: MigrationConfig, target: string | undefined): void {
  const subject = checkedSubject(db, config);
  write(db, CHECKED, subject);
  if (target !== undefined) write(db, `${CHECKED} ${target}`, subject);
}

/** What a check was about: the drafts and the settings that rules read. */
function checkedSubject(db: Db, config: MigrationConfig): string {
  return createHash('sha256').update(draftRepository(db).digest()).update(digestConfig(config)).digest('hex');
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

/**
 * What `plan` and `provision` demand before they go on: a check of exactly these drafts and settings that has not
 * expired, and for a target that is not on loopback a check that asked about this target.
 *
 * @throws {MigrationError} `NOTHING_CHECKED` saying what is missing
 */
export function assertChecked(db: Db, config: MigrationConfig, target: Target): void {
  draftsAreCurrent(db);
  const subject = checkedSubject(db, config);
  const checked = read(db, CHECKED);
  if (checked === undefined) throw new MigrationError('NOTHING_CHECKED', 'nothing is checked yet');
  if (checked !== subject) {
    throw new MigrationError('NOTHING_CHECKED', 'the drafts or migration.yaml changed since `precheck` ran', {
      hint: 'Run `bw2wholesale precheck` again.',
    });
  }
  const findings = findingRepository(db);
  const { expireDays } = config.precheck;
  if (findings.isExpired(expireDays, new Date())) {
    throw new MigrationError('NOTHING_CHECKED', `the last precheck is older than ${expireDays} days`);
  }
  if (target.loopback) return;
  const there = read(db, `${CHECKED} ${target.key}`);
  if (there !== subject || findings.isExpired(expireDays, new Date(), target.key)) {
    throw new MigrationError('NOTHING_CHECKED', 'these drafts were not checked for this target', {
      place: { where: target.api },
      hint: 'Run `bw2wholesale precheck --remote`: it also asks for the attestations that this target needs.',
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
