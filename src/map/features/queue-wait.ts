import type { Why } from '../../domain/drafts.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { sourceRef } from '../../domain/keys.ts';
import type { QueueWait } from '../../domain/queue-wait.ts';
import { child, flag, text } from '../../domain/response-body.ts';
import type { SourceInstance } from '../../domain/source.ts';
import { instanceRef } from './instance-fields.ts';
import type { Account } from './merge.ts';
import { MESSAGES_RESPONSE } from './queue-messages.ts';
import type { ResponseLookup } from './responses.ts';

const OPTIONS = 'estimatedWaitMessageOptionsRead';
const MODES: Readonly<Record<string, QueueWait['mode']>> = { Time: 'TIME', Position: 'POSITION' };

/** Numbers of the source, where they go, and what the target takes. */
const NUMBERS = [
  { field: 'mostMinutes', path: 'maximumWaitingMinutes', from: 10, to: 100 },
  { field: 'callMinutes', path: 'defaultCallHandlingMinutes', from: 1, to: 100 },
  { field: 'mostPositions', path: 'maximumPositions', from: 10, to: 100 },
  { field: 'updateSeconds', path: 'timeBetweenEWMUpdatesSeconds', from: 10, to: 600 },
] as const;

interface MappedWait {
  readonly data: { readonly waitMessage?: QueueWait };
  readonly why: Readonly<Record<string, Why>>;
  readonly accounts: readonly Account[];
}

/**
 * What callers are told about how long they wait: time or position, as in BroadWorks. A limit outside of what the target
 * takes becomes the nearest that it does. Of the two switches for busy times that of the mode counts.
 */
export function mapQueueWait(instance: SourceInstance, lookup: ResponseLookup): MappedWait {
  const body = lookup.body(instanceRef(instance), MESSAGES_RESPONSE);
  const options = body && child(body, OPTIONS);
  const enabled = options && flag(options, 'enabled');
  const mode = entryOf(MODES, options && text(options, 'operatingMode'));
  if (options === undefined || enabled === undefined || mode === undefined) return { data: {}, why: {}, accounts: [] };
  const ref = (path: string) => sourceRef(instanceRef(instance), MESSAGES_RESPONSE, `${OPTIONS}.${path}`);
  const carried = (path: string): Why => ({ rule: 'carried-over', sources: [ref(path)] });
  const [volume, otherVolume] =
    mode === 'TIME'
      ? (['playTimeHighVolume', 'playPositionHighVolume'] as const)
      : (['playPositionHighVolume', 'playTimeHighVolume'] as const);
  const highVolume = flag(options, volume);
  const updates = flag(options, 'playUpdatedEWM');
  const numbers = NUMBERS.flatMap(({ field, path, from, to }) => {
    const written = text(options, path);
    if (written === undefined || !/^\d{1,5}$/.test(written)) return [];
    const value = Math.min(to, Math.max(from, Number(written)));
    const note = `${written} in BroadWorks; Webex takes ${from} to ${to}`;
    const why: Why =
      value === Number(written)
        ? carried(path)
        : { rule: 'nearest-that-webex-takes', sources: [ref(path)], changed: true, note };
    return [{ field, value, why }];
  });
  return {
    data: {
      waitMessage: {
        enabled,
        mode,
        ...Object.fromEntries(numbers.map(({ field, value }) => [field, value])),
        ...(highVolume === undefined ? {} : { highVolume }),
        ...(updates === undefined ? {} : { updates }),
      },
    },
    why: {
      'waitMessage.enabled': carried('enabled'),
      'waitMessage.mode': carried('operatingMode'),
      ...Object.fromEntries(numbers.map(({ field, why }) => [`waitMessage.${field}`, why])),
      ...(highVolume === undefined ? {} : { 'waitMessage.highVolume': carried(volume) }),
      ...(updates === undefined ? {} : { 'waitMessage.updates': carried('playUpdatedEWM') }),
    },
    accounts: [{ prefix: ref(otherVolume), outcome: 'not used', reason: 'switch-of-the-other-mode' }],
  };
}
