import { z } from 'zod';
import { ApiError, NO_CONTENT } from '../reply.ts';
import { callingLocation, get, type RequestContext, type Route, withBody } from '../route.ts';
import { requireAudio } from './audio.ts';
import { requireSchedule } from './feature-forwarding.ts';
import { pathFeature } from './features.ts';
import { merge, readSetting, writeSetting } from './setting-store.ts';

const QUEUE = { kind: 'callQueue', idParameter: 'queueId' } as const;
const ONE = '/telephony/config/locations/{locationId}/queues/{queueId}';
const selection = z.enum(['DEFAULT', 'CUSTOM']);
const files = z
  .array(
    z.strictObject({
      id: z.string().optional(),
      fileName: z.string().optional(),
      mediaFileType: z.enum(['WAV', 'WMA', '3GP']).optional(),
      level: z.enum(['ORGANIZATION', 'LOCATION', 'ENTITY']).optional(),
    }),
  )
  .optional();
const announced = {
  playAnnouncementBeforeEnabled: z.boolean(),
  audioMessageSelection: selection,
  audioFiles: files,
};
const level = z.enum(['LOCATION', 'ORGANIZATION']);
const transferPhoneNumber = z.string().min(1).optional();

const holidayBody = z.strictObject({
  holidayServiceEnabled: z.boolean(),
  action: z.enum(['BUSY', 'TRANSFER']),
  holidayScheduleLevel: level,
  holidayScheduleName: z.string().optional(),
  transferPhoneNumber,
  ...announced,
});
const nightBody = z.strictObject({
  nightServiceEnabled: z.boolean(),
  action: z.enum(['BUSY', 'TRANSFER']).optional(),
  transferPhoneNumber,
  announcementMode: z.enum(['NORMAL', 'MANUAL']),
  businessHoursName: z.string().optional(),
  businessHoursLevel: level.optional(),
  forceNightServiceEnabled: z.boolean(),
  manualAudioMessageSelection: selection,
  manualAudioFiles: files,
  ...announced,
});
const forcedBody = z.strictObject({ forcedForwardEnabled: z.boolean(), transferPhoneNumber, ...announced });
const strandedBody = z.strictObject({
  action: z.enum(['NONE', 'BUSY', 'TRANSFER', 'NIGHT_SERVICE', 'RINGING', 'ANNOUNCEMENT']),
  transferPhoneNumber,
  audioMessageSelection: selection,
  audioFiles: files,
});

const QUIET = { playAnnouncementBeforeEnabled: false, audioMessageSelection: 'DEFAULT' };

/** What a queue does on holidays, at night, when it is forwarded by force, and with calls that its agents left behind. */
export function queueServiceRoutes(): Route[] {
  return [
    ...service(
      'holidayService',
      holidayBody,
      { holidayServiceEnabled: false, action: 'BUSY', holidayScheduleLevel: 'LOCATION', ...QUIET },
      (context, wanted) => {
        requireSchedule(context, 'holidays', wanted.holidayScheduleName);
        requireTarget(wanted.holidayServiceEnabled && wanted.action === 'TRANSFER', wanted.transferPhoneNumber);
        if (wanted.holidayServiceEnabled && wanted.holidayScheduleName === undefined) {
          throw new ApiError(400, 'holidayScheduleName is required to enable it', { errorCode: 25008 });
        }
      },
    ),
    ...service(
      'nightService',
      nightBody,
      {
        nightServiceEnabled: false,
        action: 'BUSY',
        announcementMode: 'NORMAL',
        forceNightServiceEnabled: false,
        manualAudioMessageSelection: 'DEFAULT',
        ...QUIET,
      },
      (context, wanted) => {
        requireSchedule(context, 'businessHours', wanted.businessHoursName);
        requireTarget(wanted.nightServiceEnabled && wanted.action === 'TRANSFER', wanted.transferPhoneNumber);
      },
    ),
    ...service('forcedForward', forcedBody, { forcedForwardEnabled: false, ...QUIET }, (_, wanted) =>
      requireTarget(wanted.forcedForwardEnabled, wanted.transferPhoneNumber),
    ),
    ...service('strandedCalls', strandedBody, { action: 'NONE', audioMessageSelection: 'DEFAULT' }, (_, wanted) =>
      requireTarget(wanted.action === 'TRANSFER', wanted.transferPhoneNumber),
    ),
  ];
}

function service<Schema extends z.ZodType<object>>(
  name: string,
  schema: Schema,
  defaults: Readonly<Record<string, unknown>>,
  check: (context: RequestContext, wanted: z.output<Schema>) => void,
): Route[] {
  const path = `${ONE}/${name}`;
  return [
    get(path, (context) => ({
      status: 200,
      body: merge(defaults, readSetting(context.seen, pathFeature(context, QUEUE), name) ?? {}),
    })),
    withBody('PUT', path, schema, (context, body) => {
      const queue = pathFeature(context, QUEUE);
      check(context, body);
      requireAudio(context.state, callingLocation(context).location, body);
      writeSetting(context.state, queue, name, body);
      return NO_CONTENT;
    }),
  ];
}

function requireTarget(needed: boolean, target: string | undefined): void {
  if (needed && target === undefined) {
    throw new ApiError(400, 'transferPhoneNumber is required for that', { errorCode: 25008 });
  }
}
