import { z } from 'zod';
import { musicOnHold } from './audio.ts';
import { transferNumbers } from './transfer-numbers.ts';

/** Bodies of further settings, as strict as the documents are. */
const on = z.boolean();
const enabled = z.strictObject({ enabled: on });
const numbered = z
  .strictObject({ enabled: on.optional(), destination: z.string().optional() })
  .refine(({ enabled: used, destination }) => used !== true || (destination ?? '') !== '', 'a destination is required');
/** Names may not hold these in the target. */
const callerName = z.string().regex(/^[^%+`"\\]*$/, 'holds a character that a caller ID cannot hold');

const callerIdFields = {
  selected: z.enum(['DIRECT_LINE', 'LOCATION_NUMBER', 'CUSTOM']),
  customNumber: z.string().optional(),
  blockInForwardCallsEnabled: on.optional(),
  externalCallerIdNamePolicy: z.enum(['DIRECT_LINE', 'LOCATION', 'OTHER']).optional(),
  customExternalCallerIdName: z.string().optional(),
  directLineCallerIdName: z
    .strictObject({ selection: z.enum(['CUSTOM_NAME', 'DISPLAY_NAME']).optional(), customName: callerName.optional() })
    .optional(),
};

const intercepted = { type: z.enum(['INTERCEPT_ALL', 'ALLOW_ALL']).optional(), voicemailEnabled: on.optional() };
const interceptedAudio = {
  greeting: z.enum(['CUSTOM', 'DEFAULT']).optional(),
  newNumber: numbered.optional(),
  zeroTransfer: numbered.optional(),
};
const interceptedCalls = z.strictObject({
  type: z.enum(['INTERCEPT_ALL', 'ALLOW_LOCAL_ONLY']).optional(),
  transferEnabled: on.optional(),
  destination: z.string().optional(),
});

export const BODIES = {
  enabled,
  callerId: z.strictObject({
    ...callerIdFields,
    firstName: callerName.optional(),
    lastName: callerName.optional(),
    dialByFirstName: callerName.optional(),
    dialByLastName: callerName.optional(),
  }),
  workspaceCallerId: z.strictObject({ ...callerIdFields, displayName: callerName.optional() }),
  bargeIn: z.strictObject({ enabled: on.optional(), toneEnabled: on.optional() }),
  workspaceBargeIn: z.strictObject({ enabled: on, toneEnabled: on.optional() }),
  privacy: z.strictObject({
    aaExtensionDialingEnabled: on.optional(),
    aaNamingDialingEnabled: on.optional(),
    enablePhoneStatusDirectoryPrivacy: on.optional(),
    enablePhoneStatusPickupBargeInPrivacy: on.optional(),
    monitoringAgents: z.array(z.string()).optional(),
  }),
  pushToTalk: z.strictObject({
    allowAutoAnswer: on.optional(),
    connectionType: z.enum(['ONE_WAY', 'TWO_WAY']).optional(),
    accessType: z.enum(['ALLOW_MEMBERS', 'BLOCK_MEMBERS']).optional(),
    members: z.array(z.string()).optional(),
  }),
  intercept: z.strictObject({
    enabled: on.optional(),
    incoming: z.strictObject({ ...intercepted, announcements: z.strictObject(interceptedAudio).optional() }).optional(),
    outgoing: interceptedCalls.optional(),
  }),
  locationIntercept: z.strictObject({
    enabled: on,
    incoming: z
      .strictObject({
        ...intercepted,
        announcements: z
          .strictObject({ ...interceptedAudio, fileName: z.string().optional() })
          .refine(
            ({ greeting, fileName }) => greeting !== 'CUSTOM' || (fileName ?? '') !== '',
            'a custom greeting names the file that was uploaded',
          )
          .optional(),
      })
      .optional(),
    outgoing: interceptedCalls.optional(),
  }),
  callRecording: z.strictObject({
    enabled: on.optional(),
    record: z.enum(['Always', 'Never', 'Always with Pause/Resume', 'On Demand with User Initiated Start']).optional(),
    recordVoicemailEnabled: on.optional(),
    notification: z.strictObject({ type: z.enum(['Beep', 'Play Announcement']).optional(), enabled: on.optional() }),
    repeat: z.strictObject({ interval: z.number().int().min(10).max(1800).optional(), enabled: on.optional() }),
    startStopAnnouncement: z
      .strictObject({ internalCallsEnabled: on.optional(), pstnCallsEnabled: on.optional() })
      .optional(),
  }),
  musicOnHold,
  outgoingPermission: z.strictObject({
    useCustomEnabled: on.optional(),
    useCustomPermissions: on.optional(),
    callingPermissions: z.array(
      z.strictObject({
        callType: z.enum([
          'INTERNAL_CALL',
          'TOLL_FREE',
          'INTERNATIONAL',
          'OPERATOR_ASSISTED',
          'CHARGEABLE_DIRECTORY_ASSISTED',
          'SPECIAL_SERVICES_I',
          'SPECIAL_SERVICES_II',
          'PREMIUM_SERVICES_I',
          'PREMIUM_SERVICES_II',
          'NATIONAL',
        ]),
        action: z.enum(['ALLOW', 'BLOCK', 'AUTH_CODE', 'TRANSFER_NUMBER_1', 'TRANSFER_NUMBER_2', 'TRANSFER_NUMBER_3']),
        transferEnabled: on,
      }),
    ),
  }),
  transferNumbers: transferNumbers.extend({ useCustomTransferNumbers: on }),
  incomingPermission: z.strictObject({
    useCustomEnabled: on,
    externalTransfer: z.enum(['ALLOW_ALL_EXTERNAL', 'ALLOW_ONLY_TRANSFERRED_EXTERNAL', 'BLOCK_ALL_EXTERNAL']),
    internalCallsEnabled: on,
    collectCallsEnabled: on,
  }),
  monitoring: z.strictObject({
    enableCallParkNotification: on,
    monitoredElements: z.array(z.string()).max(50, 'at most 50 elements can be monitored'),
  }),
  reception: z.strictObject({ receptionEnabled: on, monitoredMembers: z.array(z.string()).optional() }),
  agentCallerId: z.strictObject({ selectedCallerId: z.string().nullable() }),
  executiveAssistant: z.strictObject({ type: z.enum(['UNASSIGNED', 'EXECUTIVE', 'EXECUTIVE_ASSISTANT']).optional() }),
  assignedAssistants: z.strictObject({ assistantIds: z.array(z.string()).optional() }),
  executiveAlert: z.strictObject({
    alertingMode: z.enum(['SEQUENTIAL', 'SIMULTANEOUS']).optional(),
    nextAssistantNumberOfRings: z.number().int().optional(),
    rolloverEnabled: on.optional(),
    rolloverAction: z.enum(['VOICE_MESSAGING', 'NO_ANSWER_PROCESSING', 'FORWARD']).optional(),
    rolloverForwardToPhoneNumber: z.string().optional(),
    rolloverWaitTimeInSecs: z.number().int().optional(),
    clidNameMode: z
      .enum(['EXECUTIVE_ORIGINATOR', 'ORIGINATOR_EXECUTIVE', 'EXECUTIVE', 'ORIGINATOR', 'CUSTOM'])
      .optional(),
    customCLIDName: z.string().optional(),
    customCLIDNameInUnicode: z.string().optional(),
    clidPhoneNumberMode: z.enum(['EXECUTIVE', 'ORIGINATOR', 'CUSTOM']).optional(),
    customCLIDPhoneNumber: z.string().optional(),
  }),
  executiveScreening: z.strictObject({
    enabled: on.optional(),
    alertType: z.enum(['SILENT', 'RING_SPLASH']).optional(),
    alertAnywhereLocationEnabled: on.optional(),
    alertMobilityLocationEnabled: on.optional(),
    alertSharedCallAppearanceLocationEnabled: on.optional(),
  }),
  assistant: z.strictObject({
    forwardFilteredCallsEnabled: on.optional(),
    forwardToPhoneNumber: z.string().optional(),
    executives: z.array(z.strictObject({ personId: z.string(), optInEnabled: on })).optional(),
  }),
  simultaneousRing: z.strictObject({
    enabled: on.optional(),
    doNotRingIfOnCallEnabled: on.optional(),
    phoneNumbers: z
      .array(z.strictObject({ phoneNumber: z.string(), answerConfirmationEnabled: on }))
      .max(10)
      .optional(),
    criteriasEnabled: on,
  }),
  workspaceSimultaneousRing: z.strictObject({
    enabled: on.optional(),
    doNotRingIfOnCallEnabled: on.optional(),
    phoneNumbers: z
      .array(z.strictObject({ phoneNumber: z.string(), answerConfirmationRequiredEnabled: on }))
      .max(10)
      .optional(),
    criteriasEnabled: on,
  }),
  singleNumberReach: z.strictObject({ alertAllNumbersForClickToDialCallsEnabled: on.optional() }),
  singleNumberReachNumber: z.strictObject({
    phoneNumber: z.string().regex(/^\+\d{7,15}$/),
    enabled: on,
    name: z.string().min(1),
    doNotForwardCallsEnabled: on.optional(),
    answerConfirmationEnabled: on.optional(),
  }),
  numbers: z.strictObject({
    distinctiveRingEnabled: on.optional(),
    phoneNumbers: z.array(
      z.strictObject({
        primary: on,
        action: z.enum(['ADD', 'DELETE']),
        directNumber: z.string().optional(),
        extension: z.string().optional(),
        ringPattern: z.enum(['NORMAL', 'LONG_LONG', 'SHORT_SHORT_LONG', 'SHORT_LONG_SHORT']).optional(),
      }),
    ),
  }),
} as const;
