import type { AudioPlace } from '../../domain/announcements.ts';
import type { DraftId } from '../../domain/draft-id.ts';
import type { DraftOf, Loss, Why } from '../../domain/drafts.ts';
import { entryOf } from '../../domain/entry-of.ts';
import type { QueueNightService, QueueServiceData, QueueStrandedCalls } from '../../domain/feature-settings.ts';
import { type SourceRef, sourceRef } from '../../domain/keys.ts';
import { type BodyElement, flag, text } from '../../domain/response-body.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { indexOf } from '../source-index.ts';
import { destinationOf, unresolvedLoss } from './destination.ts';
import { instanceRef } from './instance-fields.ts';
import { type Account, mergeMapped } from './merge.ts';
import { PUBLISH_AUDIO, queueAudio } from './queue-audio.ts';
import type { ResponseLookup } from './responses.ts';
import { findSchedule } from './schedule-reference.ts';
import type { ScheduleIndex } from './schedules.ts';

const HOLIDAY = 'GroupCallCenterHolidayServiceGetResponse';
const NIGHT = 'GroupCallCenterNightServiceGetResponse';
const FORCED = 'GroupCallCenterForcedForwardingGetResponse';
const STRANDED = 'GroupCallCenterStrandedCallGetResponse';
const UNAVAILABLE = 'GroupCallCenterStrandedCallUnavailableGetResponse';
export const QUEUE_SERVICE_RESPONSES: readonly string[] = [HOLIDAY, NIGHT, FORCED, STRANDED, UNAVAILABLE];

const STRANDED_ACTIONS: Readonly<Record<string, QueueStrandedCalls['action']>> = {
  None: 'NONE',
  Busy: 'BUSY',
  Transfer: 'TRANSFER',
  'Night Service': 'NIGHT_SERVICE',
  Ringing: 'RINGING',
  Announcement: 'ANNOUNCEMENT',
};

