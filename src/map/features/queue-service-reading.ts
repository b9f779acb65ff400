import type { DraftId } from '../../domain/draft-id.ts';
import type { DraftOf, Loss, Why } from '../../domain/drafts.ts';
import { entryOf } from '../../domain/entry-of.ts';
import type { SourceRef } from '../../domain/keys.ts';
import { type BodyElement, text } from '../../domain/response-body.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { MapContext } from '../context.ts';
import { indexOf } from '../source-index.ts';
import { destinationOf, unresolvedLoss } from './destination.ts';
import type { Account } from './merge.ts';
import { findSchedule } from './schedule-reference.ts';
import type { ScheduleIndex } from './schedules.ts';

export const HOLIDAY = 'GroupCallCenterHolidayServiceGetResponse';
export const NIGHT = 'GroupCallCenterNightServiceGetResponse';
export const FORCED = 'GroupCallCenterForcedForwardingGetResponse';
export const STRANDED = 'GroupCallCenterStrandedCallGetResponse';
export const UNAVAILABLE = 'GroupCallCenterStrandedCallUnavailableGetResponse';
/** One response of a queue, and what is said about it while it is read. */
export interface Reading {
  readonly context: MapContext;
  readonly instance: SourceInstance;
  readonly feature: DraftId;
  readonly schedules: ScheduleIndex;
  readonly body: BodyElement;
  readonly ref: (path: string) => SourceRef;
  readonly all: SourceRef;
  readonly why: Record<string, Why>;
  readonly losses: Loss[];
  readonly accounts: Account[];
  /** What is played. */
  readonly drafts: DraftOf<'announcement'>[];
  readonly location: DraftId;
}

export const carried = (...sources: SourceRef[]): Why => ({ rule: 'carried-over', sources });

export function nameOf(instance: SourceInstance): string {
  return instance.name ?? instance.userId;
}

export function isUnused(reading: Reading, unused: boolean): boolean {
  if (unused) reading.accounts.push({ prefix: reading.all, outcome: 'not used', reason: 'inactive-and-empty' });
  return unused;
}

const OFF_BECAUSE = {
  'forward-target-unresolved': 'switched off: its target cannot be written',
  'schedule-never-captured': 'switched off: without its schedule it never applies',
} as const;

/** A switch that is off where something it needs is missing. */
export function switchOf(
  { why, ref }: Reading,
  field: string,
  source: string,
  active: boolean,
  missing: readonly (keyof typeof OFF_BECAUSE | undefined)[],
): { readonly enabled: boolean } {
  const fault = active ? missing.find((rule) => rule !== undefined) : undefined;
  why[field] =
    fault === undefined
      ? carried(ref(source))
      : { rule: fault, sources: [ref(source)], changed: true, note: OFF_BECAUSE[fault] };
  return { enabled: active && fault === undefined };
}

/** The target of a transfer; one that cannot be written is told. */
export function targetOf(reading: Reading, field: string, active: boolean): string | undefined {
  const { context, instance, body, ref } = reading;
  const { value, unresolved } = destinationOf(context, text(body, field), instance.groupKey);
  if (value !== undefined) reading.why.destination = { rule: 'R-NUM-1', sources: [ref(field)] };
  if (unresolved) {
    reading.losses.push(
      unresolvedLoss(context, `serviceInstance:${instance.key}`, 'Call Center', unresolved, active, ref(field)),
    );
    reading.accounts.push({ prefix: ref(field), outcome: 'manual', reason: 'forward-target-unresolved' });
  }
  return value;
}

/** Up to release 17 a schedule is its bare name. */
export function scheduleOf(
  reading: Reading,
  field: 'holidaySchedule' | 'businessHours',
  type: 'holidays' | 'businessHours',
): DraftId | undefined {
  const { context, instance, body, schedules, ref } = reading;
  const name = text(body, field, 'name') ?? text(body, field);
  if (name === undefined) return undefined;
  const level = text(body, field, 'type');
  const group = indexOf(context.source).group(instance.groupKey);
  const found = findSchedule(schedules, { name, ...(level === undefined ? {} : { type: level }) }, group, type);
  if (found !== undefined) {
    reading.why[field === 'holidaySchedule' ? 'holidaySchedule' : 'businessSchedule'] = carried(ref(field));
    return found;
  }
  reading.accounts.push({ prefix: ref(field), outcome: 'manual', reason: 'schedule-never-captured' });
  tell(
    reading,
    field,
    `its schedule "${name}" was not captured, or not all of it can come along, so it does not change its behaviour by it`,
  );
  return undefined;
}

export const TARGET_DEFAULT: Why = { rule: 'target-default', sources: [] };

const WHAT: Readonly<Record<string, string>> = {
  [HOLIDAY]: 'The holiday service',
  [NIGHT]: 'The night service',
  [FORCED]: 'The forced forwarding',
  [STRANDED]: 'The handling of stranded calls',
};

const BY_HAND = { verdict: 'manual', action: 'Set it by hand in Control Hub.' } as const;

export function tell(
  { context, instance, losses, ref, all }: Reading,
  field: string,
  reason: string,
  told: Pick<Loss, 'verdict' | 'action'> = BY_HAND,
): void {
  const base = all.slice(all.indexOf(' ') + 1);
  losses.push({
    customer: context.customer,
    owner: `serviceInstance:${instance.key}`,
    service: 'Call Center',
    notice: `${entryOf(WHAT, base) ?? base} of ${nameOf(instance)}: ${reason}.`,
    ...told,
    sources: [ref(field)],
  });
}
