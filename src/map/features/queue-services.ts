import type { DraftId } from '../../domain/draft-id.ts';
import type { DraftOf } from '../../domain/drafts.ts';
import { entryOf } from '../../domain/entry-of.ts';
import type { QueueServiceData, QueueStrandedCalls } from '../../domain/feature-settings.ts';
import { sourceRef } from '../../domain/keys.ts';
import { flag, text } from '../../domain/response-body.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { instanceRef } from './instance-fields.ts';
import { mergeMapped } from './merge.ts';
import { announced, announcedByHand, heard } from './queue-service-audio.ts';
import {
  carried,
  FORCED,
  HOLIDAY,
  isUnused,
  NIGHT,
  nameOf,
  type Reading,
  STRANDED,
  scheduleOf,
  switchOf,
  TARGET_DEFAULT,
  targetOf,
  tell,
  UNAVAILABLE,
} from './queue-service-reading.ts';
import type { ResponseLookup } from './responses.ts';
import type { ScheduleIndex } from './schedules.ts';

export const QUEUE_SERVICE_RESPONSES: readonly string[] = [HOLIDAY, NIGHT, FORCED, STRANDED, UNAVAILABLE];

const STRANDED_ACTIONS: Readonly<Record<string, QueueStrandedCalls['action']>> = {
  None: 'NONE',
  Busy: 'BUSY',
  Transfer: 'TRANSFER',
  'Night Service': 'NIGHT_SERVICE',
  Ringing: 'RINGING',
  Announcement: 'ANNOUNCEMENT',
};

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
