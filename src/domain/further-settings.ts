import type { RingPattern } from './alternate-number.ts';
import type { InterceptFields } from './intercept.ts';
import type { ScheduleEvent } from './schedule-event.ts';

/** Id of the draft of an owner, as in `drafts.ts`, which builds on this file. */
type DraftId = string;

/** What becomes of a call; a transferred one rings at one of the three transfer numbers, where somebody may send it on. */
export type CallAction = 'ALLOW' | 'BLOCK' | 'TRANSFER_NUMBER_1' | 'TRANSFER_NUMBER_2' | 'TRANSFER_NUMBER_3';

export interface CallingPermission {
  readonly callType: string;
  readonly action: CallAction;
  readonly transferEnabled: boolean;
}

/** Where calls go that are transferred instead of allowed: E.164 or an extension. */
export interface AutoTransferNumbers {
  readonly number1?: string;
  readonly number2?: string;
  readonly number3?: string;
}
export const TRANSFER_POSITIONS = [1, 2, 3] as const;

/** What becomes of calls to numbers that fit a pattern, before the type of the call decides. */
export interface DigitPattern {
  /** Unique among those of its location or owner. */
  readonly name: string;
  /** Digits; `X` any one, `!` at the end any that follow, `+` at the beginning. */
  readonly pattern: string;
  readonly action: CallAction;
  readonly transferEnabled: boolean;
}

/**
 * Settings of an owner beyond forwarding, voicemail, call waiting and do not disturb: one entry per setting, in the words
 * of the target. Whatever a field leaves out stays as the target has it. `members` point at other owners; one that does
 * not move is left out, it never holds up the owner.
 */
export interface FurtherSettingFields {
  readonly callerId: {
    /** Which number is shown; left out: what the target starts with. */
    readonly selected?: 'DIRECT_LINE' | 'LOCATION_NUMBER' | 'CUSTOM';
    /** E.164, a number of the customer. */
    readonly customNumber?: string;
    /** Shown for the direct line instead of the display name. */
    readonly customName?: string;
    /** Hides the owner's identity from those who call it. */
    readonly hiddenFromCallers?: boolean;
  };
  /** An agent who calls out with the number of a queue, by its draft; without one the own number is shown. */
  readonly agentCallerId: { readonly queue?: DraftId };
  /** Emergency services call somebody else back, although the owner has a number of its own. */
  readonly emergencyCallback: {
    readonly selected: 'LOCATION_ECBN' | 'LOCATION_MEMBER_NUMBER';
    /** With `LOCATION_MEMBER_NUMBER`: a person, place, line or hunt group of the same location. */
    readonly member?: DraftId;
  };
  readonly anonymousCallRejection: { readonly enabled: boolean };
  /** Whether others may barge in. */
  readonly bargeIn: { readonly enabled: boolean };
  readonly privacy: {
    readonly aaExtensionDialing: boolean;
    readonly aaNameDialing: boolean;
    /** Only members may watch whether the owner is on a call. */
    readonly statusPrivacy: boolean;
    readonly members: readonly DraftId[];
  };
  readonly pushToTalk: {
    readonly allowAutoAnswer: boolean;
    readonly connectionType: 'ONE_WAY' | 'TWO_WAY';
    readonly accessType: 'ALLOW_MEMBERS' | 'BLOCK_MEMBERS';
    readonly members: readonly DraftId[];
  };
  readonly intercept: InterceptFields;
  readonly callRecording: {
    readonly enabled: boolean;
    readonly record: RecordingMode;
    readonly recordVoicemail: boolean;
    /** Sound when recording pauses and resumes. */
    readonly pauseNotification: 'None' | 'Beep' | 'Play Announcement';
    /** Seconds between warning tones, 10 to 1800. */
    readonly repeatInterval: number;
    readonly repeatEnabled: boolean;
    readonly startStopAnnouncement: boolean;
  };
  readonly hotelingGuest: { readonly enabled: boolean };
  /** Guests may sign in to the phone of the owner; `hours`: for at most so long. */
  readonly hotelingHost: { readonly enabled: boolean; readonly hours?: number };
  /** `announcement`: own music; without it that of the location. */
  readonly musicOnHold: { readonly enabled: boolean; readonly announcement?: DraftId };
  readonly outgoingPermission: { readonly permissions: readonly CallingPermission[] };
  /** `custom: false`: those of the location. */
  readonly transferNumbers: { readonly custom: boolean } & AutoTransferNumbers;
  /** `custom: false`: those of the location. The patterns themselves are entries of their own. */
  readonly digitPatterns: { readonly custom: boolean };
  readonly digitPattern: DigitPattern;
  readonly incomingPermission: {
    readonly externalTransfer: 'ALLOW_ALL_EXTERNAL' | 'ALLOW_ONLY_TRANSFERRED_EXTERNAL' | 'BLOCK_ALL_EXTERNAL';
    readonly internalCalls: boolean;
    readonly collectCalls: boolean;
  };
  readonly monitoring: {
    readonly callParkNotification: boolean;
    /** At most 50, in the order of the keys. */
    readonly members: readonly DraftId[];
  };
  readonly receptionist: { readonly enabled: boolean; readonly members: readonly DraftId[] };
  readonly executiveAssistant: { readonly type: 'EXECUTIVE' | 'EXECUTIVE_ASSISTANT' };
  /** The assistants of an executive. */
  readonly assignedAssistants: { readonly members: readonly DraftId[] };
  /** Which calls of an executive go to the assistants. */
  readonly executiveFiltering: {
    readonly enabled: boolean;
    /** `CUSTOM_CALL_FILTERS`: those that its rules name, which are entries of their own. */
    readonly filterType: 'ALL_CALLS' | 'ALL_INTERNAL_CALLS' | 'ALL_EXTERNAL_CALLS' | 'CUSTOM_CALL_FILTERS';
  };
  /** How the assistants of an executive are called, and what becomes of a call that none of them takes. */
  readonly executiveAlert: {
    readonly alertingMode: 'SEQUENTIAL' | 'SIMULTANEOUS';
    readonly nextAssistantRings?: number;
    readonly rolloverEnabled: boolean;
    readonly rolloverAction: 'VOICE_MESSAGING' | 'NO_ANSWER_PROCESSING' | 'FORWARD';
    readonly rolloverDestination?: string;
    readonly rolloverSeconds?: number;
    readonly nameMode: 'EXECUTIVE_ORIGINATOR' | 'ORIGINATOR_EXECUTIVE' | 'EXECUTIVE' | 'ORIGINATOR' | 'CUSTOM';
    readonly customName?: string;
    readonly numberMode: 'EXECUTIVE' | 'ORIGINATOR' | 'CUSTOM';
    readonly customNumber?: string;
  };
  /** Whether the phones of an executive give a sign of calls that the assistants are called for. */
  readonly executiveScreening: {
    readonly enabled: boolean;
    readonly alertType: 'SILENT' | 'RING_SPLASH';
    readonly alertReachedNumbers: boolean;
    readonly alertMobile: boolean;
    readonly alertSharedLines: boolean;
  };
  /** Where the calls of an assistant's executives are diverted. */
  readonly assistantDivert: { readonly enabled: boolean; readonly destination?: string };
  readonly simultaneousRing: {
    readonly enabled: boolean;
    readonly doNotRingIfOnCall: boolean;
    /** At most 10. */
    readonly numbers: readonly { readonly phoneNumber: string; readonly answerConfirmation: boolean }[];
  };
  /** The numbers themselves are entries of their own. */
  readonly singleNumberReach: { readonly alertAllForClickToDial: boolean };
  readonly singleNumberReachNumber: {
    /** E.164. */
    readonly reachedAt: string;
    readonly name: string;
    readonly enabled: boolean;
    readonly doNotForwardCalls: boolean;
    readonly answerConfirmation: boolean;
  };
  readonly alternateNumbers: {
    readonly distinctiveRing: boolean;
    readonly numbers: readonly {
      /** E.164. */
      readonly phoneNumber: string;
      readonly extension?: string;
      readonly ringPattern: RingPattern;
    }[];
  };
  /** A schedule of a person; rules refer to it by name. */
  readonly personSchedule: {
    readonly name: string;
    readonly type: 'businessHours' | 'holidays';
    /** Schedules of people repeat weekly, never yearly. */
    readonly events: readonly ScheduleEvent[];
  };
  /** The rules of the selective services are entries of their own. */
  readonly selectiveForwarding: {
    readonly enabled: boolean;
    readonly defaultNumber?: string;
    readonly ringReminder: boolean;
  };
  readonly selectiveAcceptance: { readonly enabled: boolean };
  readonly selectiveRejection: { readonly enabled: boolean };
  readonly selectiveRule: SelectiveRuleFields;
}

