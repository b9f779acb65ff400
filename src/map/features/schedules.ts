import type { DraftId, DraftOf, Loss, ScheduleData, Why } from '../../domain/drafts.ts';
import { joinKey, type SourceRef, splitKey } from '../../domain/keys.ts';
import { child, isElement, text } from '../../domain/response-body.ts';
import type { ScheduleEvent } from '../../domain/schedule-event.ts';
import type { SourceGroup, SourceResponse } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import type { Account } from './merge.ts';
import { type ResponseLookup, responsesOf } from './responses.ts';
import { EVERY_DAY, scheduleEvent } from './schedule-events.ts';

const EVENT_RESPONSES: ReadonlySet<string> = new Set([
  'GroupScheduleGetEventResponse',
  'ServiceProviderScheduleGetEventResponse',
]);
const LIST_RESPONSES: ReadonlySet<string> = new Set([
  'GroupScheduleGetListResponse',
  'ServiceProviderScheduleGetListResponse',
]);
export const SCHEDULE_RESPONSES: readonly string[] = [...EVENT_RESPONSES, ...LIST_RESPONSES];

const ALWAYS_OPEN = 'Always Open';
/** A Monday. Fixed, because the same input must give the same drafts on any day. */
const ALWAYS_OPEN_FROM = '2024-01-01';

/** Schedules of one location that attendants and rules can point at, by the key of the source schedule. */
export interface ScheduleIndex {
  /** @param location - of whoever follows the schedule; that of the group where missing */
  find(level: string | undefined, name: string, group: SourceGroup, location?: DraftId): DraftId | undefined;
  /**
   * What is known of a schedule: whoever follows half a schedule, or one of the other type, is open when it was closed.
   *
   * @param id - as `find` gave it
   */
  about(id: DraftId): { readonly type: ScheduleData['type']; readonly whole: boolean } | undefined;
}

const indexes = new WeakMap<MapContext, ScheduleIndex>();

/** The schedules that were mapped in this context: settings of people come long after the features of locations. */
export function scheduleIndex(context: MapContext): ScheduleIndex {
  const known = indexes.get(context);
  if (known !== undefined) return known;
  return mapSchedules(context, responsesOf(context.source, new Set(SCHEDULE_RESPONSES))).index;
}

/**
 * Schedules whose events were captured, one draft per location that the schedule belongs to. A schedule of the
 * provider is made in each location, for the target has none above the location.
 */
export function mapSchedules(
  context: MapContext,
  lookup: ResponseLookup,
): { readonly mapped: Mapped; readonly index: ScheduleIndex } {
  const types = scheduleTypes(lookup);
  const events = capturedEvents(lookup);
  const drafts: DraftOf<'schedule'>[] = [];
  const losses: Loss[] = [];
  const accounts: Account[] = [];
  const made = new Map<string, DraftId>();
  const known = new Map<DraftId, { readonly type: ScheduleData['type']; readonly whole: boolean }>();

  for (const group of context.source.groups) {
    const [location, ...parts] = context.locationsOf(group.key);
    if (location === undefined) continue;
    for (const [key, captured] of events) {
      const [name, ...levels] = splitKey(key).reverse();
      const parent = joinKey(...levels.reverse());
      if (name === undefined || (parent !== group.key && parent !== group.providerKey)) continue;
      const type = types.get(key) === 'Holiday' ? 'holidays' : 'businessHours';
      const id = scheduleId(location, type, name);
      if (drafts.some((draft) => draft.id === id)) continue;
      const draft = build(context, { id, location, name, type, key }, captured);
      losses.push(...draft.losses);
      accounts.push(...draft.accounts);
      if (draft.schedule.data.events.length === 0) continue;
      // A location that was split off has the schedules of its group, for a rule follows one of its own location only.
      for (const place of [location, ...parts]) {
        const own = scheduleId(place, type, name);
        const { data } = draft.schedule;
        drafts.push({ ...draft.schedule, id: own, data: { ...data, location: place } });
        made.set(`${place} ${key}`, own);
        known.set(own, { type, whole: draft.losses.length === 0 });
      }
    }
  }
  const index: ScheduleIndex = {
    find: (level, name, group, location = context.location(group.key)) => {
      const parent = level === 'Service Provider' ? group.providerKey : group.key;
      return made.get(`${location} ${parent}/${joinKey(name)}`);
    },
    about: (id) => known.get(id),
  };
  indexes.set(context, index);
  return { mapped: { drafts, losses, accounts }, index };
}

