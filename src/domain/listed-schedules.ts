import { entryOf } from './entry-of.ts';
import { joinKey, splitKey } from './keys.ts';
import { type BodyElement, child, isElement, tableRows, text, texts } from './response-body.ts';

/** A schedule as a list names it. Name and type together are its identity: a group may have two of one name. */
export interface ListedSchedule {
  readonly name: string;
  /** `Time` or `Holiday`. */
  readonly type?: string;
  /** `Service Provider`, `Group` or `User`: a list names the schedules of the levels above too. */
  readonly level?: string;
}

/** Lists of schedules of a group or a provider, by base. */
const LISTS: Readonly<Record<string, (body: BodyElement) => ListedSchedule[]>> = {
  GroupScheduleGetListResponse: (body) => [...byGlobalKey(body), ...byColumns(body)],
  GroupScheduleGetPagedSortedListResponse: (body) =>
    tableRows(body, 'scheduleTable').flatMap((row) => listed(row.get('Name'), row.get('Type'), row.get('Level'))),
  GroupTimeScheduleGetListResponse: (body) =>
    texts(body, 'timeSchedule').flatMap((name) => listed(name, 'Time', 'Group')),
  GroupHolidayScheduleGetListResponse: (body) =>
    texts(body, 'holidayScheduleName').flatMap((name) => listed(name, 'Holiday', 'Group')),
  ServiceProviderScheduleGetListResponse: (body) =>
    (body.scheduleKey ?? [])
      .filter(isElement)
      .flatMap((key) => listed(text(key, 'scheduleName'), text(key, 'scheduleType'), 'Service Provider')),
};

export const SCHEDULE_LISTS: ReadonlySet<string> = new Set(Object.keys(LISTS));

/** Schedules that a list names; none where the response is no such list. */
export function listedSchedules(base: string, body: BodyElement): readonly ListedSchedule[] {
  return entryOf(LISTS, base)?.(body) ?? [];
}

/**
 * Key of the entity that a listed schedule is, which is that of its type too.
 *
 * @param owner - key of the group or provider that the list is of
 */
export function listedKey(owner: string, { name, level }: ListedSchedule): string {
  const [provider = ''] = splitKey(owner);
  return level === 'Service Provider' ? joinKey(provider, name) : `${owner}/${joinKey(name)}`;
}

/** Schedules with type and level, as lists of groups and of people name them since release 17sp1. */
export function byGlobalKey(body: BodyElement): ListedSchedule[] {
  return (body.scheduleGlobalKey ?? []).filter(isElement).flatMap((entry) => {
    const key = child(entry, 'scheduleKey') ?? {};
    return listed(text(key, 'scheduleName'), text(key, 'scheduleType'), text(entry, 'scheduleLevel'));
  });
}

/** Before: three lists side by side, which belong together only where they are equally long. */
function byColumns(body: BodyElement): ListedSchedule[] {
  const names = texts(body, 'scheduleName');
  const [types, levels] = [texts(body, 'scheduleType'), texts(body, 'scheduleLevel')];
  const whole = types.length === names.length && levels.length === names.length;
  return names.flatMap((name, at) =>
    whole ? listed(name, types[at], levels[at]) : listed(name, undefined, undefined),
  );
}

function listed(
  name: string | undefined,
  type: string | undefined,
  level: string | undefined,
): readonly ListedSchedule[] {
  if (name === undefined || name === '') return [];
  return [{ name, ...(type === undefined ? {} : { type }), ...(level === undefined ? {} : { level }) }];
}
