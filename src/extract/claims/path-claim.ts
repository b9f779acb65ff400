import { basename, dirname } from 'node:path';
import { readCommandType } from '../../broadworks/command-type.ts';
import type { FileClaim } from '../../domain/snapshot.ts';

/**
 * What the place of a file says: `<provider>/<group>/<user>/<Type>.xml` (identity rule 5). Which folders count depends on
 * the type, and is decided once all is loaded.
 *
 * @param path - whole path of the file; inside an archive what stands behind its `!`
 * @returns `undefined` for a file that is not named after a response, or whose folders are no percent-encoded names
 */
export function pathClaim(path: string): FileClaim | undefined {
  const inside = path.slice(path.lastIndexOf('!') + 1).replaceAll('\\', '/');
  const name = basename(inside)
    .replace(/\.gz$/, '')
    .replace(/\.xml$/, '');
  const type = readCommandType(name);
  if (type?.direction !== 'response' || /[^\w]/.test(name)) return undefined;
  const folders = dirname(inside)
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (folders.length === 0) return undefined;
  try {
    return { rule: 'path', base: type.base, parts: folders.map(decodeURIComponent), place: path };
  } catch {
    // A `%` that is no escape: these folders were not named after keys.
    return undefined;
  }
}
