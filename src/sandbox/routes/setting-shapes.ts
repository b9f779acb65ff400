import { z } from 'zod';

/** Bodies of the larger settings, and what the target shows before anybody wrote them. */
const on = z.boolean();
const destination = z.string().optional();

export const callForwarding = z.strictObject({
  callForwarding: z
    .strictObject({
      always: z
        .strictObject({
          enabled: on,
          destination,
          ringReminderEnabled: on.optional(),
          destinationVoicemailEnabled: on.optional(),
        })
        .optional(),
      busy: z
        .strictObject({ enabled: on.optional(), destination, destinationVoicemailEnabled: on.optional() })
        .optional(),
      noAnswer: z
        .strictObject({
          enabled: on.optional(),
          destination,
          numberOfRings: z.number().int().min(0).optional(),
          systemMaxNumberOfRings: z.number().int().optional(),
          destinationVoicemailEnabled: on.optional(),
        })
        .optional(),
    })
    .optional(),
  businessContinuity: z
    .strictObject({ enabled: on.optional(), destination, destinationVoicemailEnabled: on.optional() })
    .optional(),
});

/** Webex workspaces ask for more of it. */
export const workspaceCallForwarding = z.strictObject({
  callForwarding: z.strictObject({
    always: z.strictObject({
      enabled: on,
      destination,
      ringReminderEnabled: on,
      destinationVoicemailEnabled: on,
    }),
    busy: z.strictObject({ enabled: on, destination, destinationVoicemailEnabled: on }).optional(),
    noAnswer: z
      .strictObject({
        enabled: on.optional(),
        destination,
        numberOfRings: z.number().int().min(0).optional(),
        systemMaxNumberOfRings: z.number().int().optional(),
        destinationVoicemailEnabled: on.optional(),
      })
      .optional(),
  }),
  businessContinuity: z.strictObject({ enabled: on, destination, destinationVoicemailEnabled: on }),
});

export const CALL_FORWARDING_DEFAULTS = {
  callForwarding: {
    always: { enabled: false, ringReminderEnabled: false, destinationVoicemailEnabled: false },
    busy: { enabled: false, destinationVoicemailEnabled: false },
    noAnswer: {
      enabled: false,
      numberOfRings: 3,
      systemMaxNumberOfRings: 20,
      destinationVoicemailEnabled: false,
    },
  },
  businessContinuity: { enabled: false, destinationVoicemailEnabled: false },
};

const greeting = z.enum(['DEFAULT', 'CUSTOM']);

/** `notifications` and `transferToNumber` are mandatory in every write. */
export const voicemail = z.strictObject({
  enabled: on.optional(),
  sendAllCalls: z.strictObject({ enabled: on.optional() }).optional(),
  sendBusyCalls: z
    .strictObject({ enabled: on.optional(), greeting: greeting.optional(), greetingUploaded: on.optional() })
    .optional(),
  sendUnansweredCalls: z
    .strictObject({
      enabled: on.optional(),
      greeting: greeting.optional(),
      greetingUploaded: on.optional(),
      numberOfRings: z.number().int().min(0).optional(),
      systemMaxNumberOfRings: z.number().int().optional(),
    })
    .optional(),
  notifications: z.strictObject({ enabled: on.optional(), destination }),
  transferToNumber: z.strictObject({ enabled: on.optional(), destination }),
  emailCopyOfMessage: z.strictObject({ enabled: on.optional(), emailId: z.string().optional() }).optional(),
  messageStorage: z
    .strictObject({
      mwiEnabled: on.optional(),
      storageType: z.enum(['INTERNAL', 'EXTERNAL']).optional(),
      externalEmail: z.string().optional(),
    })
    .optional(),
  faxMessage: z
    .strictObject({ enabled: on.optional(), phoneNumber: z.string().optional(), extension: z.string().optional() })
    .optional(),
});

export const VOICEMAIL_DEFAULTS = {
  enabled: true,
  sendAllCalls: { enabled: false },
  sendBusyCalls: { enabled: true, greeting: 'DEFAULT', greetingUploaded: false },
  sendUnansweredCalls: {
    enabled: true,
    greeting: 'DEFAULT',
    greetingUploaded: false,
    numberOfRings: 3,
    systemMaxNumberOfRings: 20,
  },
  notifications: { enabled: false },
  transferToNumber: { enabled: false },
  emailCopyOfMessage: { enabled: false, emailId: '' },
  messageStorage: { mwiEnabled: true, storageType: 'INTERNAL', externalEmail: '' },
  faxMessage: { enabled: false },
};
