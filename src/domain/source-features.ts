import type { AutoAttendantMenu } from './auto-attendant-menu.ts';
import type { FeatureParts } from './feature-part.ts';
import type { BodyElement } from './response-body.ts';

/**
 * Features that are read beyond those of the first mapping: one shape per response, values as read. A missing field was
 * absent or empty; whatever has no field here stays in the stored body.
 */

export interface FeatureMember {
  readonly userKey: string;
  readonly userId: string;
}
export interface FeatureMembers {
  readonly members: readonly FeatureMember[];
}

export interface ScheduleNames {
  readonly schedules: readonly { readonly name: string; readonly type?: string; readonly level?: string }[];
}
export interface ScheduleEvent {
  readonly name?: string;
  /** `YYYY-MM-DD`. */
  readonly startDate?: string;
  readonly endDate?: string;
  readonly allDay?: boolean;
  /** `H:MM` in the time zone of the group. */
  readonly startTime?: string;
  readonly endTime?: string;
  /** First word of the recurrence: `recurDaily`, `recurWeekly` …; its fields stay in the stored body. */
  readonly recurrence?: string;
}
export interface ScheduleEvents {
  readonly events: readonly ScheduleEvent[];
}

export interface CallParkSettings {
  readonly recallTimerSeconds?: string;
  readonly displayTimerSeconds?: string;
  readonly recallTo?: string;
  readonly recallAlternateUserId?: string;
  readonly alternateUserRecallTimerSeconds?: string;
}
export interface CallPark extends FeatureMembers {
  readonly recallTo?: string;
  readonly recallAlternateUserId?: string;
}
export interface GroupPaging {
  readonly confirmationToneTimeoutSeconds?: string;
  readonly deliverOriginatorCLIDInstead?: boolean;
  readonly originatorCLIDPrefix?: string;
}
export interface Submenus {
  readonly submenus: readonly { readonly id: string; readonly used?: boolean }[];
}

/** Overflow, stranded, holiday and night settings of a queue: what happens to the call, and where it goes. */
export interface QueueAction {
  readonly action?: string;
  readonly transferPhoneNumber?: string;
  readonly playAnnouncementBeforeAction?: boolean;
}
export interface QueueOverflow extends QueueAction {
  readonly overflowAfterTimeout?: boolean;
  readonly timeoutSeconds?: string;
}
export interface QueueSchedule extends QueueAction {
  readonly schedule?: { readonly name: string; readonly type?: string };
  readonly forceNightService?: boolean;
}
export interface QueueBounced {
  readonly isActive?: boolean;
  readonly numberOfRings?: string;
  readonly enableTransfer?: boolean;
  readonly transferPhoneNumber?: string;
  readonly bounceWhenUnavailable?: boolean;
}
export interface QueueForcedForwarding {
  readonly isActive?: boolean;
  readonly forwardToPhoneNumber?: string;
  readonly playAnnouncementBeforeForwarding?: boolean;
}
export interface QueueDnis {
  readonly numbers: readonly {
    readonly name: string;
    readonly phoneNumber?: string;
    readonly extension?: string;
    readonly priority?: string;
    readonly isPrimary?: boolean;
  }[];
}
export interface RoutePoint {
  readonly queueLength?: string;
  readonly noAnswerTimeoutRings?: string;
  readonly playRingingWhenOfferingCall?: boolean;
}
export interface TrunkGroup {
  readonly pilotUserId?: string;
  readonly deviceLevel?: string;
  readonly deviceName?: string;
  readonly maxActiveCalls?: string;
  readonly maxIncomingCalls?: string;
  readonly maxOutgoingCalls?: string;
  readonly capacityExceededAction?: string;
  readonly unreachableDestinationAction?: string;
}
/** Call type -> `Allow`, `Disallow`, `Authorization Code Required` …, as written. */
export interface CallingPlan {
  readonly useCustomSettings?: boolean;
  readonly permissions: Readonly<Record<string, string>>;
  /** Patterns of digits that the plan names, in the order of the answer. */
  readonly patternNames?: readonly string[];
}

