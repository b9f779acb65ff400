import { createHash } from 'node:crypto';
import { FEATURE_SOURCE } from '../broadworks/families/registry.ts';
import type { MigrationConfig } from '../domain/config.ts';
import { MigrationError } from '../domain/errors.ts';
import type { Target } from '../domain/plan.ts';
import { digestConfig } from '../plan/plan-hash.ts';
import { canonicalJson, digest } from '../plan/step-identity.ts';
import { draftRepository } from '../store/draft-repository.ts';
import { findingRepository } from '../store/finding-repository.ts';
import type { Db } from '../store/open.ts';
import { sourceReader } from '../store/source-reader.ts';
import type { App } from './app.ts';
import { batchDigest } from './batches.ts';
import { cataloguesOf } from './catalogues.ts';

/**
 * Each stage remembers the digest of what it worked on, so that a later stage never works on results of an older
 * snapshot without anybody noticing.
 */
const MAPPED_FROM = 'map.source';
/** Stamp and digest of the snapshot that was mapped last. */
const SOURCE_DIGEST = 'source.digest';
const MAPPED_WITH = 'map.mappings';
const MAPPED_ANSWERS = 'map.answers';
const CHECKED = 'precheck.drafts';

function read(db: Db, name: string): string | undefined {
  return db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?').get(name)?.value;
}

function write(db: Db, name: string, value: string): void {
  db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(name, value);
}

/** What `map` works from, as it stands now. The snapshot, the tables, and the settings that it reads. */
function mapInputs(app: App): { readonly source: string; readonly mappings: string } {
  return { source: sourceDigest(app.db).digest, mappings: mappingsDigest(app) };
}

function mappingsDigest(app: App): string {
  return createHash('sha256').update(cataloguesOf(app.folder).digest).update(digestConfig(app.config)).digest('hex');
}

/** The digest of the snapshot; a large one is not read again as long as its files are those that `map` read. */
function sourceDigest(db: Db): { readonly stamp: string; readonly digest: string } {
  const source = sourceReader(db, FEATURE_SOURCE);
  const stamp = source.stamp();
  const [known, digest] = read(db, SOURCE_DIGEST)?.split(' ') ?? [];
  return { stamp, digest: known === stamp && digest !== undefined ? digest : source.digest() };
}

export function rememberMapped(app: App): void {
  const { stamp, digest } = sourceDigest(app.db);
  write(app.db, SOURCE_DIGEST, `${stamp} ${digest}`);
  write(app.db, MAPPED_FROM, digest);
  write(app.db, MAPPED_WITH, mappingsDigest(app));
  write(app.db, MAPPED_ANSWERS, draftRepository(app.db).answersDigest());
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

/** Whether somebody answered a decision since the drafts were made. A database of an earlier version remembers none. */
export function answersChanged(db: Db): boolean {
  const mapped = read(db, MAPPED_ANSWERS);
  return mapped !== undefined && mapped !== draftRepository(db).answersDigest();
}

/** @throws {MigrationError} `NOTHING_MAPPED` before the first `map`: that nothing was asked does not mean that nothing is open */
export function somethingIsMapped(db: Db): string {
  const mapped = read(db, MAPPED_FROM);
  if (mapped === undefined) throw new MigrationError('NOTHING_MAPPED', 'nothing is mapped yet');
  return mapped;
}

/** @throws {MigrationError} `NOTHING_MAPPED` when there are no drafts, or when what they were made from changed */
export function draftsAreCurrent(app: App): void {
  const mapped = somethingIsMapped(app.db);
  const { source, mappings } = mapInputs(app);
  const changed = [
    ...(mapped === source ? [] : ['the captures']),
    ...(read(app.db, MAPPED_WITH) === mappings ? [] : ['migration.yaml or the mappings']),
    ...(answersChanged(app.db) ? ['answers to decisions'] : []),
  ];
  if (changed.length > 0) {
    throw new MigrationError('NOTHING_MAPPED', `${changed.join(' and ')} changed since \`map\` ran`, {
      hint: 'Run `bw2wholesale map` again, then `precheck`: the drafts are of an older state.',
    });
  }
}

/**
 * What `plan` and `provision` demand before they go on: a check of exactly these drafts and settings that has not
 * expired, and for a target that is not on loopback a check that asked about this target.
 *
 * @throws {MigrationError} `NOTHING_CHECKED` saying what is missing
 */
export function assertChecked(app: App, target: Target): void {
  const { db, config } = app;
  draftsAreCurrent(app);
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

/**
 * Digests of what a plan is bound to, as it stands now.
 *
 * @param target - key of the target; precheck blockers may hold for one target only
 * @param batch - name of the batch that the plan is of
 */
export function planDigests(
  app: App,
  target: string,
  batch: string,
): { source: string; mappings: string; decisions: string; blockers: string; batch?: string } {
  const members = batchDigest(app, batch, target);
  return {
    ...mapInputs(app),
    decisions: draftRepository(app.db).digest(),
    blockers: blockersDigest(app.db, target),
    ...(members === undefined ? {} : { batch: members }),
  };
}

function blockersDigest(db: Db, target: string): string {
  const blockers = [...findingRepository(db).blockersFor(target)].flatMap(([draft, found]) =>
    found.map(({ rule, location, customer, message }) => canonicalJson({ draft, rule, location, customer, message })),
  );
  return digest(blockers.sort()).slice(0, 32);
}
