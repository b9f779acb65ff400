import type { View, ViewBlock } from '../pipeline/view.ts';
import { type Canvas, draw } from './draw.ts';
import type { GlobalOptions } from './globals.ts';

/** Width and colour of the terminal that results go to. */
export function canvasOf(argv: Pick<GlobalOptions, 'color'>): Canvas {
  const { NO_COLOR, TERM, CI } = process.env;
  const plain = !argv.color || (NO_COLOR !== undefined && NO_COLOR !== '') || TERM === 'dumb' || CI !== undefined;
  const columns = Number(process.env.COLUMNS ?? process.stdout.columns);
  return {
    width: Number.isInteger(columns) && columns > 0 ? Math.min(Math.max(columns, 40), 140) : 100,
    colour: process.stdout.isTTY === true && !plain,
  };
}

/** One answer of a command on stdout: a JSON document, or its view drawn for the terminal. */
export function printOutcome(
  argv: Pick<GlobalOptions, 'format' | 'color'> & { readonly sandbox?: boolean },
  document: object,
  view: View,
): void {
  if (argv.format === 'json') process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  else
    process.stdout.write(`${draw(argv.sandbox === true ? view.map(keepSandbox) : view, canvasOf(argv)).trimStart()}\n`);
}

/** Commands that talk to a target, or ask about one. */
const TARGET_COMMANDS = /^bw2wholesale (plan|provision|verify|status|logs|report|precheck --remote)\b/;

/** A rehearsal goes on as a rehearsal: without the flag the next command would turn to the real target. */
function keepSandbox(block: ViewBlock): ViewBlock {
  return block.kind === 'next' && TARGET_COMMANDS.test(block.command) && !block.command.includes('--sandbox')
    ? { ...block, command: `${block.command} --sandbox` }
    : block;
}

/** One NDJSON event on stdout. */
export function printEvent(event: object): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}
