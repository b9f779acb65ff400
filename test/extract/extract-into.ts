import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { withEarlierParts } from '../../src/domain/feature-parts.ts';
import type { SourceFeature } from '../../src/domain/source.ts';
import { type ExtractSummary, runExtract } from '../../src/extract/run-extract.ts';
import type { StageContext } from '../../src/pipeline/stage.ts';
import type { Db } from '../../src/store/open.ts';
import { snapshotRepository } from '../../src/store/snapshot-repository.ts';
import { userResponses } from '../../src/store/user-responses.ts';

export { newStore } from '../fakes/empty-store.ts';

export const SAMPLES = new URL('../../samples/', import.meta.url).pathname;

export const context: StageContext = {
  signal: new AbortController().signal,
  now: () => new Date('2026-01-05T08:00:00Z'),
  emit: () => undefined,
};

export function extractInto(
  db: Db,
  sources: readonly string[],
  more: { readonly cwd?: string; readonly stdin?: Readable; readonly context?: StageContext } = {},
): Promise<ExtractSummary> {
  const { cwd = SAMPLES, stdin, context: own = context } = more;
  return runExtract(
    own,
    { sources, cwd, ...(stdin === undefined ? {} : { stdin }) },
    { store: snapshotRepository(db) },
  );
}

/** Writes files into a fresh folder and returns it. */
export function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'bw2w-extract-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** All files below a sample folder, name -> Latin-1 text. */
export function sampleFiles(name: string): Record<string, string> {
  const root = join(SAMPLES, name);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'latin1')]),
  );
}

/** A feature as its table holds it, `data` as JSON. */
export interface FeatureRow {
  readonly owner_kind: string;
  readonly owner_key: string;
  readonly name: string;
  readonly state: string;
  readonly response: string;
  readonly data: string | null;
  readonly error: string | null;
}

/** All features: those in the table, and those of users, which are read from their responses. */
export function featureRows(db: Db): FeatureRow[] {
  const users = db.prepare<[], string>('SELECT key FROM bw_user ORDER BY key').pluck().all();
  const features = new Map<string, SourceFeature>();
  for (const response of userResponses(db, FEATURE_SOURCE.bases, users)) {
    const feature = FEATURE_SOURCE.read(response);
    if (feature === undefined) continue;
    const key = `${feature.owner.key} ${feature.name}`;
    features.set(key, withEarlierParts(features.get(key), feature));
  }
  const read = [...features.values()].map(({ owner, name, state, response: base, data, error }) => {
    const row = { owner_kind: owner.kind, owner_key: owner.key, name, state, response: base };
    return { ...row, data: data === undefined ? null : JSON.stringify(data), error: error ?? null };
  });
  return [...db.prepare<[], FeatureRow>('SELECT * FROM bw_feature').all(), ...read];
}

const PROJECTED = [
  'bw_provider',
  'bw_group',
  'bw_department',
  'bw_user',
  'bw_user_service',
  'bw_user_pack',
  'bw_pack',
  'bw_instance',
  'bw_device',
  'bw_dn',
  'bw_feature',
] as const;

/** Every projected row, for comparing two snapshots. */
export function projectedRows(db: Db): Record<string, unknown[]> {
  return Object.fromEntries(
    PROJECTED.map((table) => {
      const rows = table === 'bw_feature' ? featureRows(db) : db.prepare(`SELECT * FROM ${table}`).all();
      return [table, rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))];
    }),
  );
}

export function withoutRequests(capture: string): string {
  return capture.replace(
    /<\?xml[^>]*\?>\s*<BroadsoftDocument[^>]*>(?:(?!<\/BroadsoftDocument>)[\s\S])*<\/BroadsoftDocument>\s*/g,
    (document) => (/xsi:type="[^"]*Request[^"]*"/.test(document) ? '' : document),
  );
}

export function withoutEchoes(capture: string): string {
  return capture.replace(/ echo="[^"]*"/g, ' echo=""');
}
