import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MigrationError } from '../domain/errors.ts';

/** Paths inside a workspace folder. Files are 0600 and folders 0700: they hold customers' data. */
export interface WorkspaceFolder {
  readonly path: string;
  readonly database: string;
  readonly sandboxState: string;
  readonly reports: string;
  readonly mappings: string;
}

/**
 * @param create - commands that begin a migration (`init`, `extract`, `run`) make the folder; the others expect it
 */
export function openFolder(directory: string, create: boolean): WorkspaceFolder {
  const path = resolve(directory);
  if (!existsSync(path)) {
    if (!create) {
      throw new MigrationError('CONFIG_MISSING', 'the workspace folder does not exist', {
        place: { where: directory },
      });
    }
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } else if (!statSync(path).isDirectory()) {
    throw new MigrationError('USAGE', '-C names a file, not a folder', { place: { where: directory } });
  }
  return {
    path,
    database: join(path, 'migration.db'),
    sandboxState: join(path, 'sandbox.db'),
    reports: join(path, 'reports'),
    mappings: join(path, 'mappings'),
  };
}
