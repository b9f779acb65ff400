import { Listr } from 'listr2';
import type { StageEvent, StageName } from '../pipeline/stage.ts';
import type { LiveBoard } from './live-board.ts';
import { type ProgressMeter, startMeter } from './progress-meter.ts';

export interface ProgressStyle {
  /** A terminal gets a live line; elsewhere a plain line every 30 seconds. */
  readonly live: boolean;
  readonly quiet: boolean;
  /** Every step gets a line of its own. */
  readonly verbose: boolean;
}

const REDRAW_MS = 200;

/** Lines of the terminal that customers may take: a display that is longer than the screen only flickers. */
function linesFree(): number {
  return Math.max(0, Math.min(12, (process.stderr.rows ?? 24) - 6));
}

/** Seconds between two plain lines where there is no terminal. */
const PLAIN_EVERY_MS = 30_000;

const TITLES: Readonly<Record<StageName, string>> = {
  extract: 'Reading BroadWorks captures',
  map: 'Mapping to Webex',
  precheck: 'Checking',
  plan: 'Planning against the target',
  provision: 'Provisioning',
  verify: 'Reading everything back',
};

/**
 * Shows the progress of one stage on stderr while `work` runs. Events stay data: this only draws them, and a stage
 * without anybody watching runs the same.
 */
export async function showProgress<Result>(
  stage: StageName,
  style: ProgressStyle,
  listen: (listener: (event: StageEvent) => void) => void,
  work: () => Promise<Result>,
  board: LiveBoard,
  signal: AbortSignal,
): Promise<Result> {
  const meter = startMeter(stage);
  listen((event) => {
    meter.note(event);
    if (event.type === 'step') board.ended(event.step, event.state);
  });
  if (style.quiet) {
    listen((event) => void (event.type === 'warning' && process.stderr.write(`warning: ${event.message}\n`)));
    return work();
  }
  if (style.live && !style.verbose) return live(stage, meter, listen, work, board, signal);
  listen((event) => {
    const line = style.verbose || UNASKED.has(event.type) ? plainLine(event) : undefined;
    if (line !== undefined) process.stderr.write(`${line}\n`);
  });
  const timer = setInterval(
    () => process.stderr.write(`${TITLES[stage]}: ${[meter.text(), ...board.requests()].join(', ')}\n`),
    PLAIN_EVERY_MS,
  );
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

async function live<Result>(
  stage: StageName,
  meter: ProgressMeter,
  listen: (listener: (event: StageEvent) => void) => void,
  work: () => Promise<Result>,
  board: LiveBoard,
  signal: AbortSignal,
): Promise<Result> {
  let result: { value: Result } | undefined;
  const list = new Listr(
    [
      {
        title: TITLES[stage],
        task: async (_, task) => {
          const draw = () => {
            task.title = liveLines(stage, meter, board, signal).join('\n');
          };
          listen((event) => {
            // Kept back by the display until it ends, so that it stays on the screen; meanwhile it stands below.
            const line = event.type === 'warning' || event.type === 'resting' ? plainLine(event) : undefined;
            if (line === undefined) return;
            task.output = line;
            process.stderr.write(`${line}\n`);
          });
          const timer = setInterval(draw, REDRAW_MS);
          try {
            result = { value: await work() };
          } finally {
            clearInterval(timer);
            // What remains on the screen is one line: requests and customers have folded.
            task.title = `${TITLES[stage]}: ${meter.lastText()}`;
          }
          // A tick beside a stage that stopped early would say that it is through.
          if (!meter.isWhole()) task.skip(`${TITLES[stage]}: stopped at ${meter.lastText()}`);
        },
      },
    ],
    // Signals are ours: the first one drains, listr2 would end the process.
    { registerSignalListeners: false, rendererOptions: { collapseErrors: true, showErrorMessage: false } },
  );
  // Results own stdout; a live line on it would mix into a pipe.
  const write = process.stdout.write;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  board.drawn = true;
  try {
    await list.run();
  } finally {
    board.drawn = false;
    process.stdout.write = write;
  }
  if (result === undefined) throw new Error(`stage ${stage} ended without a result`);
  return result.value;
}

/** Each fits the terminal: a line that wraps jumps from one drawing to the next. */
function liveLines(stage: StageName, meter: ProgressMeter, board: LiveBoard, signal: AbortSignal): string[] {
  // Two columns of the mark, and the last column stays free.
  const columns = (process.stderr.columns ?? 80) - 3;
  const customers = stage === 'provision' ? board.customerLines(linesFree()) : [];
  return [
    `${TITLES[stage]}: ${meter.text()}`,
    ...(signal.aborted ? ['Stopping: finishing what is in flight. Ctrl-C again ends at once.'] : []),
    ...[...board.requests(), ...customers, ...board.notes()].map((line) => `  ${line}`),
  ].map((line) => fitted(line, columns));
}

/** Cut at the end where it is too long. */
function fitted(line: string, columns: number): string {
  return line.length <= columns ? line : `${line.slice(0, Math.max(1, columns - 1))}…`;
}

/** What is said without `--verbose`. */
const UNASKED: ReadonlySet<StageEvent['type']> = new Set(['warning', 'throttled', 'resting']);

function plainLine(event: StageEvent): string | undefined {
  switch (event.type) {
    case 'step': {
      const attempt = event.attempt !== undefined && event.attempt > 1 ? ` (attempt ${event.attempt})` : '';
      return `${event.state.padEnd(9)} ${event.label}${attempt}${event.message === undefined ? '' : `: ${event.message}`}`;
    }
    case 'throttled':
      return `throttled: ${event.scope} pauses ${event.seconds} s`;
    case 'resting':
      return `${event.scope} still pauses ${event.seconds} s, as the target asked before`;
    case 'warning':
      return `warning: ${event.message}`;
    case 'progress':
    case 'stage-started':
    case 'stage-finished':
      return undefined;
    default:
      return event satisfies never;
  }
}
