import type { StageEvent, StageName } from '../pipeline/stage.ts';

/** How far a stage is, in words: what the live line, the plain lines and the last line say. */
export interface ProgressMeter {
  note(event: StageEvent): void;
  /** `52/168 steps, 243/min, about 29 s left, 429: 3`. */
  text(): string;
  /** `168/168 steps in 41 s, 429: 3`: nothing is left, or nothing more is done. */
  lastText(): string;
  /** False where the stage ended before its last unit. */
  isWhole(): boolean;
}

/** Long enough to ride out a pause, short enough to follow a changed pace. */
const WINDOW_MS = 60_000;

/** @param now - milliseconds that never go back */
export function startMeter(stage: StageName, now: () => number = () => performance.now()): ProgressMeter {
  const started = now();
  let done = 0;
  let total: number | undefined;
  let unit = '';
  let throttled = 0;
  /** Steps that an earlier run did: they cost nothing and would flatter the pace. */
  let free = 0;
  let samples: { readonly at: number; readonly worked: number }[] = [{ at: started, worked: 0 }];

  const perMinute = (): number => {
    const present = now();
    const last = samples.findLastIndex(({ at }) => present - at >= WINDOW_MS);
    samples = samples.slice(Math.max(0, last));
    const [oldest = { at: started, worked: 0 }] = samples;
    const minutes = (present - oldest.at) / 60_000;
    return minutes > 0 ? (done - free - oldest.worked) / minutes : 0;
  };
  const amounts = (): string => {
    const [shown, mark] = unit === 'bytes' ? [megabytes, 'MB'] : [String, unit];
    return `${shown(done)}${total === undefined ? '' : `/${shown(total)}`} ${mark}`.trim();
  };
  const pauses = (): string[] => (throttled > 0 ? [`429: ${throttled}`] : []);

  return {
    note(event) {
      if (event.type === 'throttled') throttled += 1;
      if (event.type === 'step' && event.state === 'unchanged') free += 1;
      if (event.type !== 'progress' || event.stage !== stage) return;
      ({ done, unit, total = undefined } = event);
      const at = now();
      // A sample a second is enough, and bounds the list.
      if (at - (samples.at(-1)?.at ?? started) >= 1000) samples.push({ at, worked: done - free });
    },
    text() {
      const rate = perMinute();
      const left = total !== undefined && rate > 0 ? Math.ceil(((total - done) / rate) * 60) : 0;
      return [
        amounts(),
        ...(rate > 0 ? [`${unit === 'bytes' ? `${megabytes(rate)} MB` : Math.round(rate)}/min`] : []),
        ...(left > 0 ? [`about ${spoken(left)} left`] : []),
        ...pauses(),
      ].join(', ');
    },
    lastText: () => [`${amounts()} in ${spoken(Math.round((now() - started) / 1000))}`, ...pauses()].join(', '),
    isWhole: () => total === undefined || done >= total,
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}

/** `50 s`, `4 min`, `2 h 05 min`. */
function spoken(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
