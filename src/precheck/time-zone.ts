const MONTHS = 24;

/** Regions of the tz database whose `Area/City` names are current; anything else is an alias kept for old systems. */
const AREAS = new Set([
  'Africa',
  'America',
  'Antarctica',
  'Arctic',
  'Asia',
  'Atlantic',
  'Australia',
  'Europe',
  'Indian',
  'Pacific',
]);

const formatters = new Map<string, Intl.DateTimeFormat | undefined>();

/** Whether the runtime's tz database has the zone, aliases included. */
export function isKnownZone(zone: string): boolean {
  return formatter(zone) !== undefined;
}

/** `US/Eastern`, `GB`, `EST5EDT`, `Etc/GMT+5`: understood, but not what a current list shows. */
export function isLegacyZone(zone: string): boolean {
  const [area = '', city] = zone.split('/');
  return city === undefined || !AREAS.has(area);
}

export interface OffsetDifference {
  /** Largest difference; positive: the first zone is ahead. */
  readonly minutes: number;
  /** False where the two agree for part of the year. */
  readonly always: boolean;
}

/**
 * Compares two zones by what their clocks show, month by month over 24 months, rather than by name.
 *
 * @param from - start of the comparison; fixed by default, so that the same data gives the same findings
 */
export function offsetDifference(
  one: string,
  other: string,
  from: Date = new Date(Date.UTC(2026, 0, 15)),
): OffsetDifference | undefined {
  if (one === other) return undefined;
  const differences = Array.from({ length: MONTHS }, (_, month) => {
    const moment = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + month, from.getUTCDate()));
    return offsetMinutes(one, moment) - offsetMinutes(other, moment);
  });
  const largest = differences.reduce((most, next) => (Math.abs(next) > Math.abs(most) ? next : most), 0);
  return largest === 0 ? undefined : { minutes: largest, always: differences.every((next) => next !== 0) };
}

function offsetMinutes(zone: string, moment: Date): number {
  const name = formatter(zone)
    ?.formatToParts(moment)
    .find((part) => part.type === 'timeZoneName')?.value;
  const found = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '');
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === '-' ? -minutes : minutes;
}

/** Formatters are slow to make, and 10,000 users share a handful of zones. */
function formatter(zone: string): Intl.DateTimeFormat | undefined {
  if (formatters.has(zone)) return formatters.get(zone);
  let made: Intl.DateTimeFormat | undefined;
  try {
    made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch (error) {
    // A RangeError is how Intl says "no such zone".
    if (!(error instanceof RangeError)) throw error;
  }
  formatters.set(zone, made);
  return made;
}