export interface Registrations {
  readonly registrations: readonly {
    readonly deviceLevel?: string;
    readonly deviceName?: string;
    readonly linePort?: string;
    readonly endpointType?: string;
    readonly userAgent?: string;
    readonly expiration?: string;
  }[];
}
export interface AlternateNumbers {
  readonly distinctiveRing?: boolean;
  readonly entries: readonly {
    readonly position: string;
    readonly phoneNumber?: string;
    readonly extension?: string;
    readonly ringPattern?: string;
    readonly description?: string;
  }[];
}
export interface BusyLampField extends FeatureMembers {
  readonly listUri?: string;
  readonly enableCallParkNotification?: boolean;
}
export interface SharedCallAppearance {
  readonly maxAppearances?: string;
  readonly alertAllAppearances?: boolean;
  readonly endpoints: readonly {
    readonly deviceLevel?: string;
    readonly deviceName?: string;
    readonly linePort?: string;
    readonly isActive?: boolean;
    readonly allowOrigination?: boolean;
    readonly allowTermination?: boolean;
  }[];
}
export interface Criterion {
  readonly name: string;
  readonly isActive?: boolean;
  readonly timeSchedule?: string;
  readonly holidaySchedule?: string;
  readonly callsFrom?: string;
  readonly forwardTo?: string;
  readonly blacklisted?: boolean;
  /** Of an executive: whether calls that fit go to the assistants. */
  readonly filter?: boolean;
}
export interface SimultaneousRing {
  readonly isActive?: boolean;
  readonly doNotRingIfOnCall?: boolean;
  readonly numbers: readonly { readonly phoneNumber: string; readonly answerConfirmation?: boolean }[];
  readonly criteria: readonly Criterion[];
}
export interface SequentialRing {
  readonly ringBaseLocationFirst?: boolean;
  readonly baseLocationNumberOfRings?: string;
  readonly continueIfBaseLocationIsBusy?: boolean;
  readonly callerMayStopSearch?: boolean;
  readonly locations: readonly {
    readonly position: string;
    readonly phoneNumber: string;
    readonly numberOfRings?: string;
    readonly answerConfirmation?: boolean;
  }[];
  readonly criteria: readonly Criterion[];
}
export interface SelectiveForwarding {
  readonly isActive?: boolean;
  readonly defaultForwardToPhoneNumber?: string;
  readonly playRingReminder?: boolean;
  readonly criteria: readonly Criterion[];
}
export interface SpeedDials {
  readonly prefix?: string;
  readonly entries: readonly {
    readonly code: string;
    readonly phoneNumber: string;
    readonly description?: string;
    /** Which entry of the response it is, from 1: incomplete ones are left out here. */
    readonly place?: number;
  }[];
}
export interface CallRecording {
  readonly option?: string;
  readonly pauseResumeNotification?: string;
  readonly announcement?: boolean;
  readonly repeatWarningTone?: boolean;
  readonly repeatWarningToneSeconds?: string;
  readonly voicemail?: boolean;
}
export interface RemoteOffice {
  readonly isActive?: boolean;
  readonly phoneNumber?: string;
}
export interface BroadWorksAnywhere {
  readonly alertAllLocationsForClickToDialCalls?: boolean;
  readonly numbers: readonly { readonly phoneNumber: string; readonly description?: string }[];
}
/** One number of BroadWorks Anywhere, which an answer of its own describes. */
export interface AnywhereNumber {
  readonly isActive?: boolean;
  readonly outboundAlternateNumber?: string;
  /** Calls to the number are not forwarded on from there. */
  readonly useDiversionInhibitor?: boolean;
  readonly answerConfirmation?: boolean;
  readonly criteria: readonly Criterion[];
}
export interface HotelingHost {
  readonly isActive?: boolean;
  readonly enforceAssociationLimit?: boolean;
  readonly associationLimitHours?: string;
  readonly accessLevel?: string;
}
export interface HotelingGuest {
  readonly isActive?: boolean;
  readonly enableAssociationLimit?: boolean;
  readonly associationLimitHours?: string;
  readonly hostUserId?: string;
}
export interface ExecutiveAssistants extends FeatureMembers {
  readonly allowOptInOut?: boolean;
}
export interface ExecutiveFiltering {
  readonly enabled?: boolean;
  /** `Simple` or `Advanced`. */
  readonly mode?: string;
  readonly simpleType?: string;
  readonly criteria: readonly Criterion[];
}
/** How assistants are called, and whether the executive notices. Words as written. */
export interface ExecutiveAlerting {
  readonly screening?: boolean;
  readonly screeningAlertType?: string;
  readonly alertMobility?: boolean;
  readonly alertAnywhere?: boolean;
  readonly alertSharedCallAppearance?: boolean;
  readonly mode?: string;
  readonly nameMode?: string;
  readonly customName?: string;
  readonly numberMode?: string;
  readonly customNumber?: string;
  readonly callPushRecallRings?: string;
  readonly nextAssistantRings?: number;
  readonly rollover?: boolean;
  readonly rolloverSeconds?: number;
  readonly rolloverAction?: string;
  readonly rolloverForwardTo?: string;
}
export interface AssistantOf extends FeatureMembers {
  readonly enableDivert?: boolean;
  readonly divertToPhoneNumber?: string;
}
export interface Privacy extends FeatureMembers {
  readonly enableDirectoryPrivacy?: boolean;
  readonly extensionDialingPrivacy?: boolean;
  readonly nameDialingPrivacy?: boolean;
  readonly enablePhoneStatusPrivacy?: boolean;
}

