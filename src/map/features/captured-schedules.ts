import type { ScheduleData } from '../../domain/drafts.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { partRef, type SourceRef, splitKey } from '../../domain/keys.ts';
import { listedKey, listedSchedules, SCHEDULE_LISTS } from '../../domain/listed-schedules.ts';
import { oldHolidays, oldTimes } from '../../domain/old-schedules.ts';
import { type BodyElement, isElement, text, texts } from '../../domain/response-body.ts';
import type { SourceResponse } from '../../domain/source.ts';
import type { ResponseLookup } from './responses.ts';

const EVENTS: ReadonlySet<string> = new Set([
  'GroupScheduleGetEventResponse',
  'ServiceProviderScheduleGetEventResponse',
]);
const DETAILS: ReadonlySet<string> = new Set([
  'GroupScheduleGetEventDetailListResponse',
  'ServiceProviderScheduleGetEventDetailListResponse',
]);
const NAMES: ReadonlySet<string> = new Set([
  'GroupScheduleGetEventListResponse',
  'ServiceProviderScheduleGetEventListResponse',
]);
const OLD_TIMES = 'GroupTimeScheduleGetResponse';
/** Of releases before 17. */
const OLD: ReadonlySet<string> = new Set(['GroupHolidayScheduleGetResponse', OLD_TIMES]);

export const SCHEDULE_RESPONSES: readonly string[] = [...EVENTS, ...DETAILS, ...NAMES, ...OLD, ...SCHEDULE_LISTS];

const TYPES: Readonly<Record<string, ScheduleData['type']>> = { Time: 'businessHours', Holiday: 'holidays' };
const TYPE_OF_PART = /(?:^|&)scheduleType=(Time|Holiday)(?:&|$)/;

export interface CapturedEvent {
  readonly name: string;
  readonly ref: SourceRef;
  readonly body: BodyElement;
}

/** One schedule of a group or a provider, with what was read of its events. */
export interface CapturedSchedule {
  /** Of the entity: two schedules of one name and different types share it. */
  readonly key: string;
  readonly name: string;
  /** `undefined`: neither a request nor a list says. */
  readonly type: ScheduleData['type'] | undefined;
  readonly events: readonly CapturedEvent[];
  /** Further answers about events that are known already. */
  readonly copies: readonly SourceRef[];
  /** Events that a list names and no answer tells. */
  readonly missing: readonly string[];
  /** Two schedules have this name and nothing says which of them the events belong to. */
  readonly ambiguous: boolean;
}

interface Bucket {
  readonly events: Map<string, CapturedEvent>;
  readonly copies: SourceRef[];
  readonly listed: Set<string>;
}

/**
 * All schedules of which something was read, in the order of their keys. Events come one an answer or all in one; that of
 * which schedule they are, their owner says, and of which of two types their request (design §3) or, where a name is one
 * schedule only, the list of schedules.
 */
export function capturedSchedules(lookup: ResponseLookup): readonly CapturedSchedule[] {
  const types = listedTypes(lookup);
  const schedules = new Map<string, Map<string, Bucket>>();
  const bucket = (key: string, part: string | undefined): Bucket => {
    const byType = schedules.get(key) ?? new Map<string, Bucket>();
    schedules.set(key, byType);
    const listed = types.get(key);
    const [only] = listed?.size === 1 ? listed : [];
    const type = TYPE_OF_PART.exec(part ?? '')?.[1] ?? only ?? '';
    const found = byType.get(type) ?? { events: new Map(), copies: [], listed: new Set() };
    byType.set(type, found);
    return found;
  };
  for (const { key, part, event } of capturedEvents(lookup)) {
    const { events, copies } = bucket(key, part);
    if (events.has(event.name)) copies.push(event.ref);
    else events.set(event.name, event);
  }
  for (const { owner, part, body } of lookup.all(NAMES)) {
    if (owner.kind !== 'schedule') continue;
    const { listed } = bucket(owner.key, part);
    for (const name of texts(body(), 'eventName')) listed.add(name);
  }
  return [...schedules].sort(byKey).flatMap(([key, byType]) =>
    [...byType].sort(byKey).map(([type, { events, copies, listed }]) => ({
      key,
      name: splitKey(key).at(-1) ?? key,
      type: entryOf(TYPES, type),
      events: [...events.values()],
      copies,
      missing: [...listed].filter((name) => !events.has(name)),
      ambiguous: type === '' && (types.get(key)?.size === 2 || byType.size > 1),
    })),
  );
}

/** `Time` and `Holiday` per schedule key, as the lists say. */
function listedTypes(lookup: ResponseLookup): ReadonlyMap<string, ReadonlySet<string>> {
  const types = new Map<string, Set<string>>();
  for (const { owner, base, body } of lookup.all(SCHEDULE_LISTS)) {
    for (const schedule of listedSchedules(base, body())) {
      if (schedule.type === undefined) continue;
      const key = listedKey(owner.key, schedule);
      types.set(key, (types.get(key) ?? new Set()).add(schedule.type));
    }
  }
  return types;
}

interface Found {
  readonly key: string;
  readonly part: string | undefined;
  readonly event: CapturedEvent;
}

/** Answers whose type is told come first: of two that tell the same event, that one counts. */
function capturedEvents(lookup: ResponseLookup): readonly Found[] {
  const found = [
    ...lookup.all(EVENTS).map(single),
    ...lookup.all(DETAILS).flatMap(detailed),
    ...lookup.all(OLD).flatMap(ofOldRelease),
  ].filter((each) => each !== undefined);
  return [...found.filter(({ part }) => part !== undefined), ...found.filter(({ part }) => part === undefined)];
}

/** An event adds its name to the key of its schedule. */
function single(response: SourceResponse): Found | undefined {
  const { owner, part } = response;
  if (owner.kind !== 'schedule') return undefined;
  const name = splitKey(owner.key).at(-1) ?? owner.key;
  const key = owner.key.slice(0, owner.key.lastIndexOf('/'));
  return { key, part, event: { name, ref: refOf(response), body: response.body() } };
}

function detailed(response: SourceResponse): readonly Found[] {
  const { owner, part } = response;
  if (owner.kind !== 'schedule') return [];
  return (response.body().scheduleEventsList ?? []).flatMap((body, index) => {
    const name = isElement(body) ? text(body, 'eventName') : undefined;
    if (name === undefined || !isElement(body)) return [];
    const ref = refOf(response, `scheduleEventsList${index === 0 ? '' : `[${index + 1}]`}`);
    return [{ key: owner.key, part, event: { name, ref, body } }];
  });
}

/** Holidays and hours of releases before schedules. */
function ofOldRelease(response: SourceResponse): readonly Found[] {
  const { owner, base } = response;
  if (owner.kind !== 'schedule') return [];
  const isTime = base === OLD_TIMES;
  return (isTime ? oldTimes : oldHolidays)(response.body()).map(({ name, position, body }) => ({
    key: owner.key,
    part: `scheduleType=${isTime ? 'Time' : 'Holiday'}`,
    event: { name, ref: refOf(response, position), body },
  }));
}

function refOf({ owner, base, part }: SourceResponse, path?: string): SourceRef {
  const inside: SourceRef = `${owner.kind}:${owner.key} ${base}${path === undefined ? '' : `.${path}`}`;
  return part === undefined ? inside : partRef(owner, base, part, path);
}

function byKey([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
