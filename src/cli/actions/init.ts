import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MigrationError } from '../../domain/errors.ts';
import { CONFIG_FILE } from '../config.ts';
import { CONFIG_TEMPLATE } from '../config-template.ts';
import { openFolder } from '../folder.ts';
import type { GlobalOptions } from '../globals.ts';
import { printOutcome } from '../output.ts';

/** @throws {MigrationError} `CONFIG_EXISTS` when the folder has a migration.yaml already */
export async function initFolder(argv: GlobalOptions): Promise<void> {
  const file = join(openFolder(argv.C, true).path, CONFIG_FILE);
  writeConfig(file);
  printOutcome(argv, { stage: 'init', file }, [
    { kind: 'text', text: `Wrote ${file}.` },
    { kind: 'next', command: 'bw2wholesale extract SOURCE…', why: 'reads the BroadWorks captures into this folder' },
  ]);
}

export function writeConfig(file: string): void {
  try {
    writeFileSync(file, CONFIG_TEMPLATE, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') {
      throw new MigrationError('CONFIG_EXISTS', 'migration.yaml is there already', { place: { where: file } });
    }
    throw new MigrationError('CONFIG_INVALID', 'migration.yaml cannot be written', {
      cause,
      place: { where: file },
      hint: 'Check the permissions of the folder.',
    });
  }
}