/** Events of a schedule of a person, whole: what they repeat by has no shape of its own. */
export interface PersonScheduleEvents {
  readonly events: readonly { readonly name: string; readonly body: BodyElement }[];
}

/** When a selective service applies, and what it then does, as far as the criterion says so itself. */
export interface CriterionDetail {
  readonly timeSchedule?: ScheduleRef;
  readonly holidaySchedule?: ScheduleRef;
  /** True: calls that fit are exempt from the service. */
  readonly blacklisted?: boolean;
  /** Of an executive: whether calls that fit go to the assistants. */
  readonly filter?: boolean;
  /** `Any`, `Forwarded`, `Specified Only` …, as written. */
  readonly callsFrom?: string;
  readonly includeAnonymousCallers?: boolean;
  readonly includeUnavailableCallers?: boolean;
  /** Private callers, of selective rejection. */
  readonly includePrivateCallers?: boolean;
  readonly phoneNumbers: readonly string[];
  /** Own numbers that were called. */
  readonly callsTo: readonly { readonly type: string; readonly number?: string; readonly extension?: string }[];
  readonly forwardTo?: string;
  readonly forwardToPhoneNumber?: string;
}
export interface ScheduleRef {
  readonly name: string;
  readonly type?: string;
}
export interface SelectiveService {
  readonly email?: string;
  readonly criteria: readonly Criterion[];
}
/** Settings of one further number of a queue. */
export interface DnisSettings {
  readonly phoneNumber?: string;
  readonly extension?: string;
  readonly priority?: string;
  readonly useCustomCallingLineId?: boolean;
  readonly callingLineIdPhoneNumber?: string;
  readonly callingLineIdLastName?: string;
  readonly callingLineIdFirstName?: string;
  readonly useCustomAnnouncements?: boolean;
  readonly allowOutgoingCalls?: boolean;
}
export interface ContactDirectories {
  readonly names: readonly string[];
}
export interface AlternateUserIds {
  readonly userIds: readonly { readonly userId: string; readonly description?: string }[];
}

