import type { Argv, CommandModule } from 'yargs';
import type { GlobalOptions } from '../globals.ts';
import { batchCommand } from './batch.ts';
import { completionCommand } from './completion.ts';
import { configCommand } from './config.ts';
import { decisionsCommand } from './decisions.ts';
import { doctorCommand } from './doctor.ts';
import { explainCommand } from './explain.ts';
import { extractCommand } from './extract.ts';
import { initCommand } from './init.ts';
import { inventoryCommand } from './inventory.ts';
import { logsCommand } from './logs.ts';
import { mapCommand } from './map.ts';
import { planCommand } from './plan.ts';
import { precheckCommand } from './precheck.ts';
import { provisionCommand } from './provision.ts';
import { reportCommand } from './report.ts';
import { rollbackCommand } from './rollback.ts';
import { runCommand } from './run.ts';
import { sandboxCommand } from './sandbox.ts';
import { statusCommand } from './status.ts';
import { verifyCommand } from './verify.ts';

interface RegisteredCommand {
  /** As it is written: `batch <action> [name] [objects..]`. */
  readonly usage: string;
  register(parser: Argv<GlobalOptions>): unknown;
}

/** In the order of a migration, which is the order of `--help`. Each registers itself, so that its types stay its own. */
export const COMMANDS: readonly RegisteredCommand[] = [
  command(runCommand),
  command(initCommand),
  command(extractCommand),
  command(inventoryCommand),
  command(mapCommand),
  command(decisionsCommand),
  command(precheckCommand),
  command(explainCommand),
  command(batchCommand),
  command(planCommand),
  command(provisionCommand),
  command(statusCommand),
  command(logsCommand),
  command(verifyCommand),
  command(rollbackCommand),
  command(reportCommand),
  command(sandboxCommand),
  command(doctorCommand),
  command(configCommand),
  command(completionCommand),
];

function command<After>(module: CommandModule<GlobalOptions, After>): RegisteredCommand {
  return { usage: String(module.command), register: (parser) => parser.command(module) };
}
