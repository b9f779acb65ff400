import type {
  QueueForcedForward,
  QueueHolidayService,
  QueueNightService,
  QueueServiceData,
  QueueStrandedCalls,
} from '../domain/feature-settings.ts';
import type { AudioFile } from '../webex/announcements.ts';
import type { WebexQueueService } from '../webex/feature-settings.ts';
import { idsOf } from './audio.ts';
import { type Check, differencesIn } from './compare.ts';
import type { FeatureForm } from './feature-form.ts';

type Files = WebexQueueService['audioFiles'] | readonly AudioFile[];

export const holidayServiceForm = form<QueueHolidayService<AudioFile>>(
  'holidayService',
  ({ enabled, action, destination, holidaySchedule, announcement, ...heard }, seen) => ({
    holidayServiceEnabled: enabled,
    action,
    holidayScheduleLevel: 'LOCATION',
    ...(holidaySchedule === undefined ? {} : { holidayScheduleName: holidaySchedule }),
    ...transfer(destination),
    playAnnouncementBeforeEnabled: announcement,
    ...played(heard, seen),
  }),
  (value, seen) => [
    ['holidayServiceEnabled', value.enabled, seen.holidayServiceEnabled],
    ['action', value.action, seen.action],
    ['holidayScheduleName', value.holidaySchedule, seen.holidayScheduleName],
    ...common(value, seen),
  ],
);

export const nightServiceForm = form<QueueNightService<AudioFile>>(
  'nightService',
  ({ enabled, action, destination, businessSchedule, forced, announcement, byHand, ...heard }, seen) => ({
    nightServiceEnabled: enabled,
    action,
    ...(businessSchedule === undefined ? {} : { businessHoursName: businessSchedule, businessHoursLevel: 'LOCATION' }),
    ...transfer(destination),
    forceNightServiceEnabled: forced,
    playAnnouncementBeforeEnabled: announcement,
    announcementMode: byHand?.active === true ? 'MANUAL' : 'NORMAL',
    ...played(heard, seen),
    ...playedByHand(byHand ?? {}, seen),
  }),
  (value, seen) => [
    ['nightServiceEnabled', value.enabled, seen.nightServiceEnabled],
    ['action', value.action, seen.action],
    ['businessHoursName', value.businessSchedule, seen.businessHoursName],
    ['forceNightServiceEnabled', value.forced, seen.forceNightServiceEnabled],
    ...common(value, seen),
    // Only where BroadWorks has said something about it.
    ['announcementMode', value.byHand && (value.byHand.active ? 'MANUAL' : 'NORMAL'), seen.announcementMode],
    ['manualAudioFiles', value.byHand?.audio && idsOf(value.byHand.audio), idsOf(seen.manualAudioFiles)],
  ],
);

export const forcedForwardForm = form<QueueForcedForward<AudioFile>>(
  'forcedForward',
  ({ enabled, destination, announcement, ...heard }, seen) => ({
    forcedForwardEnabled: enabled,
    ...transfer(destination),
    playAnnouncementBeforeEnabled: announcement,
    ...played(heard, seen),
  }),
  (value, seen) => [['forcedForwardEnabled', value.enabled, seen.forcedForwardEnabled], ...common(value, seen)],
);

export const strandedCallsForm = form<QueueStrandedCalls<AudioFile>>(
  'strandedCalls',
  ({ action, destination, ...heard }, seen) => ({ action, ...transfer(destination), ...played(heard, seen) }),
  ({ action, destination, ...heard }, seen) => [
    ['action', action, seen.action],
    ['transferPhoneNumber', destination, seen.transferPhoneNumber],
    ...playedChecks(heard, seen),
  ],
);

/** A service of a queue is written whole: nothing of it is anybody else's. */
function form<Value extends QueueServiceData<AudioFile>>(
  path: Value['setting'],
  body: (value: Value, seen: WebexQueueService | undefined) => object,
  checks: (value: Value, seen: WebexQueueService) => readonly Check[],
): FeatureForm<Value, WebexQueueService> {
  return {
    path,
    get: (api, at, call) => api[path].get(at, call),
    put: (api, at, wanted, call) => api[path].put(at, wanted, call),
    merge: (value, _feature, seen) => body(value, seen),
    compare: (value, seen) => differencesIn(checks(value, seen)),
  };
}

function transfer(destination: string | undefined) {
  return destination === undefined ? {} : { transferPhoneNumber: destination };
}

function isEmpty(audio: readonly unknown[] | undefined): boolean {
  return (audio ?? []).length === 0;
}

/** Own audio, and whether it was looked for in vain. */
interface Heard {
  readonly audio?: readonly AudioFile[];
  readonly unfound?: true;
}

/**
 * Without audio of its own a service plays what the target says; what somebody has recorded there because no file was
 * found stays.
 */
function filesOf({ audio, unfound }: Heard, selection: string | undefined, seen: Files): Files {
  if (!isEmpty(audio)) return audio;
  return unfound === true && selection === 'CUSTOM' ? seen : undefined;
}

function played(value: Heard, seen: WebexQueueService | undefined) {
  const files = filesOf(value, seen?.audioMessageSelection, seen?.audioFiles);
  return isEmpty(files) ? { audioMessageSelection: 'DEFAULT' } : { audioMessageSelection: 'CUSTOM', audioFiles: files };
}

function playedByHand(value: Heard, seen: WebexQueueService | undefined) {
  const files = filesOf(value, seen?.manualAudioMessageSelection, seen?.manualAudioFiles);
  return isEmpty(files)
    ? { manualAudioMessageSelection: 'DEFAULT' }
    : { manualAudioMessageSelection: 'CUSTOM', manualAudioFiles: files };
}

function playedChecks({ audio, unfound }: Heard, seen: WebexQueueService): Check[] {
  const wanted = isEmpty(audio) ? 'DEFAULT' : 'CUSTOM';
  return [
    ['audioMessageSelection', unfound === true ? undefined : wanted, seen.audioMessageSelection],
    ['audioFiles', audio && idsOf(audio), idsOf(seen.audioFiles)],
  ];
}

function common(
  value: Heard & { readonly destination?: string; readonly announcement: boolean },
  seen: WebexQueueService,
): Check[] {
  return [
    ['transferPhoneNumber', value.destination, seen.transferPhoneNumber],
    ['playAnnouncementBeforeEnabled', value.announcement, seen.playAnnouncementBeforeEnabled],
    ...playedChecks(value, seen),
  ];
}
