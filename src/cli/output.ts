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

/** Commands that talk to a target, or ask about one, with the flags that follow; in backticks also without the program. */
const TARGET_COMMANDS =
  /(?:\bbw2wholesale (?:plan|provision|verify|rollback|status|logs|report|precheck --remote)\b|(?<=`)(?:plan|provision|verify|rollback)(?=`| --))(?: --batch (?:"[^"]+"|[^\s"`]+)| --[\w-]+)*/g;

/** A rehearsal goes on as a rehearsal: without the flag the next command would turn to the real target. */
export function keepSandbox<Block extends ViewBlock>(block: Block): Block;
export function keepSandbox(block: ViewBlock): ViewBlock {
  if (block.kind === 'text') return { ...block, text: sandboxKept(block.text) };
  if (block.kind === 'list') return { ...block, items: block.items.map(sandboxKept) };
  if (block.kind !== 'next') return block;
  const { command, why } = block;
  // Here the whole line is the command: the flag stands behind whatever it names.
  const lacks = command.search(TARGET_COMMANDS) === 0 && !command.includes('--sandbox');
  return { ...block, command: lacks ? `${command} --sandbox` : command, why: sandboxKept(why) };
}

/** The same for the commands that a sentence names. */
export function sandboxKept(text: string): string {
  return text.replaceAll(TARGET_COMMANDS, (found) => (/--sandbox|--help/.test(found) ? found : `${found} --sandbox`));
}

/** One NDJSON event on stdout. */
export function printEvent(event: object): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}
