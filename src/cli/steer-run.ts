import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MigrationError } from '../domain/errors.ts';
import { readYaml } from '../domain/yaml-document.ts';
import type { RunControl } from '../provision/run-control.ts';

/** Read again and again while a run goes on; delete it, or empty it, to go back to the settings of the start. */
export const CONTROL_FILE = 'run-control.yaml';

const EVERY_MS = 500;

const wholeNumber = (most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= 1 && value <= most, `must be between 1 and ${most}`);
const schema = z.strictObject({
  pause: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((value) => value === 'true')
    .optional(),
  concurrency: wholeNumber(100).optional(),
  requestsPerMinute: wholeNumber(100_000).optional(),
});
type Wishes = z.output<typeof schema>;

export interface Steering {
  concurrency(): number;
  requestsPerMinute(): number;
  /** Begins to steer a run; the answer ends it. */
  attach(control: RunControl): () => void;
}

/**
 * Lets an operator change a run while it goes on: {@link CONTROL_FILE} in the workspace folder (`pause`, `concurrency`,
 * `requestsPerMinute`), SIGUSR2 to pause and to go on, and a time of day after which nothing new is begun.
 *
 * A file that cannot be read is a warning: what held before goes on to hold.
 */
export function steerRun(
  folder: string,
  start: { readonly concurrency: number; readonly requestsPerMinute: number },
  options: { readonly until?: Date; readonly say: (message: string) => void },
): Steering {
  const file = join(folder, CONTROL_FILE);
  let wishes: Wishes = {};
  let pausedBySignal = false;
  let seen = '';

  const reread = (): boolean => {
    const stamp = stampOf(file);
    if (stamp === seen) return false;
    seen = stamp;
    try {
      wishes = stamp === '' ? {} : readWishes(file);
      return true;
    } catch (error) {
      if (!(error instanceof MigrationError)) throw error;
      options.say(`${error.message}; the run goes on as before`);
      return false;
    }
  };

  return {
    concurrency: () => wishes.concurrency ?? start.concurrency,
    requestsPerMinute: () => wishes.requestsPerMinute ?? start.requestsPerMinute,
    attach(control) {
      const apply = (): void => {
        const pause = wishes.pause === true || pausedBySignal;
        if (pause !== control.paused) {
          options.say(pause ? 'paused: what has begun ends, nothing new is begun' : 'goes on');
          control.pause(pause);
        }
        control.changed();
      };
      const look = (): void => {
        if (reread()) {
          const { concurrency, requestsPerMinute } = wishes;
          if (concurrency !== undefined) options.say(`${CONTROL_FILE}: ${concurrency} steps at a time`);
          if (requestsPerMinute !== undefined) options.say(`${CONTROL_FILE}: ${requestsPerMinute} requests per minute`);
          apply();
        }
        // The time of day, not a timer: a machine that slept must not begin anything after the window.
        if (options.until !== undefined && Date.now() >= options.until.getTime()) {
          control.close('until', `the time window ended (${clockTime(options.until)})`);
        }
      };
      const onSignal = (): void => {
        pausedBySignal = !pausedBySignal;
        apply();
      };
      look();
      const timer = setInterval(look, EVERY_MS);
      process.on('SIGUSR2', onSignal);
      return () => {
        clearInterval(timer);
        process.off('SIGUSR2', onSignal);
      };
    },
  };
}

/** Changes whenever the file does; empty while there is none. */
function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.mtimeMs} ${found.size} ${found.ino}`;
}

function readWishes(file: string): Wishes {
  const source = readFileSync(file, 'utf8');
  return source.trim() === '' ? {} : readYaml(source, CONTROL_FILE, schema, 'CONFIG_INVALID');
}

function clockTime(date: Date): string {
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}
