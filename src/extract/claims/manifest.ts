import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { type CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { readCommandType } from '../../broadworks/command-type.ts';
import { MigrationError } from '../../domain/errors.ts';
import type { FileClaim } from '../../domain/snapshot.ts';
import { readYaml } from '../../domain/yaml-document.ts';

const NAME = /^manifest\.(?:ya?ml|json|csv)$/i;
const NAMES = ['manifest.yaml', 'manifest.yml', 'manifest.json', 'manifest.csv'] as const;
const MOST_BYTES = 16 * 2 ** 20;

const Entry = z
  .strictObject({
    file: z
      .string()
      .min(1)
      .refine(
        (file) => !/^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(file),
        'must stand beside the manifest or below it',
      ),
    type: z
      .string()
      .refine((type) => readCommandType(type)?.direction === 'response', 'is no name of a response')
      .optional(),
    entity: z.string().min(1).refine(isKey, 'is no entity key: parts are percent-encoded and joined by "/"'),
  })
  .describe('A file beside the manifest, optionally one type of response in it, and the key of whom it describes');

/** A manifest beside captures (identity rule 6). */
export const ManifestFile = z.strictObject({ captures: z.array(Entry) });

/** Claims by path of the file that they are about, relative to the folder of the manifest. */
export type Manifest = ReadonlyMap<string, readonly FileClaim[]>;

export function isManifest(path: string): boolean {
  return NAME.test(path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!'), path.lastIndexOf('\\')) + 1));
}

/**
 * Reads what stands in a manifest.
 *
 * @param name - as the operator named it
 * @throws {MigrationError} `SOURCE_MALFORMED` with all faults, each with its line
 */
export function parseManifest(name: string, text: string): Manifest {
  const entries = /\.csv$/i.test(name) ? csvEntries(name, text) : yamlEntries(name, text);
  const manifest = new Map<string, FileClaim[]>();
  for (const { file, type, entity } of entries) {
    const base = type === undefined ? undefined : readCommandType(type)?.base;
    const claim: FileClaim = {
      rule: 'manifest',
      ...(base === undefined ? {} : { base }),
      parts:
        entity.includes('@') && !entity.includes('/')
          ? [decodeURIComponent(entity)]
          : entity.split('/').map(decodeURIComponent),
      place: name,
    };
    const key = normalize(file.replaceAll('\\', '/'));
    manifest.set(key, [...(manifest.get(key) ?? []), claim]);
  }
  return manifest;
}

/** The manifests of folders, each read once. */
export function createManifests(): {
  /** @throws {MigrationError} when the manifest beside the file is broken */
  claimsOf(path: string): Promise<readonly FileClaim[]>;
  /** @throws {MigrationError} when it is broken or names files that are not there */
  check(path: string, name: string): Promise<void>;
} {
  const folders = new Map<string, Manifest>();

  async function load(path: string, name: string): Promise<void> {
    const folder = dirname(path);
    if (folders.has(folder)) return;
    folders.set(folder, new Map());
    if ((await stat(path)).size > MOST_BYTES)
      throw new MigrationError('SOURCE_LIMIT', 'a manifest of more than 16 MiB', { place: { where: name } });
    folders.set(folder, parseManifest(name, await readFile(path, 'utf8')));
  }
  return {
    async check(path, name) {
      await load(path, name);
      const missing = [...(folders.get(dirname(path)) ?? [])].filter(
        ([file]) => !existsSync(join(dirname(path), file)),
      );
      if (missing.length > 0)
        throw namesMissing(
          name,
          missing.map(([file]) => file),
        );
    },
    async claimsOf(path) {
      for (const name of NAMES) {
        const beside = join(dirname(path), name);
        if (!folders.has(dirname(path)) && existsSync(beside)) await load(beside, beside);
      }
      const claims: FileClaim[] = [];
      for (const [folder, manifest] of folders)
        if (path.startsWith(`${folder}/`)) claims.push(...(manifest.get(path.slice(folder.length + 1)) ?? []));
      return claims;
    },
  };
}

/** What is wrong with a manifest of which files are gone. */
export function namesMissing(name: string, files: readonly string[]): MigrationError {
  return new MigrationError('SOURCE_MALFORMED', `names files that are not there: ${files.join(', ')}`, {
    place: { where: name },
    hint: 'Paths in a manifest are relative to its folder.',
  });
}

/**
 * Reads the manifest of an archive.
 *
 * @param name - `night.zip!calls/manifest.yaml`
 * @returns claims by whole name of the entry
 */
export async function manifestIn(name: string, stream: AsyncIterable<Buffer>): Promise<Manifest> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MOST_BYTES)
      throw new MigrationError('SOURCE_LIMIT', 'a manifest of more than 16 MiB', { place: { where: name } });
  }
  const folder = name.slice(0, Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1);
  const manifest = parseManifest(name, Buffer.concat(chunks).toString('utf8'));
  return new Map([...manifest].map(([file, claims]) => [folder + file, claims]));
}

function yamlEntries(name: string, text: string): z.output<typeof Entry>[] {
  try {
    return readYaml(text, name, ManifestFile, 'MAPPING_INVALID').captures;
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error;
    throw malformed(name, error.message, error.place?.line, error);
  }
}

function csvEntries(name: string, text: string): z.output<typeof Entry>[] {
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true, info: true }) as typeof rows;
  } catch (error) {
    const { message, lines } = error as CsvError & { readonly lines?: number };
    throw malformed(name, message, lines, error);
  }
  const faults: string[] = [];
  const entries: z.output<typeof Entry>[] = [];
  for (const { record, info } of rows) {
    const filled = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ''));
    const entry = Entry.safeParse(filled);
    if (entry.success) entries.push(entry.data);
    else
      for (const issue of entry.error.issues)
        faults.push(`line ${info.lines}: ${issue.path.join('.')} ${issue.message}`);
  }
  if (faults.length > 0) throw malformed(name, faults.join('\n'), rows[0]?.info.lines);
  return entries;
}

function malformed(name: string, message: string, line: number | undefined, cause?: unknown): MigrationError {
  return new MigrationError('SOURCE_MALFORMED', `the manifest is broken: ${message}`, {
    cause,
    place: { where: name, ...(line === undefined ? {} : { line }) },
    hint: 'Mend the line that is named: each entry has file, entity and perhaps type (README, "What extract reads").',
  });
}

function isKey(entity: string): boolean {
  try {
    return entity.split('/').every((part) => decodeURIComponent(part) !== '');
  } catch {
    return false;
  }
}