/** One response of a queue, and what is said about it while it is read. */
interface Reading {
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

/**
 * What a queue does on holidays, at night, when it is forwarded by force, and with calls that its agents left behind: each
 * a response and a setting of its own. What needs a schedule or a target that is not there stays off, and is told; what
 * was never read is left as the target has it, which is off.
 */
export function mapQueueServices(
  context: MapContext,
  instance: SourceInstance,
  queue: { readonly id: DraftId; readonly data: { readonly location: DraftId } },
  schedules: ScheduleIndex,
  lookup: ResponseLookup,
): Mapped {
  const owner = instanceRef(instance);
  const read = (base: string, map: (reading: Reading) => QueueServiceData | undefined): Mapped => {
    const body = lookup.body(owner, base);
    if (body === undefined) return { drafts: [] };
    const reading: Reading = {
      context,
      instance,
      feature: queue.id,
      location: queue.data.location,
      schedules,
      body,
      ref: (path) => sourceRef(owner, base, path),
      all: `${owner.kind}:${owner.key} ${base}`,
      why: {},
      losses: [],
      accounts: [],
      drafts: [],
    };
    const data = map(reading);
    const drafts = data === undefined ? [] : [...reading.drafts, draftOf(reading, data)];
    return { drafts, losses: reading.losses, accounts: reading.accounts };
  };
  return mergeMapped([
    read(HOLIDAY, holidayService),
    read(NIGHT, nightService),
    read(FORCED, forcedForward),
    read(STRANDED, strandedCalls),
    read(UNAVAILABLE, strandedUnavailable),
  ]);
}

function draftOf({ context, instance, why }: Reading, data: QueueServiceData): DraftOf<'featureSetting'> {
  return {
    id: `featureSetting:${instance.key}/${data.setting}`,
    kind: 'featureSetting',
    customer: context.customer,
    from: `serviceInstance:${instance.key}`,
    data,
    why: {
      setting: { rule: 'carried-over', sources: [] },
      feature: { rule: 'setting-of-its-owner', sources: [] },
      ...why,
    },
  };
}

function holidayService(reading: Reading): QueueServiceData | undefined {
  const action = text(reading.body, 'action');
  const schedule = scheduleOf(reading, 'holidaySchedule', 'holidays');
  const target = targetOf(reading, 'transferPhoneNumber', action === 'Transfer');
  if (isUnused(reading, action === 'None' && target === undefined)) return undefined;
  const { enabled } = switchOf(reading, 'enabled', 'action', action !== undefined && action !== 'None', [
    action === 'Transfer' && target === undefined ? 'forward-target-unresolved' : undefined,
    schedule === undefined ? 'schedule-never-captured' : undefined,
  ]);
  reading.why.action = carried(reading.ref('action'));
  return {
    setting: 'holidayService',
    feature: reading.feature,
    enabled,
    // A transfer without a target is one that the target does not take, switched off or not.
    action: action === 'Transfer' && target !== undefined ? 'TRANSFER' : 'BUSY',
    ...(target === undefined ? {} : { destination: target }),
    ...(schedule === undefined ? {} : { holidaySchedule: schedule }),
    ...announced(reading, 'holidayService', 'playAnnouncementBeforeAction'),
  };
}

function nightService(reading: Reading): QueueServiceData | undefined {
  const action = text(reading.body, 'action');
  // A service without an action does nothing, by force neither.
  const forced = flag(reading.body, 'forceNightService') === true && action !== 'None';
  const schedule = scheduleOf(reading, 'businessHours', 'businessHours');
  const target = targetOf(reading, 'transferPhoneNumber', action === 'Transfer');
  if (isUnused(reading, action === 'None' && target === undefined && !forced)) return undefined;
  const { enabled } = switchOf(reading, 'enabled', 'action', action !== undefined && action !== 'None', [
    action === 'Transfer' && target === undefined ? 'forward-target-unresolved' : undefined,
    // By force it is night whatever the hours say.
    schedule === undefined && !forced ? 'schedule-never-captured' : undefined,
  ]);
  reading.why.action = carried(reading.ref('action'));
  reading.why.forced =
    enabled || !forced ? carried(reading.ref('forceNightService')) : (reading.why.enabled ?? TARGET_DEFAULT);
  return {
    setting: 'nightService',
    feature: reading.feature,
    enabled,
    action: action === 'Transfer' && target !== undefined ? 'TRANSFER' : 'BUSY',
    ...(target === undefined ? {} : { destination: target }),
    ...(schedule === undefined ? {} : { businessSchedule: schedule }),
    // What is switched off must not take every call by force.
    forced: enabled && forced,
    ...announced(reading, 'nightService', 'playAnnouncementBeforeAction'),
    ...announcedByHand(reading),
  };
}

function forcedForward(reading: Reading): QueueServiceData | undefined {
  const active = flag(reading.body, 'isActive') === true;
  const target = targetOf(reading, 'forwardToPhoneNumber', active);
  if (isUnused(reading, !active && target === undefined)) return undefined;
  const { enabled } = switchOf(reading, 'enabled', 'isActive', active, [
    target === undefined ? 'forward-target-unresolved' : undefined,
  ]);
  return {
    setting: 'forcedForward',
    feature: reading.feature,
    enabled,
    ...(target === undefined ? {} : { destination: target }),
    ...announced(reading, 'forcedForward', 'playAnnouncementBeforeForwarding'),
  };
}

function strandedCalls(reading: Reading): QueueServiceData | undefined {
  const written = text(reading.body, 'action');
  const action = entryOf(STRANDED_ACTIONS, written);
  const target = targetOf(reading, 'transferPhoneNumber', action === 'TRANSFER');
  if (action === undefined) {
    tell(
      reading,
      'action',
      `calls that wait when the last agent leaves keep waiting; BroadWorks says "${written ?? ''}"`,
    );
    return undefined;
  }
  if (isUnused(reading, action === 'NONE' && target === undefined)) return undefined;
  const unreachable = action === 'TRANSFER' && target === undefined;
  reading.why.action = unreachable
    ? {
        rule: 'forward-target-unresolved',
        sources: [reading.ref('action')],
        changed: true,
        note: 'nothing happens to them instead: the target cannot be written',
      }
    : carried(reading.ref('action'));
  return {
    setting: 'strandedCalls',
    feature: reading.feature,
    action: unreachable ? 'NONE' : action,
    ...(target === undefined ? {} : { destination: target }),
    ...heard(reading, 'audio', { place: 'strandedCalls', plays: action === 'ANNOUNCEMENT' }),
  };
}

/** Agents who are there and unavailable: the target knows no such thing. */
function strandedUnavailable(reading: Reading): undefined {
  const action = text(reading.body, 'action');
  if (isUnused(reading, action === 'None')) return undefined;
  const { context, instance, ref, all } = reading;
  reading.accounts.push({ prefix: all, outcome: 'lost', reason: 'no-such-field' });
  reading.losses.push({
    customer: context.customer,
    owner: `serviceInstance:${instance.key}`,
    service: 'Call Center',
    verdict: 'lost',
    notice: `Calls to ${nameOf(instance)} keep waiting while all agents are unavailable.`,
    action: 'Let the queue overflow by time instead.',
    sources: [ref('action')],
  });
  return undefined;
}

const carried = (...sources: SourceRef[]): Why => ({ rule: 'carried-over', sources });

function nameOf(instance: SourceInstance): string {
  return instance.name ?? instance.userId;
}

function isUnused(reading: Reading, unused: boolean): boolean {
  if (unused) reading.accounts.push({ prefix: reading.all, outcome: 'not used', reason: 'inactive-and-empty' });
  return unused;
}

const OFF_BECAUSE = {
  'forward-target-unresolved': 'switched off: its target cannot be written',
  'schedule-never-captured': 'switched off: without its schedule it never applies',
} as const;

/** A switch that is off where something it needs is missing. */
function switchOf(
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
function targetOf(reading: Reading, field: string, active: boolean): string | undefined {
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
function scheduleOf(
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

interface Heard {
  readonly audio?: readonly DraftId[];
  readonly unfound?: true;
}

/** What is said before a service acts, and whether. */
function announced(reading: Reading, place: AudioPlace, field: string): Heard & { readonly announcement: boolean } {
  const plays = flag(reading.body, field);
  reading.why.announcement = plays === undefined ? TARGET_DEFAULT : carried(reading.ref(field));
  return { announcement: plays === true, ...heard(reading, 'audio', { place, plays: plays === true }) };
}

/** What is said at night while somebody has switched to it by hand. */
function announcedByHand(reading: Reading): Pick<QueueNightService, 'byHand'> {
  const mode = text(reading.body, 'manualAnnouncementMode');
  if (mode === undefined) return {};
  const active = mode === 'Manual Announcement';
  const audio = heard(reading, 'byHand.audio', { place: 'nightServiceByHand', plays: active, stem: 'manual' });
  if (!active && audio.audio === undefined && audio.unfound === undefined) return {};
  reading.why['byHand.active'] = carried(reading.ref('manualAnnouncementMode'));
  return { byHand: { active, ...audio } };
}

/** Own audio of a service; what does not come along is told where callers would have heard it. */
function heard(
  reading: Reading,
  field: string,
  { place, plays, stem = '' }: { readonly place: AudioPlace; readonly plays: boolean; readonly stem?: 'manual' | '' },
): Heard {
  const { context, instance, location, body, ref, why } = reading;
  const named = (name: string) => (stem === '' ? name : `${stem}${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  const found = queueAudio(context, {
    owner: instanceRef(instance),
    groupKey: instance.groupKey,
    ...{ location, place, holder: body, ref },
    selection: [named('audioMessageSelection')],
    files: [named('audioFileList'), named('audioFileDescription')],
  });
  reading.accounts.push(...found.accounts);
  if (plays && found.missing.length > 0) {
    const reason = `callers hear the announcement of Webex: ${found.missing.join('; ')}`;
    tell(reading, named('audioMessageSelection'), reason, { verdict: 'part', action: PUBLISH_AUDIO });
  }
  if (found.missing.length > 0) return { unfound: true };
  if (found.audio.length === 0) return {};
  why[field] = found.why;
  reading.drafts.push(...found.drafts);
  return { audio: found.audio };
}

const TARGET_DEFAULT: Why = { rule: 'target-default', sources: [] };

const WHAT: Readonly<Record<string, string>> = {
  [HOLIDAY]: 'The holiday service',
  [NIGHT]: 'The night service',
  [FORCED]: 'The forced forwarding',
  [STRANDED]: 'The handling of stranded calls',
};

const BY_HAND = { verdict: 'manual', action: 'Set it by hand in Control Hub.' } as const;

function tell(
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
