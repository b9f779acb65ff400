import type { FeatureParts } from './feature-part.ts';
import type { MediaFile } from './media-file.ts';
import type { CallingPlan } from './source-features.ts';

/**
 * Features that describe rules, licences and machinery rather than what somebody uses each day: one shape per response,
 * values as read. A missing field was absent or empty; whatever has no field here stays in the stored body.
 */

/** What one list names, where several answers (a search, a page) may each hold a part of it. */
export interface Listed<Entry> {
  readonly listed: readonly Entry[];
}

/** Caller ID, limits and routing of calls: of a person, a group or the whole provider. */
export interface CallPolicy {
  /** Which parts are set here and not one level above, e.g. `CLID`, `Media`, `CallLimits`; up to release 14 `all`. */
  readonly own: readonly string[];
  /** `Use DN`, `Use Configurable CLID` or `Use Group CLID`. */
  readonly clidPolicy?: string;
  readonly emergencyClidPolicy?: string;
  readonly enterpriseCallsClidPolicy?: string;
  readonly groupCallsClidPolicy?: string;
  readonly useGroupName?: boolean;
  readonly blockCallingNameForExternalCalls?: boolean;
  /** Limits that are switched on: name of the field without `max` -> the number. */
  readonly limits: Readonly<Record<string, string>>;
  /** All other fields, by name, as written. */
  readonly further: Readonly<Record<string, string>>;
}

/** A calling plan, and what departments may do where they differ from it. */
export interface GroupCallingPlan extends CallingPlan {
  readonly departments?: readonly {
    readonly name: string;
    /** Its name alone, where `name` says more. */
    readonly keyName?: string;
    readonly permissions: Readonly<Record<string, string>>;
  }[];
}
/** Numbers to which restricted calls are handed over, by position `01` to `03`. */
export interface TransferNumbers {
  readonly useCustomSettings?: boolean;
  readonly numbers: Readonly<Record<string, string>>;
  readonly departments?: readonly {
    readonly name: string;
    readonly keyName?: string;
    readonly numbers: Readonly<Record<string, string>>;
  }[];
}
/** Codes that open a restricted call. The codes themselves are secrets and never read: what is left is who knows them. */
export interface AccessCodes {
  readonly codes: readonly { readonly description?: string }[];
  readonly departments?: readonly {
    readonly name: string;
    readonly keyName?: string;
    readonly codes: readonly { readonly description?: string }[];
  }[];
}
/** Patterns of digits that a plan names. */
export interface DigitPatterns {
  readonly patterns: readonly { readonly name: string; readonly pattern?: string }[];
}

/** One service or pack that may be used, with its counts as written (`Unlimited` or digits). */
export interface Authorization {
  readonly name: string;
  readonly assigned?: boolean;
  readonly limited?: string;
  readonly quantity?: string;
  readonly allocated?: string;
  readonly allowed?: string;
  readonly usage?: string;
  readonly licensed?: string;
  readonly packAllocation?: string;
  readonly instances?: string;
}
/** What is authorised; what is not has no entry. */
export interface Authorizations {
  readonly packs: readonly Authorization[];
  readonly groupServices: readonly Authorization[];
  readonly userServices: readonly Authorization[];
}