/** What of a person applies by rules. */
export type SelectiveService =
  | 'selectiveForwarding'
  | 'selectiveAcceptance'
  | 'selectiveRejection'
  | 'executiveFiltering';

/** What the target calls them. */
export const SELECTIVE_PATHS = {
  selectiveForwarding: 'selectiveForward',
  selectiveAcceptance: 'selectiveAccept',
  selectiveRejection: 'selectiveReject',
  executiveFiltering: 'executive/callFiltering',
} as const satisfies Record<SelectiveService, string>;

/** One rule. The target knows no name of it, but of those of executives: the others are found by what they say. */
export interface SelectiveRuleFields {
  readonly service: SelectiveService;
  /** What BroadWorks calls it, with a number behind it where one rule became several. */
  readonly name: string;
  /** When it holds; left out: always. */
  readonly schedule?: {
    /** Draft of the schedule. */
    readonly draft: DraftId;
    readonly name: string;
    readonly type: 'businessHours' | 'holidays';
    readonly level: 'PEOPLE' | 'GROUP';
  };
  readonly callsFrom: 'ANY_PHONE_NUMBER' | 'SELECT_PHONE_NUMBERS' | 'FORWARDED' | 'ANY_INTERNAL' | 'ANY_EXTERNAL';
  readonly anonymousCallers: boolean;
  readonly unavailableCallers: boolean;
  /** E.164, at most 12. */
  readonly phoneNumbers: readonly string[];
  /** False: calls that fit are exempt from the service. */
  readonly applies: boolean;
  /** Of forwarding: where to, the default number included. */
  readonly forwardTo?: string;
  /** Of executives: false where the rule is kept, but switched off. */
  readonly active?: boolean;
  /** Of executives: only for calls to some of the own numbers, in E.164; missing: for all of them. */
  readonly calledNumbers?: readonly CalledNumber[];
}

/** A number of an executive: the own one, or an alternate one. */
export interface CalledNumber {
  readonly type: 'PRIMARY' | 'ALTERNATE';
  /** E.164. */
  readonly phoneNumber: string;
}

export type RecordingMode = 'Always' | 'Never' | 'Always with Pause/Resume' | 'On Demand with User Initiated Start';

export type FurtherSettingName = keyof FurtherSettingFields;

/** One setting of one owner. */
export type FurtherSetting<Name extends FurtherSettingName = FurtherSettingName> = {
  readonly [Each in Name]: FurtherSettingFields[Each] & { readonly setting: Each; readonly owner: DraftId };
}[Name];

/** Settings of which an owner has several: each is an object of its own in the target, with an id. */
export type SettingEntryName = 'singleNumberReachNumber' | 'personSchedule' | 'selectiveRule' | 'digitPattern';
