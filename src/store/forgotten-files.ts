import type { Db } from './open.ts';

/**
 * Takes files out of the snapshot, with all that was read from them; what they replaced counts again after settling.
 *
 * @param name - a file as it was named when it was read, or a folder or archive that held it
 * @returns how many files were taken out
 */
export function forgetFiles(db: Db, name: string): number {
  return db
    .prepare<{ name: string }>(
      `DELETE FROM source_file WHERE path = @name
       OR (substr(path, 1, length(@name)) = @name AND substr(path, length(@name) + 1, 1) IN ('/', '!', ':'))`,
    )
    .run({ name }).changes;
}