export interface Reseller {
  readonly id: string;
  readonly name?: string;
}
/** A reseller by itself; the list knows no more than its name. */
export interface ResellerDetail {
  readonly name?: string;
  readonly externalId?: string;
}
export interface EnterpriseTrunk {
  readonly name: string;
  readonly routingType?: string;
}
/** Which trunk groups an enterprise trunk leads to, and what happens where none of them takes a call. */
export interface EnterpriseTrunkDetail {
  /** In their order; without `groupId` where the trunk is one of a single group. */
  readonly trunkGroups: readonly {
    readonly name: string;
    readonly groupId?: string;
    readonly priority?: string;
    readonly weight?: string;
  }[];
  /** `Ordered Load Balancing`, `Overflow` …; missing where trunk groups have priorities and weights. */
  readonly orderingAlgorithm?: string;
  readonly maximumRerouteAttempts?: string;
  readonly maximumRerouteAttemptsWithinPriority?: string;
  /** `None` or `Forward`. */
  readonly routeExhaustionAction?: string;
  readonly routeExhaustionForwardAddress?: string;
  /** Only where the trunk counts its calls itself. */
  readonly maxActiveCalls?: string;
}
export interface ListedTrunkGroup {
  readonly name: string;
  /** Up to release 14 they were virtual users. */
  readonly serviceUserId?: string;
  /** Of another group, where the whole enterprise was asked for. */
  readonly groupId?: string;
  readonly department?: string;
  readonly deviceLevel?: string;
  readonly deviceName?: string;
}
export interface ListedName {
  readonly name: string;
}

/** Faxes to a user, which its mailbox takes. */
export interface FaxMessaging {
  readonly isActive: boolean;
  readonly phoneNumber?: string;
  readonly extension?: string;
}