export interface FurtherFeatureData {
  readonly submenuMenus: FeatureParts<AutoAttendantMenu>;
  readonly dnisSettings: FeatureParts<DnisSettings>;
  readonly contactDirectories: ContactDirectories;
  readonly contactDirectoryMembers: FeatureParts<FeatureMembers>;
  readonly alternateUserIds: AlternateUserIds;
  readonly selectiveAcceptance: SelectiveService;
  readonly selectiveRejection: SelectiveService;
  readonly priorityAlert: SelectiveService;
  readonly callNotify: SelectiveService;
  readonly selectiveForwardingCriteria: FeatureParts<CriterionDetail>;
  readonly selectiveAcceptanceCriteria: FeatureParts<CriterionDetail>;
  readonly selectiveRejectionCriteria: FeatureParts<CriterionDetail>;
  readonly simultaneousRingCriteria: FeatureParts<CriterionDetail>;
  readonly sequentialRingCriteria: FeatureParts<CriterionDetail>;
  readonly priorityAlertCriteria: FeatureParts<CriterionDetail>;
  readonly callNotifyCriteria: FeatureParts<CriterionDetail>;
  readonly executiveFilteringCriteria: FeatureParts<CriterionDetail>;
  /** By number, as the list writes it. */
  readonly broadWorksAnywhereNumbers: FeatureParts<AnywhereNumber>;
  readonly personSchedules: FeatureParts<PersonScheduleEvents>;
  readonly personScheduleEvents: FeatureParts<PersonScheduleEvents>;
  readonly personTimeSchedules: FeatureParts<PersonScheduleEvents>;
  readonly personHolidaySchedules: FeatureParts<PersonScheduleEvents>;
  readonly schedules: ScheduleNames;
  readonly scheduleEvents: ScheduleEvents;
  readonly scheduleEvent: ScheduleEvent;
  readonly holidaySchedule: ScheduleEvents;
  readonly timeSchedule: ScheduleEvents;
  readonly holidayScheduleNames: { readonly listed: readonly { readonly name: string }[] };
  readonly timeScheduleNames: { readonly listed: readonly { readonly name: string }[] };
  readonly callParkSettings: CallParkSettings;
  readonly callPark: CallPark;
  readonly callPickup: FeatureMembers;
  readonly groupPaging: GroupPaging;
  readonly pagingTargets: FeatureMembers;
  readonly pagingOriginators: FeatureMembers;
  readonly submenus: Submenus;
  readonly queueOverflow: QueueOverflow;
  readonly queueBounced: QueueBounced;
  readonly queueNightService: QueueSchedule;
  readonly queueHolidayService: QueueSchedule;
  readonly queueForcedForwarding: QueueForcedForwarding;
  readonly queueStranded: QueueAction;
  readonly queueStrandedUnavailable: QueueAction;
  readonly queueDnis: QueueDnis;
  readonly routePoint: RoutePoint;
  readonly trunkGroup: TrunkGroup;
  readonly trunkGroupUsers: FeatureMembers;
  readonly callingPlan: CallingPlan;
  readonly registrations: Registrations;
  readonly alternateNumbers: AlternateNumbers;
  readonly busyLampField: BusyLampField;
  readonly receptionist: FeatureMembers;
  readonly receptionistOffice: FeatureMembers;
  readonly receptionistSmallBusiness: FeatureMembers;
  readonly sharedCallAppearance: SharedCallAppearance;
  readonly simultaneousRing: SimultaneousRing;
  readonly sequentialRing: SequentialRing;
  readonly selectiveForwarding: SelectiveForwarding;
  readonly speedDial8: SpeedDials;
  readonly speedDial100: SpeedDials;
  readonly callRecording: CallRecording;
  readonly remoteOffice: RemoteOffice;
  readonly broadWorksAnywhere: BroadWorksAnywhere;
  readonly hotelingHost: HotelingHost;
  readonly hotelingGuest: HotelingGuest;
  readonly executive: ExecutiveAssistants;
  readonly executiveFiltering: ExecutiveFiltering;
  readonly executiveAlerting: ExecutiveAlerting;
  readonly executiveAssistant: AssistantOf;
  readonly privacy: Privacy;
}
