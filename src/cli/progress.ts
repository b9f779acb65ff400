import { Listr } from 'listr2';
import type { StageEvent, StageName } from '../pipeline/stage.ts';

export interface ProgressStyle {
  /** A terminal gets a live line; elsewhere a plain line every 30 seconds. */
  readonly live: boolean;
  readonly quiet: boolean;
  /** Every step gets a line of its own. */
  readonly verbose: boolean;
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
): Promise<Result> {
  const meter = startMeter(stage);
  if (style.quiet) {
    listen((event) => void (event.type === 'warning' && process.stderr.write(`warning: ${event.message}\n`)));
    return work();
  }
  if (style.live && !style.verbose) return live(stage, meter, listen, work);
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
): Promise<Result> {
  let result: { value: Result } | undefined;
  const list = new Listr(
    [
      {
        title: TITLES[stage],
        task: async (_, task) => {
          listen((event) => {
            meter.note(event);
            task.output = event.type === 'warning' ? `warning: ${event.message}` : meter.text();
          });
          result = { value: await work() };
          task.title = `${TITLES[stage]}: ${meter.text()}`;
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

function startMeter(stage: StageName): Meter {
  const started = Date.now();
  let done = 0;
  let total: number | undefined;
  let unit = '';
  let throttled = 0;
  return {
    note(event) {
      if (event.type === 'progress' && event.stage === stage) ({ done, unit, total = undefined } = event);
      if (event.type === 'throttled') throttled += 1;
    },
    text() {
      const minutes = (Date.now() - started) / 60_000;
      const rate = minutes > 0 ? done / minutes : 0;
      const left = total !== undefined && done > 0 && rate > 0 ? Math.ceil(((total - done) / rate) * 60) : undefined;
      return [
        `${done}${total === undefined ? '' : `/${total}`} ${unit}`.trim(),
        ...(rate > 0 && done > 0 ? [`${Math.round(rate)}/min`] : []),
        ...(throttled > 0 ? [`throttled ${throttled}×`] : []),
        ...(left !== undefined && left > 0 ? [`about ${left} s left`] : []),
      ].join(', ');
    },
  };
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