export interface ThirdPartyVoicemail {
  readonly isActive: boolean;
  readonly alwaysRedirect?: boolean;
  readonly busyRedirect?: boolean;
  readonly noAnswerRedirect?: boolean;
  readonly outOfZoneRedirect?: boolean;
  readonly noAnswerNumberOfRings?: string;
  /** `Group Mail Server` or `User Specific Mail Server`. */
  readonly serverSelection?: string;
  readonly userServer?: string;
  /** `User Or Group Phone Number` or `URL`. */
  readonly mailboxIdType?: string;
  readonly mailboxUrl?: string;
}
export interface VoicemailGreetings {
  /** `Default` or `Personal`. */
  readonly busy?: string;
  /** `Default`, `Personal` or `Alternate01` to `Alternate03`. */
  readonly noAnswer?: string;
  readonly noAnswerNumberOfRings?: string;
  readonly extendedAway?: boolean;
  readonly extendedAwayDisablesDeposit?: boolean;
  readonly disableMessageDeposit?: boolean;
  /** `Disconnect` or `Forward`. */
  readonly disableMessageDepositAction?: string;
  readonly greetingOnlyForwardDestination?: string;
  /** Recordings, by the element that names them: `busyPersonalAudioFile`. */
  readonly files: Readonly<Record<string, MediaFile>>;
  /** Alternates to no answer, by position `01` to `03`. */
  readonly alternates: readonly { readonly position: string; readonly name?: string; readonly audioFile?: MediaFile }[];
}
/** Where the messages of a mailbox are kept. Passwords are dropped on reading. */
export interface VoicemailServer {
  /** `Group Mail Server` or `Personal Mail Server`. */
  readonly selection?: string;
  readonly groupEmail?: string;
  readonly groupUserId?: string;
  readonly useGroupFullMailboxLimit?: boolean;
  readonly groupFullMailboxLimit?: string;
  readonly personalNetAddress?: string;
  readonly personalProtocol?: string;
  readonly personalRealDeleteForImap?: boolean;
  readonly personalEmail?: string;
  readonly personalUserId?: string;
}
export interface VoicemailAliases {
  readonly phoneNumbers: readonly string[];
}
/** A list of a mailbox: one message goes to all of its numbers. */
export interface VoicemailDistributionList {
  readonly description?: string;
  readonly phoneNumbers: readonly string[];
}
export interface UserVoicePortal {
  readonly usePersonalizedName?: boolean;
  readonly autoLogin?: boolean;
  readonly personalizedName?: MediaFile;
}
/** Mailboxes of a group. */
export interface VoicemailGroup {
  /** `System Mail Server` or `Group Mail Server`. */
  readonly mailServer?: string;
  readonly netAddress?: string;
  readonly protocol?: string;
  readonly realDeleteForImap?: boolean;
  readonly maxMailboxLengthMinutes?: string;
  readonly doesMessageAge?: boolean;
  readonly holdPeriodDays?: string;
  readonly warnCallerBeforeRecording?: boolean;
  readonly allowUsersConfiguringAdvancedSettings?: boolean;
  readonly allowMessageToEntireGroup?: boolean;
}
export interface VoicePortal {
  readonly serviceUserId?: string;
  readonly name?: string;
  readonly phoneNumber?: string;
  /** The number in E.164; missing where its country stays open. */
  readonly dn?: string;
  readonly extension?: string;
  readonly language?: string;
  readonly callerIdFirstName?: string;
  readonly callerIdLastName?: string;
  readonly isActive?: boolean;
  readonly useVoicePortalWizard?: boolean;
  /** Reached from the whole enterprise, not from the group alone. */
  readonly enableExtendedScope?: boolean;
  readonly loginByPhoneNumberOrAlias?: boolean;
  readonly externalRoutingScope?: string;
  readonly useExternalRouting?: boolean;
  readonly externalRoutingAddress?: string;
  readonly homeZone?: string;
  readonly networkClassOfService?: string;
  readonly expressMode?: boolean;
}
export interface MusicOnHold {
  readonly serviceUserId?: string;
  readonly isActiveDuringCallHold?: boolean;
  readonly isActiveDuringCallPark?: boolean;
  readonly isActiveDuringBusyCampOn?: boolean;
  readonly useAlternateSourceForInternalCalls?: boolean;
  readonly useDynamicMusicDuringCallHold?: boolean;
  readonly enableVideo?: boolean;
  readonly source?: MusicSource;
  /** For calls from inside, where it is switched on. */
  readonly internalSource?: MusicSource;
}
export interface MusicSource {
  /** `System`, `External` or `Custom`. */
  readonly selection?: string;
  /** The first file; newer releases name up to four. */
  readonly audioFile?: MediaFile;
  readonly videoFile?: MediaFile;
  /** Line of a device that plays the music. */
  readonly linePort?: string;
}
export interface VoicePortalBranding {
  /** `Default` or `Branded`. */
  readonly voicePortalGreeting?: string;
  readonly voicePortalFile?: MediaFile;
  readonly voiceMessagingGreeting?: string;
  readonly voiceMessagingFile?: MediaFile;
}
export interface AgentState {
  /** `Sign-In`, `Sign-Out`, `Available`, `Unavailable` or `Wrap-Up`. */
  readonly acdState?: string;
  readonly unavailableCode?: string;
  readonly thresholdProfile?: string;
  readonly useDefaultGuardTimer?: boolean;
  readonly enableGuardTimer?: boolean;
  readonly guardTimerSeconds?: string;
  /** What makes the agent unavailable by itself, by the name of its field. */
  readonly unavailableOn: readonly string[];
  readonly makeOutgoingCallsAsCallCenter?: boolean;
  readonly outgoingCallDnis?: { readonly callCenter?: string; readonly name?: string };
  readonly wrapUpDestination?: string;
  /** The table that lists the queues; it was renamed. */
  readonly table: 'userTable' | 'callCenterTable';
  readonly queues: readonly {
    readonly userKey: string;
    readonly userId: string;
    readonly available?: boolean;
    readonly logoffAllowed?: boolean;
    readonly type?: string;
    readonly priority?: string;
    readonly skillLevel?: string;
  }[];
}
export interface CommunicationBarring {
  readonly useGroupSetting?: boolean;
  /** Of a group: whether the profile of its provider applies. */
  readonly useDefaultProfile?: boolean;
  readonly profile?: string;
}
/** Profiles that a person may switch by a code; the codes are no part of it. */
export interface CommunicationBarringControl {
  readonly lockedOut?: boolean;
  readonly profiles: readonly { readonly name: string; readonly active?: boolean; readonly primary?: boolean }[];
}
/** Who is told when somebody calls for help. */
export interface EmergencyCallNotification {
  readonly send?: boolean;
  readonly email?: string;
  /** Of a provider: whether a group may say otherwise. */
  readonly allowGroupOverride?: boolean;
}
/** Names and numbers that phones show. */
export interface PhoneList {
  readonly entries: readonly { readonly name: string; readonly phoneNumber?: string }[];
}
/** The name under which the phones of a person register. */
export interface SipAuthentication {
  readonly userName?: string;
}

