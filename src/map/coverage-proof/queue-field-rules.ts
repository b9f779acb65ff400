import { type BodyElement, text } from '../../domain/response-body.ts';
import type { End } from './claims.ts';

const SERVICES =
  /^GroupCallCenter(?:HolidayService|NightService|ForcedForwarding|StrandedCall|StrandedCallUnavailable|BouncedCall|Overflow)GetResponse$/;
interface QueueRule extends End {
  readonly base: RegExp;
  readonly path: RegExp;
  readonly when?: (setting: { readonly value: string; readonly body: BodyElement }) => boolean;
}

const unused = (reason: string) => ({ outcome: 'not used', reason }) as const;

/** Stored values of the services of queues that no draft names; a part of `FIELD_RULES`. */
export const QUEUE_FIELD_RULES: readonly QueueRule[] = [
  {
    base: SERVICES,
    path: /^(?:manualA|a)udioMessageSelection$/,
    when: ({ value }) => value === 'Default',
    ...unused('same-as-target-default'),
  },
  { base: SERVICES, path: /^(?:manualV|v)ideo/, outcome: 'lost', reason: 'no-video-in-queues' },
  { base: SERVICES, path: /^(?:manualA|a)udio(?:File)?MediaType/, ...unused('type-is-read-from-the-file') },
  {
    base: SERVICES,
    path: /^audio(?:File)?Url/,
    when: ({ body }) => text(body, 'audioMessageSelection') !== 'URL',
    ...unused('not-selected'),
  },
  {
    base: SERVICES,
    path: /^manualAudio(?:File)?Url/,
    when: ({ body }) => text(body, 'manualAudioMessageSelection') !== 'URL',
    ...unused('not-selected'),
  },
  { base: SERVICES, path: /^(?:manualA|a)udio/, outcome: 'manual', reason: 'greetings-are-recorded-anew' },
  {
    base: SERVICES,
    path: /^manualAnnouncementMode$/,
    when: ({ value }) => value === 'Normal Announcement',
    ...unused('same-as-target-default'),
  },
  {
    base: SERVICES,
    path: /^(?:allowManualOverrideViaFAC|allowEnableViaFAC|playAnnouncementBeforeOverflowProcessing)$/,
    when: ({ value }) => value === 'false',
    ...unused('switched-off'),
  },
  { base: SERVICES, path: /^allow\w+ViaFAC$/, outcome: 'lost', reason: 'no-such-code' },
  {
    base: SERVICES,
    path: /^(?:bounceCallWhenAgentUnavailable|enableTransfer)$/,
    when: ({ body }) => text(body, 'isActive') === 'false',
    ...unused('switched-off'),
  },
];
