import type { CommandModule } from 'yargs';
import { MigrationError } from '../../domain/errors.ts';
import type { GlobalOptions } from '../globals.ts';

/** Commands that the design names and this version does not have: they say so instead of "unknown command". */
const NOT_YET = {
  rollback: 'undoing a run; delete in Control Hub what `status` lists as created',
} as const satisfies Record<string, string>;

export const notYetCommands: CommandModule<GlobalOptions, GlobalOptions>[] = Object.entries(NOT_YET).map(
  ([name, what]) => ({
    command: `${name} [words..]`,
    describe: 'not supported yet',
    builder: (yargs) => yargs.strict(false),
    handler() {
      throw new MigrationError('NOT_SUPPORTED', `not supported yet: ${what}`);
    },
  }),
);
