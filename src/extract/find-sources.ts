import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { MigrationError } from '../domain/errors.ts';

/** One capture to read. */
export interface SourceFile {
  /** As the operator would name it: relative to the caller's folder where it lies below it; `-` is standard input. */
  readonly name: string;
  readonly path: string;
  /** Below the folder that was named. */
  readonly below?: string;
}

/**
 * Resolves arguments to files: folders recursively, names sorted, hidden files left out. What a file holds decides later
 * whether it is a capture, never its name.
 *
 * @param cwd - the caller's folder, not the workspace folder
 * @returns files and the arguments that lead nowhere, each with its error
 */
export async function findSources(
  sources: readonly string[],
  cwd: string,
): Promise<{ files: SourceFile[]; failures: MigrationError[] }> {
  const files = new Map<string, SourceFile>();
  const failures: MigrationError[] = [];
  for (const source of sources) {
    if (source === '-') {
      files.set('-', { name: '-', path: '-' });
      continue;
    }
    const path = resolve(cwd, source);
    try {
      const info = await stat(path);
      const found = info.isDirectory() ? await walk(path) : [path];
      if (found.length === 0) {
        failures.push(new MigrationError('SOURCE_EMPTY', 'the folder holds no files', { place: { where: source } }));
      }
      for (const file of found) {
        const below = info.isDirectory() ? relative(path, file) : basename(file);
        files.set(file, { name: nameOf(file, cwd), path: file, below });
      }
    } catch (error) {
      failures.push(notReadable(error, source));
    }
  }
  return { files: [...files.values()], failures };
}

/** What the file system said, in the operator's words. */
export function notReadable(error: unknown, where: string): MigrationError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'no such file or folder',
    EACCES: 'no permission to read it',
    EPERM: 'no permission to read it',
    ENOTDIR: 'a part of the path is no folder',
  };
  const message = reasons[code] ?? (error instanceof Error ? error.message : String(error));
  return new MigrationError('SOURCE_NOT_FOUND', message, { cause: error, place: { where } });
}

async function walk(folder: string): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    // A link to a folder could lead in circles; a link to a file is read like the file.
    const isFolder = entry.isDirectory();
    const isFile = entry.isFile() || (entry.isSymbolicLink() && (await stat(path)).isFile());
    if (isFolder) found.push(...(await walk(path)));
    else if (isFile) found.push(path);
  }
  return found;
}

function nameOf(path: string, cwd: string): string {
  const name = relative(cwd, path);
  return name.startsWith('..') ? path : name;
}
