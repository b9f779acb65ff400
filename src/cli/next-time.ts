import { MigrationError } from '../domain/errors.ts';

/**
 * The next moment that a clock shows this time, today or tomorrow.
 *
 * @param text - `HH:MM`, local time
 * @throws {MigrationError} `USAGE`
 */
export function nextTime(text: string, now: Date): Date {
  const parts = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (parts === null) throw new MigrationError('USAGE', `--until needs a time such as 05:30, not "${text}"`);
  const until = new Date(now);
  until.setHours(Number(parts[1]), Number(parts[2]), 0, 0);
  if (until <= now) until.setDate(until.getDate() + 1);
  return until;
}
