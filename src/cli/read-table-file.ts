import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { MigrationError } from '../domain/errors.ts';
import { tableText } from '../domain/table-text.ts';

/**
 * Text of a table that somebody names on the command line, in whatever encoding a spreadsheet has saved it.
 *
 * @throws {MigrationError} `SOURCE_NOT_FOUND`; `FILE_UNUSABLE` for a folder, whose path Node's own error does not name
 */
export function readTableFile(file: string): string {
  const path = resolve(file);
  if (!existsSync(path)) throw new MigrationError('SOURCE_NOT_FOUND', 'no such file', { place: { where: file } });
  if (statSync(path).isDirectory()) {
    throw new MigrationError('FILE_UNUSABLE', 'a folder stands where a file is needed', { place: { where: file } });
  }
  return tableText(readFileSync(path)).text;
}
