import type { DraftId } from '../../domain/draft-id.ts';
import type { SourceGroup } from '../../domain/source.ts';
import type { ScheduleIndex } from './schedules.ts';

/** A schedule as a setting names it. */
export interface NamedSchedule {
  readonly name: string;
  /** `Group`, `Service Provider`, `System` … as written. */
  readonly type?: string;
}

/**
 * The schedule of the location that a setting means; `undefined` where it was not captured, stands on a level that the
 * target does not have, or lost an event that the target cannot hold: a setting that follows another schedule is worse
 * than none.
 */
export function findSchedule(
  schedules: ScheduleIndex,
  named: NamedSchedule,
  group: SourceGroup | undefined,
  type: 'businessHours' | 'holidays',
): DraftId | undefined {
  if (group === undefined) return undefined;
  if (named.type !== undefined && named.type !== 'Group' && named.type !== 'Service Provider') return undefined;
  const found = schedules.find(named.type, named.name, type, group);
  return found !== undefined && schedules.isWhole(found) ? found : undefined;
}
