import type { Argv } from 'yargs';
import type { GlobalOptions } from '../globals.ts';
import { decisionsCommand } from './decisions.ts';
import { explainCommand } from './explain.ts';
import { extractCommand } from './extract.ts';
import { initCommand } from './init.ts';
import { inventoryCommand } from './inventory.ts';
import { logsCommand } from './logs.ts';
import { mapCommand } from './map.ts';
import { notYetCommands } from './not-yet.ts';
import { planCommand } from './plan.ts';
import { precheckCommand } from './precheck.ts';
import { provisionCommand } from './provision.ts';
import { reportCommand } from './report.ts';
import { rollbackCommand } from './rollback.ts';
import { runCommand } from './run.ts';
import { sandboxCommand } from './sandbox.ts';
import { statusCommand } from './status.ts';
import { verifyCommand } from './verify.ts';

/** In the order of a migration, which is the order of `--help`. Each registers itself, so that its types stay its own. */
export const COMMANDS: readonly ((parser: Argv<GlobalOptions>) => unknown)[] = [
  (parser) => parser.command(runCommand),
  (parser) => parser.command(initCommand),
  (parser) => parser.command(extractCommand),
  (parser) => parser.command(inventoryCommand),
  (parser) => parser.command(mapCommand),
  (parser) => parser.command(decisionsCommand),
  (parser) => parser.command(precheckCommand),
  (parser) => parser.command(explainCommand),
  (parser) => parser.command(planCommand),
  (parser) => parser.command(provisionCommand),
  (parser) => parser.command(statusCommand),
  (parser) => parser.command(logsCommand),
  (parser) => parser.command(verifyCommand),
  (parser) => parser.command(rollbackCommand),
  (parser) => parser.command(reportCommand),
  (parser) => parser.command(sandboxCommand),
  ...notYetCommands.map((command) => (parser: Argv<GlobalOptions>) => parser.command(command)),
];
