import { Listr } from 'listr2';
import type { StageEvent, StageName } from '../pipeline/stage.ts';
import type { LiveBoard } from './live-board.ts';

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
): Promise<Result> {
  const meter = startMeter(stage, board);
  if (style.quiet) {
    listen((event) => void (event.type === 'warning' && process.stderr.write(`warning: ${event.message}\n`)));
    return work();
  }
  if (style.live && !style.verbose) return live(stage, meter, listen, work, board);
  listen((event) => {
    meter.note(event);
    const line = style.verbose || event.type === 'warning' || event.type === 'throttled' ? plainLine(event) : undefined;
    if (line !== undefined) process.stderr.write(`${line}\n`);
  });
  const timer = setInterval(() => process.stderr.write(`${TITLES[stage]}: ${meter.text()}\n`), PLAIN_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

async function live<Result>(
  stage: StageName,
  meter: Meter,
  listen: (listener: (event: StageEvent) => void) => void,
  work: () => Promise<Result>,
  board: LiveBoard,
): Promise<Result> {
  let result: { value: Result } | undefined;
  const list = new Listr(
    [
      {
        title: TITLES[stage],
        task: async (_, task) => {
          const draw = () => {
            const lines = stage === 'provision' ? board.customerLines(linesFree()) : [];
            task.title = [`${TITLES[stage]}: ${meter.text()}`, ...lines.map((line) => `  ${line}`)].join('\n');
          };
          listen((event) => {
            meter.note(event);
            if (event.type === 'warning') task.output = `warning: ${event.message}`;
          });
          const timer = setInterval(draw, REDRAW_MS);
          try {
            result = { value: await work() };
          } finally {
            clearInterval(timer);
            // What remains on the screen is one line: the customers have folded.
            task.title = `${TITLES[stage]}: ${meter.text()}`;
          }
        },
      },
    ],
    // Signals are ours: the first one drains, listr2 would end the process.
    { registerSignalListeners: false, rendererOptions: { collapseErrors: true, showErrorMessage: false } },
  );
  // Results own stdout; a live line on it would mix into a pipe.
  const write = process.stdout.write;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  try {
    await list.run();
  } finally {
    process.stdout.write = write;
  }
  if (result === undefined) throw new Error(`stage ${stage} ended without a result`);
  return result.value;
}

interface Meter {
  note(event: StageEvent): void;
  text(): string;
}

function startMeter(stage: StageName, board: LiveBoard): Meter {
  const started = Date.now();
  let done = 0;
  let total: number | undefined;
  let unit = '';
  let throttled = 0;
  return {
    note(event) {
      if (event.type === 'progress' && event.stage === stage) ({ done, unit, total = undefined } = event);
      if (event.type === 'throttled') throttled += 1;
      if (event.type === 'step') board.ended(event.step, event.state);
    },
    text() {
      const minutes = (Date.now() - started) / 60_000;
      const rate = minutes > 0 ? done / minutes : 0;
      const left = total !== undefined && done > 0 && rate > 0 ? Math.ceil(((total - done) / rate) * 60) : undefined;
      return [
        `${done}${total === undefined ? '' : `/${total}`} ${unit}`.trim(),
        ...(rate > 0 && done > 0 ? [`${Math.round(rate)} ${unit === '' ? 'units' : unit}/min`] : []),
        ...(throttled > 0 ? [`429: ${throttled}`] : []),
        ...(left !== undefined && left > 0 ? [`about ${spoken(left)} left`] : []),
        ...board.requests(),
      ].join(', ');
    },
  };
}

/** `50 s`, `4 min`, `2 h 05 min`. */
function spoken(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

function plainLine(event: StageEvent): string | undefined {
  switch (event.type) {
    case 'step': {
      const attempt = event.attempt !== undefined && event.attempt > 1 ? ` (attempt ${event.attempt})` : '';
      return `${event.state.padEnd(9)} ${event.label}${attempt}${event.message === undefined ? '' : `: ${event.message}`}`;
    }
    case 'throttled':
      return `throttled: ${event.scope} pauses ${event.seconds} s`;
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
