import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type ExtractSummary, runExtract } from '../../src/extract/run-extract.ts';
import type { StageContext } from '../../src/pipeline/stage.ts';
import { type Db, openStore } from '../../src/store/open.ts';
import { snapshotRepository } from '../../src/store/snapshot-repository.ts';

export const SAMPLES = new URL('../../samples/', import.meta.url).pathname;

export const context: StageContext = {
  signal: new AbortController().signal,
  now: () => new Date('2026-01-05T08:00:00Z'),
  emit: () => undefined,
};

export function newStore(): Db {
  return openStore(':memory:');
}

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
      const rows = db.prepare(`SELECT * FROM ${table}`).all();
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
