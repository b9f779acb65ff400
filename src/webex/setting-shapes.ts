import { z } from 'zod';

/** Call settings as the target answers them; a PUT takes the same shape without what only the target knows. */

const forwarding = z.object({
  enabled: z.boolean(),
  destination: z.string().optional(),
  destinationVoicemailEnabled: z.boolean().optional(),
});
export const callForwarding = z.object({
  callForwarding: z.object({
    always: forwarding.extend({ ringReminderEnabled: z.boolean().optional() }),
    busy: forwarding,
    noAnswer: forwarding.extend({ numberOfRings: z.number().optional() }),
  }),
  businessContinuity: forwarding,
});
export type CallForwardingSetting = z.output<typeof callForwarding>;

/** `greetingUploaded`: somebody has recorded one; only read, never written. */
const greeted = z.object({
  enabled: z.boolean(),
  greeting: z.string().optional(),
  greetingUploaded: z.boolean().optional(),
});
const pointed = z.object({ enabled: z.boolean(), destination: z.string().optional() });
export const voicemail = z.object({
  enabled: z.boolean(),
  sendAllCalls: z.object({ enabled: z.boolean() }),
  sendBusyCalls: greeted,
  sendUnansweredCalls: greeted.extend({ numberOfRings: z.number().optional() }),
  notifications: pointed,
  transferToNumber: pointed,
  emailCopyOfMessage: z.object({ enabled: z.boolean(), emailId: z.string().optional() }),
  messageStorage: z.object({
    mwiEnabled: z.boolean().optional(),
    storageType: z.string(),
    externalEmail: z.string().optional(),
  }),
  faxMessage: z
    .object({ enabled: z.boolean(), phoneNumber: z.string().optional(), extension: z.string().optional() })
    .optional(),
});
export type VoicemailSetting = z.output<typeof voicemail>;

export const callWaiting = z.object({ enabled: z.boolean() });
export type CallWaitingSetting = z.output<typeof callWaiting>;

export const doNotDisturb = z.object({
  enabled: z.boolean(),
  ringSplashEnabled: z.boolean().optional(),
  /** People only. */
  webexGoOverrideEnabled: z.boolean().optional(),
});
export type DoNotDisturbSetting = z.output<typeof doNotDisturb>;
