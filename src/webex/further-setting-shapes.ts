import { z } from 'zod';
import { audioFile } from './announcements.ts';

/** Further settings as the target answers them. What it leaves out, or a kind of owner does not know, is optional. */
const on = z.boolean();
const word = z.string();
const members = z.array(z.object({ id: word })).default([]);
const pointed = z.object({ enabled: on.default(false), destination: word.optional() });

export const callerId = z.object({
  selected: word,
  customNumber: word.optional(),
  blockInForwardCallsEnabled: on.optional(),
  externalCallerIdNamePolicy: word.optional(),
  customExternalCallerIdName: word.optional(),
  directLineCallerIdName: z.object({ selection: word.optional(), customName: word.optional() }).optional(),
});

/** Empty while the agent shows its own number: nothing, or an object of nothing. */
export const agentCallerId = z.object({
  selectedCallerId: z.object({ id: word.nullish() }).nullish(),
});

export const enabledOnly = z.object({ enabled: on });

export const bargeIn = z.object({ enabled: on, toneEnabled: on.optional() });

export const privacy = z.object({
  aaExtensionDialingEnabled: on.optional(),
  aaNamingDialingEnabled: on.optional(),
  enablePhoneStatusDirectoryPrivacy: on.optional(),
  enablePhoneStatusPickupBargeInPrivacy: on.optional(),
  monitoringAgents: members,
});

export const pushToTalk = z.object({
  allowAutoAnswer: on,
  connectionType: word,
  accessType: word,
  members,
});

export const intercept = z.object({
  enabled: on,
  incoming: z.object({
    type: word,
    voicemailEnabled: on,
    announcements: z.object({ greeting: word, newNumber: pointed, zeroTransfer: pointed }),
  }),
  outgoing: z.object({ type: word, transferEnabled: on, destination: word.optional() }),
});

export const callRecording = z.object({
  enabled: on,
  record: word,
  recordVoicemailEnabled: on.optional(),
  notification: z.object({ type: word.optional(), enabled: on }),
  repeat: z.object({ interval: z.number(), enabled: on }),
  startStopAnnouncement: z.object({ internalCallsEnabled: on, pstnCallsEnabled: on }).optional(),
});

/** Phones of a person: hoteling stands at the one whose primary line is the person's own. */
export const ownedDevices = z.object({
  devices: z
    .array(
      z.object({
        primaryOwner: on,
        type: word,
        hoteling: z.object({ enabled: on, limitGuestUse: on.optional(), guestHoursLimit: z.number().optional() }),
      }),
    )
    .default([]),
});

export const musicOnHold = z.object({
  mohEnabled: on,
  greeting: word,
  audioAnnouncementFile: audioFile.optional(),
});

export const outgoingPermission = z.object({
  useCustomEnabled: on.optional(),
  useCustomPermissions: on.optional(),
  callingPermissions: z.array(z.object({ callType: word, action: word, transferEnabled: on })).default([]),
});

export const incomingPermission = z.object({
  useCustomEnabled: on,
  externalTransfer: word,
  internalCallsEnabled: on,
  collectCallsEnabled: on,
});

const monitored = z.object({
  member: z.object({ id: word }).optional(),
  callparkextension: z.object({ id: word }).optional(),
});
export const monitoring = z.object({
  callParkNotificationEnabled: on,
  /** One object in the document of Webex workspaces, a list in practice. */
  monitoredElements: z.array(monitored).default([]),
});

export const reception = z.object({ receptionEnabled: on, monitoredMembers: members });

export const executiveAssistant = z.object({ type: word.optional() });

export const assignedAssistants = z.object({ assistants: members });

export const executiveFiltering = z.object({
  enabled: on,
  filterType: word.optional(),
  criteria: z
    .array(
      z.object({
        id: word,
        filterName: word.optional(),
        source: word.optional(),
        activationEnabled: on.optional(),
      }),
    )
    .default([]),
});

export const executiveAlert = z.object({
  alertingMode: word,
  nextAssistantNumberOfRings: z.number().optional(),
  rolloverEnabled: on.optional(),
  rolloverAction: word.optional(),
  rolloverForwardToPhoneNumber: word.optional(),
  rolloverWaitTimeInSecs: z.number().optional(),
  clidNameMode: word,
  customCLIDName: word.optional(),
  customCLIDNameInUnicode: word.optional(),
  clidPhoneNumberMode: word,
  customCLIDPhoneNumber: word.optional(),
});

export const executiveScreening = z.object({
  enabled: on,
  alertType: word,
  alertAnywhereLocationEnabled: on,
  alertMobilityLocationEnabled: on,
  alertSharedCallAppearanceLocationEnabled: on,
});

export const assistantDivert = z.object({
  forwardFilteredCallsEnabled: on,
  forwardToPhoneNumber: word.optional(),
});

export const simultaneousRing = z.object({
  enabled: on,
  doNotRingIfOnCallEnabled: on,
  phoneNumbers: z
    .array(
      z.object({
        phoneNumber: word,
        /** People. */
        answerConfirmationEnabled: on.optional(),
        /** Webex workspaces. */
        answerConfirmationRequiredEnabled: on.optional(),
      }),
    )
    .default([]),
  criteriasEnabled: on.optional(),
});

export const singleNumberReach = z.object({
  alertAllNumbersForClickToDialCallsEnabled: on.optional(),
  numbers: z
    .array(
      z.object({
        id: word,
        phoneNumber: word,
        enabled: on,
        name: word,
        doNotForwardCallsEnabled: on.optional(),
        answerConfirmationEnabled: on.optional(),
      }),
    )
    .default([]),
});

/** A selective service with the ids of its rules; what only forwarding has is missing in the others. */
export const selective = z.object({
  enabled: on,
  defaultPhoneNumberToForward: word.optional(),
  ringReminderEnabled: on.optional(),
  destinationVoicemailEnabled: on.optional(),
  criteria: z.array(z.object({ id: word, source: word.optional(), scheduleName: word.optional() })).default([]),
});

export const ownerNumbers = z.object({
  distinctiveRingEnabled: on.optional(),
  phoneNumbers: z
    .array(
      z.object({
        primary: on.optional(),
        directNumber: word.optional(),
        extension: word.optional(),
        ringPattern: word.optional(),
      }),
    )
    .default([]),
});
