import { z } from 'zod';
import { ApiError } from '../reply.ts';
import type { RequestContext, Route } from '../route.ts';
import { directLineCallerIdName, e164, extension, language, ringPattern, timeZone } from '../shapes.ts';
import { holdAlternateNumbers } from './alternate-numbers.ts';
import { audio, requireAudio } from './audio.ts';
import { featureRoutes } from './features.ts';

/** Actions that need a value: where to. */
const AIMED = ['TRANSFER_WITH_PROMPT', 'TRANSFER_WITHOUT_PROMPT', 'TRANSFER_TO_OPERATOR', 'TRANSFER_TO_MAILBOX'];
const key = z
  .strictObject({
    key: z.enum(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#']),
    action: z.enum([
      'PLAY_ANNOUNCEMENT',
      'TRANSFER_WITH_PROMPT',
      'TRANSFER_WITHOUT_PROMPT',
      'TRANSFER_TO_OPERATOR',
      'TRANSFER_TO_MAILBOX',
      'NAME_DIALING',
      'EXTENSION_DIALING',
      'REPEAT_MENU',
      'EXIT',
    ]),
    description: z.string().optional(),
    value: z.string().optional(),
    audioAnnouncementFile: audio.optional(),
  })
  .refine(({ action, value }) => !AIMED.includes(action) || (value !== undefined && value !== ''), {
    message: 'value is required for that action',
  });
/** `keyConfigurations` is typed as one object in the contract and is an array in practice. */
const menu = z
  .strictObject({
    greeting: z.enum(['DEFAULT', 'CUSTOM']),
    extensionEnabled: z.boolean(),
    audioAnnouncementFile: audio.optional(),
    keyConfigurations: z.array(key),
    callTreatment: z
      .strictObject({
        retryAttemptForNoInput: z.enum(['NO_REPEAT', 'ONE_TIME', 'TWO_TIMES', 'THREE_TIMES']).optional(),
        noInputTimer: z.string().optional(),
        actionToBePerformed: z
          .strictObject({
            action: z.enum([
              'PLAY_MESSAGE_AND_DISCONNECT',
              'TRANSFER_WITHOUT_PROMPT',
              'TRANSFER_WITH_PROMPT',
              'TRANSFER_TO_OPERATOR',
              'TRANSFER_TO_MAILBOX',
              'DISCONNECT',
            ]),
            greeting: z.enum(['DEFAULT', 'CUSTOM']).optional(),
            audioAnnouncementFile: audio.optional(),
            transferCallTo: z.string().optional(),
          })
          .optional(),
      })
      .optional(),
  })
  .refine(({ greeting, audioAnnouncementFile }) => greeting !== 'CUSTOM' || audioAnnouncementFile !== undefined, {
    message: 'audioAnnouncementFile is required for a custom greeting',
  })
  .refine(
    ({ keyConfigurations }) => new Set(keyConfigurations.map((one) => one.key)).size === keyConfigurations.length,
    {
      message: 'a key is configured twice',
    },
  );
const dialing = z.enum(['ENTERPRISE', 'GROUP']);
const createBody = z.strictObject({
  name: z.string().min(1),
  phoneNumber: e164.optional(),
  extension: extension.optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  alternateNumbers: z
    .array(z.strictObject({ phoneNumber: e164, tollFreeNumber: z.boolean().optional(), ringPattern }))
    .max(10)
    .optional(),
  languageCode: language.optional(),
  businessSchedule: z.string().min(1),
  holidaySchedule: z.string().optional(),
  extensionDialing: dialing.optional(),
  nameDialing: dialing.optional(),
  timeZone: timeZone.optional(),
  businessHoursMenu: menu,
  afterHoursMenu: menu,
  directLineCallerIdName: directLineCallerIdName.optional(),
  dialByName: z.string().optional(),
});

/** Auto attendants name their schedules, which must exist before. */
export function autoAttendantRoutes(): Route[] {
  return featureRoutes({
    kind: 'autoAttendant',
    plural: 'autoAttendants',
    idParameter: 'autoAttendantId',
    createdStatus: 201,
    create: createBody,
    update: createBody.partial(),
    defaults: { extensionDialing: 'ENTERPRISE', nameDialing: 'ENTERPRISE' },
    check(context, location, wanted) {
      requireAudio(context.state, location, wanted);
      requireSchedule(context, location.id, 'businessHours', wanted.businessSchedule);
      requireSchedule(context, location.id, 'holidays', wanted.holidaySchedule);
    },
    changed: (context, attendant, wanted) => holdAlternateNumbers(context, attendant, wanted.alternateNumbers),
    showInList: () => ({ tollFreeNumber: false }),
    show: (_context, { data }) => ({
      firstName: data.name,
      lastName: '.',
      alternateNumbers: [],
      ...data.body,
      tollFreeNumber: false,
    }),
  });
}

function requireSchedule({ state }: RequestContext, location: string, type: string, name: unknown): void {
  if (typeof name !== 'string' || name === '') return;
  if (!state.inLocation('schedule', location).some(({ data }) => data.type === type && data.name === name)) {
    throw new ApiError(400, `schedule "${name}" of type ${type} not found in the location`, { errorCode: 4008 });
  }
}