/** Open on all days round the clock: the meaning of an attendant without business hours, and a stand-in elsewhere. */
export function alwaysOpen(context: MapContext, location: DraftId, groupKey: string): DraftOf<'schedule'> {
  const made: Why = {
    rule: 'schedule-always-open',
    sources: [],
    note: 'made by the migration: an attendant needs a schedule',
  };
  return {
    id: scheduleId(location, 'businessHours', ALWAYS_OPEN),
    kind: 'schedule',
    customer: context.customer,
    from: `group:${groupKey}`,
    data: {
      location,
      name: ALWAYS_OPEN,
      type: 'businessHours',
      events: [
        {
          name: 'All days',
          startDate: ALWAYS_OPEN_FROM,
          endDate: ALWAYS_OPEN_FROM,
          allDayEnabled: true,
          weekly: EVERY_DAY,
        },
      ],
    },
    why: {
      location: { rule: 'location-from-group', sources: [] },
      name: made,
      type: made,
      events: made,
    },
  };
}

function scheduleId(location: DraftId, type: ScheduleData['type'], name: string): DraftId {
  return `schedule:${location.slice(location.indexOf(':') + 1)}/${type}/${encodeURIComponent(name)}`;
}

/** `Time` or `Holiday` per schedule key, where the list was read. */
function scheduleTypes(lookup: ResponseLookup): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const { owner, body } of lookup.all(LIST_RESPONSES)) {
    for (const entry of body().scheduleGlobalKey ?? []) {
      const key = isElement(entry) ? child(entry, 'scheduleKey') : undefined;
      const name = key && text(key, 'scheduleName');
      const type = key && text(key, 'scheduleType');
      if (name !== undefined && type !== undefined) types.set(`${owner.key}/${joinKey(name)}`, type);
    }
  }
  return types;
}

/** Event responses per schedule key (`provider/group/schedule`); an event adds its own name to that key. */
function capturedEvents(lookup: ResponseLookup): ReadonlyMap<string, readonly SourceResponse[]> {
  const events = new Map<string, SourceResponse[]>();
  for (const response of lookup.all(EVENT_RESPONSES)) {
    if (response.owner.kind !== 'schedule') continue;
    const schedule = response.owner.key.slice(0, response.owner.key.lastIndexOf('/'));
    events.set(schedule, [...(events.get(schedule) ?? []), response]);
  }
  return events;
}

function build(
  context: MapContext,
  schedule: Omit<ScheduleData, 'events'> & { readonly id: DraftId; readonly key: string },
  captured: readonly SourceResponse[],
): { readonly schedule: DraftOf<'schedule'>; readonly losses: Loss[]; readonly accounts: Account[] } {
  const events: ScheduleEvent[] = [];
  const sources: SourceRef[] = [];
  const losses: Loss[] = [];
  const accounts: Account[] = [];
  let changed = false;
  for (const response of captured) {
    const name = splitKey(response.owner.key).at(-1) ?? response.owner.key;
    const ref = `schedule:${response.owner.key} ${response.base}`;
    const result = scheduleEvent(name, response.body());
    if ('unsupported' in result) {
      accounts.push({ prefix: ref, outcome: 'manual', reason: 'schedule-event-unsupported' });
      losses.push({
        customer: context.customer,
        owner: `schedule:${schedule.key}`,
        service: 'Schedules',
        verdict: 'manual',
        notice: `The event "${name}" of the schedule "${schedule.name}" is missing: ${result.unsupported}.`,
        action: 'Add the event to the schedule in Control Hub.',
        sources: [ref],
      });
    } else {
      events.push(result.event);
      sources.push(ref);
      changed ||= result.changed;
    }
  }
  const { id, key, ...data } = schedule;
  return {
    losses,
    accounts,
    schedule: {
      id,
      kind: 'schedule',
      customer: context.customer,
      from: `schedule:${key}`,
      data: { ...data, events },
      why: {
        location: { rule: 'location-from-group', sources: [] },
        name: { rule: 'carried-over', sources: [] },
        type: { rule: 'carried-over', sources: [] },
        events: {
          rule: 'carried-over',
          sources,
          ...(changed ? { changed, note: 'daily events repeat weekly on all days' } : {}),
        },
      },
    },
  };
}
