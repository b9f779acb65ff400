import type { QueueWait } from '../domain/queue-wait.ts';
import type { QueueWaitBody, WebexQueue } from '../webex/queues.ts';
import type { Check } from './compare.ts';

const FIELDS = [
  ['enabled', 'enabled'],
  ['mode', 'waitMode'],
  ['mostMinutes', 'handlingTime'],
  ['callMinutes', 'defaultHandlingTime'],
  ['mostPositions', 'queuePosition'],
  ['highVolume', 'highVolumeMessageEnabled'],
  ['updates', 'playUpdatedEstimatedWaitMessage'],
  ['updateSeconds', 'estimatedWaitingTime'],
] as const satisfies readonly (readonly [keyof QueueWait, keyof QueueWaitBody])[];

/** What callers are told about how long they wait, in the target's words. */
export function waitOf(wait: QueueWait | undefined): { readonly waitMessage?: QueueWaitBody } {
  if (wait === undefined) return {};
  const further = FIELDS.flatMap(([ours, theirs]) => (wait[ours] === undefined ? [] : [[theirs, wait[ours]] as const]));
  return { waitMessage: { enabled: wait.enabled, waitMode: wait.mode, ...Object.fromEntries(further) } };
}

/** Like the messages of a queue it is compared only where the answer shows it. */
export function waitChecks(wanted: QueueWaitBody | undefined, settings: WebexQueue['queueSettings']): Check[] {
  const actual = settings?.waitMessage;
  if (wanted === undefined || actual === undefined) return [];
  return FIELDS.map(([, field]): Check => [`queueSettings.waitMessage.${field}`, wanted[field], actual[field]]);
}