export interface PolicyFeatureData {
  readonly resellers: Listed<Reseller>;
  readonly resellerDetails: FeatureParts<ResellerDetail>;
  readonly authorizations: Authorizations;
  readonly providerCallPolicy: CallPolicy;
  readonly groupCallPolicy: CallPolicy;
  readonly callPolicy: CallPolicy;
  readonly enterpriseTrunks: Listed<EnterpriseTrunk>;
  readonly enterpriseTrunkDetails: FeatureParts<EnterpriseTrunkDetail>;
  readonly trunkGroups: Listed<ListedTrunkGroup>;
  readonly callParks: Listed<ListedName>;
  readonly callPickups: Listed<ListedName>;
  readonly scheduleEventNames: Listed<ListedName>;
  readonly groupCallingPlan: GroupCallingPlan;
  readonly groupRedirectingPlan: GroupCallingPlan;
  readonly groupIncomingPlan: GroupCallingPlan;
  readonly groupRedirectedPlan: GroupCallingPlan;
  readonly groupCallMeNowPlan: GroupCallingPlan;
  readonly groupDigitPlan: GroupCallingPlan;
  readonly groupRedirectingDigitPlan: GroupCallingPlan;
  readonly groupCallMeNowDigitPlan: GroupCallingPlan;
  readonly groupPinholePlan: GroupCallingPlan;
  readonly groupRedirectingPinholePlan: GroupCallingPlan;
  readonly groupCallMeNowPinholePlan: GroupCallingPlan;
  readonly groupDigitPatterns: DigitPatterns;
  readonly groupPinholePatterns: DigitPatterns;
  readonly groupTransferNumbers: TransferNumbers;
  readonly redirectedCallingPlan: CallingPlan;
  readonly callMeNowPlan: CallingPlan;
  readonly digitPlan: CallingPlan;
  readonly redirectingDigitPlan: CallingPlan;
  readonly callMeNowDigitPlan: CallingPlan;
  readonly pinholePlan: CallingPlan;
  readonly redirectingPinholePlan: CallingPlan;
  readonly callMeNowPinholePlan: CallingPlan;
  readonly transferNumbers: TransferNumbers;
  readonly groupAccessCodes: AccessCodes;
  readonly accessCodes: AccessCodes;
  readonly thirdPartyVoicemail: ThirdPartyVoicemail;
  readonly faxMessaging: FaxMessaging;
  readonly voicemailGreetings: VoicemailGreetings;
  readonly voicemailServer: VoicemailServer;
  readonly voicemailAliases: VoicemailAliases;
  /** By their number, `0` to `15`. */
  readonly voicemailDistributionLists: FeatureParts<VoicemailDistributionList>;
  readonly userVoicePortal: UserVoicePortal;
  readonly voicemailGroup: VoicemailGroup;
  readonly voicePortal: VoicePortal;
  readonly musicOnHold: MusicOnHold;
  readonly voicePortalBranding: VoicePortalBranding;
  readonly agentState: AgentState;
  readonly groupCommunicationBarring: CommunicationBarring;
  readonly communicationBarring: CommunicationBarring;
  readonly communicationBarringControl: CommunicationBarringControl;
  readonly emergencyCallNotification: EmergencyCallNotification;
  readonly commonPhoneList: PhoneList;
  readonly personalPhoneList: PhoneList;
  readonly sipAuthentication: SipAuthentication;
}
