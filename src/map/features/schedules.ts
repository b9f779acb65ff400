import { type DraftId, withoutKind } from '../../domain/draft-id.ts';
import type { DraftOf, Loss, ScheduleData, Why } from '../../domain/drafts.ts';
import { joinKey, type SourceRef } from '../../domain/keys.ts';
import type { ScheduleEvent } from '../../domain/schedule-event.ts';
import type { SourceGroup } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { type CapturedSchedule, capturedSchedules, SCHEDULE_RESPONSES } from './captured-schedules.ts';
import type { Account } from './merge.ts';
import { type ResponseLookup, responsesOf } from './responses.ts';
import { EVERY_DAY, scheduleEvent } from './schedule-events.ts';

const ALWAYS_OPEN = 'Always Open';
/** A Monday. Fixed, because the same input must give the same drafts on any day. */
const ALWAYS_OPEN_FROM = '2024-01-01';

/** Schedules of one location that attendants and rules can point at, by the key of the source schedule. */
export interface ScheduleIndex {
  /**
   * @param type - what follows it: two schedules of one name differ in their type
   * @param location - of whoever follows the schedule; that of the group where missing
   */
  find(
    level: string | undefined,
    name: string,
    type: ScheduleData['type'],
    group: SourceGroup,
    location?: DraftId,
  ): DraftId | undefined;
  /**
   * Whether all of a schedule comes along: whoever follows half of one is open when it was closed.
   *
   * @param id - as `find` gave it
   */
  isWhole(id: DraftId): boolean;
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
  const captured = capturedSchedules(lookup);
  const drafts: DraftOf<'schedule'>[] = [];
  const losses: Loss[] = [];
  const accounts: Account[] = [];
  const made = new Map<string, DraftId>();
  const whole = new Set<DraftId>();
  const place = (location: DraftId, type: ScheduleData['type'], key: string): string => `${location} ${type} ${key}`;

  for (const group of context.source.groups) {
    const [location, ...parts] = context.locationsOf(group.key);
    if (location === undefined) continue;
    for (const source of captured) {
      const { key, name } = source;
      if (key !== `${group.key}/${joinKey(name)}` && key !== `${group.providerKey}/${joinKey(name)}`) continue;
      // Whoever follows it says which it is; nobody follows one whose type turns out to be the other.
      const type = source.type ?? 'businessHours';
      const id = scheduleId(location, type, name);
      if (drafts.some((draft) => draft.id === id)) continue;
      const draft = build(context, { id, location, name, type }, source);
      losses.push(...draft.losses);
      accounts.push(...draft.accounts);
      if (draft.schedule.data.events.length === 0) continue;
      // A location that was split off has the schedules of its group, for a rule follows one of its own location only.
      for (const at of [location, ...parts]) {
        const own = scheduleId(at, type, name);
        const { data } = draft.schedule;
        drafts.push({ ...draft.schedule, id: own, data: { ...data, location: at } });
        made.set(place(at, type, key), own);
        if (draft.losses.length === 0) whole.add(own);
      }
    }
  }
  const index: ScheduleIndex = {
    find(level, name, type, group, location = context.location(group.key)) {
      const parent = level === 'Service Provider' ? group.providerKey : group.key;
      return location && made.get(place(location, type, `${parent}/${joinKey(name)}`));
    },
    isWhole: (id) => whole.has(id),
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
  return `schedule:${withoutKind(location)}/${type}/${encodeURIComponent(name)}`;
}

function build(
  context: MapContext,
  schedule: Omit<ScheduleData, 'events'> & { readonly id: DraftId },
  source: CapturedSchedule,
): { readonly schedule: DraftOf<'schedule'>; readonly losses: Loss[]; readonly accounts: Account[] } {
  const events: ScheduleEvent[] = [];
  const sources: SourceRef[] = [];
  const losses: Loss[] = [];
  const accounts: Account[] = source.copies.map((prefix) => ({
    prefix,
    outcome: 'not used',
    reason: 'copy-of-schedule-events',
  }));
  const lose = (notice: string, action: string, refs: readonly SourceRef[]): void => {
    const owner = `schedule:${source.key}`;
    losses.push({
      customer: context.customer,
      owner,
      service: 'Schedules',
      verdict: 'manual',
      notice,
      action,
      sources: refs,
    });
  };
  const named = `the schedule "${schedule.name}"`;
  let changed = false;
  for (const { name, ref, body } of source.ambiguous ? [] : source.events) {
    const result = scheduleEvent(name, body);
    if ('unsupported' in result) {
      accounts.push({ prefix: ref, outcome: 'manual', reason: 'schedule-event-unsupported' });
      lose(`The event "${name}" of ${named} is missing: ${result.unsupported}.`, BY_HAND, [ref]);
    } else {
      events.push(result.event);
      sources.push(ref);
      changed ||= result.changed;
    }
  }
  for (const name of source.missing)
    lose(`The event "${name}" of ${named} is missing: nobody asked when it is.`, ASK_AGAIN, []);
  if (source.ambiguous) {
    const refs = source.events.map(({ ref }) => ref);
    for (const prefix of refs) accounts.push({ prefix, outcome: 'manual', reason: 'schedule-name-twice' });
    lose(
      `Of two schedules called "${schedule.name}" nothing says which of them these events belong to.`,
      ASK_AGAIN,
      refs,
    );
  }
  const { id, ...data } = schedule;
  const known = source.type !== undefined;
  return {
    losses,
    accounts,
    schedule: {
      id,
      kind: 'schedule',
      customer: context.customer,
      from: `schedule:${source.key}`,
      data: { ...data, events },
      why: {
        location: { rule: 'location-from-group', sources: [] },
        name: { rule: 'carried-over', sources: [] },
        type: known
          ? { rule: 'carried-over', sources: [] }
          : {
              rule: 'schedule-type-never-read',
              sources: [],
              note: 'taken for hours: neither a request nor a list says',
            },
        events: {
          rule: 'carried-over',
          sources,
          ...(changed ? { changed, note: 'daily events repeat weekly on all days' } : {}),
        },
      },
    },
  };
}

const BY_HAND = 'Add the event to the schedule in Control Hub.';
const ASK_AGAIN = 'Extract the events of the schedule together with their requests, then map again.';
