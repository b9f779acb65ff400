import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { entryOf } from '../domain/entry-of.ts';
import { MigrationError } from '../domain/errors.ts';

/** One capture to read. */
export interface SourceFile {
  /** As the operator would name it: relative to the caller's folder where it lies below it; `-` is standard input. */
  readonly name: string;
  readonly path: string;
  /** Below the folder that was named. */
  readonly below?: string;
  /** Its bytes come once: standard input, or a pipe such as `<(zcat night.xml.gz)`. */
  readonly piped?: true;
}

/**
 * Resolves arguments to files: folders recursively, names sorted, hidden files left out; behind them the folders that
 * links lead to, each once. What a file holds decides later whether it is a capture, never its name.
 *
 * @param cwd - the caller's folder, not the workspace folder
 * @returns files, and what leads nowhere or cannot be looked into, each with its error
 */
export async function findSources(
  sources: readonly string[],
  cwd: string,
): Promise<{ files: SourceFile[]; failures: MigrationError[] }> {
  const files = new Map<string, SourceFile>();
  const failures: MigrationError[] = [];
  for (const source of sources) {
    if (source === '-') {
      files.set('-', { name: '-', path: '-', piped: true });
      continue;
    }
    const path = resolve(cwd, source);
    try {
      const info = await stat(path);
      const found = info.isDirectory() ? await walk(path) : { files: [path], failures: [], hidden: 0 };
      for (const { refuse, where } of found.failures) failures.push(refuse(nameOf(where, cwd)));
      if (found.files.length + found.failures.length === 0) failures.push(nothingIn(source, found.hidden));
      for (const file of found.files) {
        const below = info.isDirectory() ? relative(path, file) : basename(file);
        const piped = info.isFIFO() || info.isCharacterDevice() ? { piped: true as const } : {};
        files.set(file, { name: nameOf(file, cwd), path: file, below, ...piped });
      }
    } catch (error) {
      failures.push(notReadable(error, source));
    }
  }
  return { files: [...files.values()], failures };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ENOTDIR: 'a part of the path is no folder',
  ELOOP: 'links that lead in a circle',
  ENXIO: 'it is no file: a socket or a device',
};
const MAY_NOT = 'Let your user read it (`ls -l` shows who may), or hand over a copy.';

/** What the file system said, in the operator's words. */
function notReadable(error: unknown, where: string): MigrationError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = entryOf(REASONS, code) ?? (error instanceof Error ? error.message : String(error));
  const hint = code === 'EACCES' || code === 'EPERM' ? { hint: MAY_NOT } : {};
  return new MigrationError('SOURCE_NOT_FOUND', message, { cause: error, place: { where }, ...hint });
}

/** File system failures name a call; anything else without one is a defect and must not be dressed up. */
export function readFailure(error: unknown, where: string): unknown {
  return error instanceof Error && 'syscall' in error ? notReadable(error, where) : error;
}

function nothingIn(where: string, hidden: number): MigrationError {
  const message = hidden === 0 ? 'the folder holds no files' : 'the folder holds nothing but hidden files';
  const hint =
    hidden === 0
      ? 'Name the folder that the captures lie in, or the files.'
      : 'Names that begin with a dot are left out: rename the captures, or name them one by one.';
  return new MigrationError('SOURCE_EMPTY', message, { place: { where }, hint });
}

interface Found {
  readonly files: string[];
  /** With the error for the name that the operator would give it. */
  readonly failures: { readonly where: string; readonly refuse: (name: string) => MigrationError }[];
  hidden: number;
}

async function walk(folder: string): Promise<Found> {
  const found: Found = { files: [], failures: [], hidden: 0 };
  const seen = new Set<string>();
  const links: string[] = [];
  await walkInto(folder, found, seen, links);
  // Links may lead in circles, or to what was walked by its own name: every folder is looked into once.
  for (let link = links.shift(); link !== undefined; link = links.shift()) await walkInto(link, found, seen, links);
  return found;
}

async function walkInto(folder: string, found: Found, seen: Set<string>, links: string[]): Promise<void> {
  try {
    const real = await realpath(folder);
    if (seen.has(real)) return;
    seen.add(real);
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.')) found.hidden += 1;
      else if (entry.isDirectory()) await walkInto(path, found, seen, links);
      else if (entry.isFile()) found.files.push(path);
      else await look(path, found, links);
    }
  } catch (error) {
    found.failures.push({ where: folder, refuse: (name) => notReadable(error, name) });
  }
}

/** At what is neither a file nor a folder by itself. */
async function look(path: string, found: Found, links: string[]): Promise<void> {
  try {
    const info = await stat(path);
    if (info.isFile()) found.files.push(path);
    else if (info.isDirectory()) links.push(path);
    else found.failures.push({ where: path, refuse: notPlain });
  } catch (error) {
    found.failures.push({ where: path, refuse: (name) => brokenLink(error, name) });
  }
}

function brokenLink(error: unknown, where: string): MigrationError {
  const { code, message, place } = notReadable(error, where);
  const nowhere = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return new MigrationError(code, nowhere ? 'a link that leads nowhere' : message, {
    cause: error,
    ...(place === undefined ? {} : { place }),
    hint: 'Mend the link, or take it out of the folder.',
  });
}

/** Whoever writes into a pipe may never come. */
function notPlain(where: string): MigrationError {
  return new MigrationError('SOURCE_UNSUPPORTED', 'a pipe, socket or device among the files of a folder', {
    place: { where },
    hint: 'Name it by itself to read from it, or take it out of the folder.',
  });
}

function nameOf(path: string, cwd: string): string {
  const name = relative(cwd, path);
  return name.startsWith('..') ? path : name;
}
