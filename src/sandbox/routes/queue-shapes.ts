import { z } from 'zod';

/** Settings of a queue: size, overflow and what callers hear. */
const greeting = z.enum(['CUSTOM', 'DEFAULT']);
const audioAnnouncementFiles = z
  .array(
    z.strictObject({
      id: z.string().optional(),
      name: z.string().optional(),
      fileName: z.string().optional(),
      mediaFileType: z.string().optional(),
      level: z.enum(['LOCATION', 'ORGANIZATION', 'ENTITY']).optional(),
    }),
  )
  .optional();
const on = z.boolean().optional();
const message = { enabled: on, greeting, audioAnnouncementFiles };
const music = z.strictObject({ ...message, audioPlaylistId: z.string().optional() });

export const queueSettings = z.strictObject({
  queueSize: z.number().int().min(0),
  callOfferToneEnabled: on,
  resetCallStatisticsEnabled: on,
  overflow: z
    .strictObject({
      action: z.enum(['PERFORM_BUSY_TREATMENT', 'PLAY_RINGING_UNTIL_CALLER_HANGS_UP', 'TRANSFER_TO_PHONE_NUMBER']),
      sendToVoicemail: on,
      transferNumber: z.string().optional(),
      overflowAfterWaitEnabled: on,
      overflowAfterWaitTime: z.number().int().min(0).max(7200).optional(),
      playOverflowGreetingEnabled: on,
      greeting,
      audioAnnouncementFiles,
    })
    .refine(({ action, transferNumber }) => action !== 'TRANSFER_TO_PHONE_NUMBER' || transferNumber !== undefined, {
      message: 'transferNumber is required for that action',
    }),
  welcomeMessage: z.strictObject({ ...message, alwaysEnabled: on }).optional(),
  waitMessage: z
    .strictObject({
      enabled: on,
      waitMode: z.enum(['TIME', 'POSITION']),
      handlingTime: z.number().int().min(10).max(100).optional(),
      defaultHandlingTime: z.number().int().min(1).max(100).optional(),
      queuePosition: z.number().int().min(10).max(100).optional(),
      highVolumeMessageEnabled: on,
      estimatedWaitingTime: z.number().int().min(10).max(600).optional(),
      callbackOptionEnabled: on,
      minimumEstimatedCallbackTime: z.number().optional(),
      internationalCallbackEnabled: on,
      playUpdatedEstimatedWaitMessage: on,
    })
    .optional(),
  comfortMessage: z.strictObject({ ...message, timeBetweenMessages: z.number().optional() }).optional(),
  comfortMessageBypass: z
    .strictObject({ ...message, callWaitingAgeThreshold: z.number().int().min(1).max(120).optional() })
    .optional(),
  mohMessage: z.strictObject({ normalSource: music, alternateSource: music }).optional(),
  whisperMessage: z.strictObject(message).optional(),
});
