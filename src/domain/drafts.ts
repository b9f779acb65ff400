import type { WithAlternateNumbers } from './alternate-number.ts';
import type { AnnouncementData, LocationMusicData, QueueMessages } from './announcements.ts';
import type { DecisionOption } from './decision-answer.ts';
import type { FeatureForward, FeatureSettingData } from './feature-settings.ts';
import type { CallingPermission, FurtherSetting, SettingEntryName } from './further-settings.ts';
import type { SourceRef } from './keys.ts';
import type { CallParkData, CallParkSettingsData, CallPickupData, PagingGroupData } from './member-features.ts';
import type { QueueWait } from './queue-wait.ts';
import type { ScheduleEvent } from './schedule-event.ts';
import type { VoicePortalData } from './voice-portal.ts';
import type { VoicemailGroupData } from './voicemail-group.ts';

export type { CallingPermission } from './further-settings.ts';

/**
 * What `map` proposes. A draft holds plain data in the target's words plus a `why` per field: the rule that decided
 * and the source values it looked at. `why` keys are paths into `data` (`forwarding.busy`); the longest matching
 * prefix answers for a deeper path, and every leaf of `data` must be answered for.
 */
export interface Why {
  /** Rule id: `R-…` of the migration rules, or one of ours (`location-from-group`). */
  readonly rule: string;
  readonly sources: readonly SourceRef[];
  /** A sentence for a person, where the rule id alone does not say enough. */
  readonly note?: string;
  /** True where the written value differs from the source value; the coverage proof counts it as `changed`. */
  readonly changed?: boolean;
  /** Id of the decision whose answer, or recommendation while it is open, gave the value. */
  readonly decision?: string;
}

/** `kind:natural key`, e.g. `location:acme/north`, stable from run to run. */
export type DraftId = string;

export interface WebexAddress {
  readonly addressLine1?: string;
  readonly addressLine2?: string;
  readonly city?: string;
  readonly stateOrProvince?: string;
  readonly zipOrPostalCode?: string;
  /** ISO 3166 alpha-2. */
  readonly country?: string;
}

export interface CustomerData {
  /** `bw:<provider>` or `bw:<provider>/<group>`. */
  readonly externalId: string;
  readonly name: string;
  readonly primaryEmail?: string;
  /** `en_us` form. */
  readonly language: string;
  readonly timeZone: string;
  readonly billingAddress: WebexAddress;
  /** The complete list: a package left out of a PUT is removed. */
  readonly packages: readonly string[];
  /** How many of each package may be assigned. */
  readonly packageLimits: Readonly<Record<string, number>>;
  /** The location that the customer request creates; adopted afterwards, never created again. */
  readonly firstLocation: DraftId;
  /** First subscriber of a new org becomes its administrator. */
  readonly administrator?: DraftId;
}

export interface LocationData {
  readonly name: string;
  readonly timeZone: string;
  /** Preferred language `en_us`, and the announcement language. */
  readonly language: string;
  readonly announcementLanguage: string;
  readonly address: WebexAddress;
  readonly mainNumber?: string;
  readonly routingPrefix?: string;
  readonly outgoingPermissions: readonly CallingPermission[];
  /** Emergency callback of the location: its main number, or open. */
  readonly emergencyCallback: 'LOCATION_NUMBER' | 'NONE';
  /** PSTN connection that a person named; without one `migration.yaml` or the only one on offer. */
  readonly pstnConnectionId?: string;
}

export interface NumberData {
  readonly location: DraftId;
  /** E.164. */
  readonly number: string;
  readonly owner?: DraftId;
  /** Active in BroadWorks, so to be activated at cutover. */
  readonly activateAtCutover: boolean;
  readonly fate: 'move' | 'stay';
}

export interface SubscriberData {
  readonly location: DraftId;
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string;
  readonly package: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
  readonly administrator: boolean;
}

export interface WorkspaceData {
  readonly location: DraftId;
  readonly displayName: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
  readonly package: 'common_area_calling';
}

export interface VirtualLineData {
  readonly location: DraftId;
  readonly firstName: string;
  readonly lastName: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
}

export type DeviceManagement = 'cisco' | 'cisco-third-party' | 'customer' | 'partner' | 'none';
export type DeviceFate = 'keep' | 'convert' | 'partner-managed' | 'customer-managed' | 'replace' | 'drop' | 'hold';

export interface DeviceData {
  readonly location: DraftId;
  readonly owner?: DraftId;
  readonly sourceType: string;
  readonly name: string;
  /** 12 hex digits, upper case. */
  readonly mac?: string;
  /** `candidate`: found in a name or line/port; a person confirms it before it is written. */
  readonly macEvidence: 'field' | 'candidate' | 'none';
  /** Webex model such as `DMS Cisco 8851`, where one exists. */
  readonly model?: string;
  readonly management: DeviceManagement;
  readonly fate: DeviceFate;
  /** All owners of a line on it, the primary one first. */
  readonly lines: readonly DraftId[];
  /** Lines that are written to it (or, for a client that is dropped, to the Webex App of its owner); none: its owner's alone. */
  readonly members?: readonly DeviceMemberData[];
  /** For the base of a DECT network: one handset per line, which takes the place of phone and lines. */
  readonly handsets?: readonly DectHandsetData[];
  /** Line keys that are written to it; none: the target's own layout. */
  readonly layout?: readonly LineKeyData[];
}

export interface DeviceMemberData {
  readonly owner: DraftId;
  /** Place on the phone, from 1. */
  readonly port: number;
  /** `PRIMARY`: the phone is its owner's own one, as each port of an adapter is. */
  readonly lineType: 'PRIMARY' | 'SHARED_CALL_APPEARANCE';
}

export interface DectHandsetData {
  readonly owner: DraftId;
  /** At most 16 characters. */
  readonly displayName: string;
}

export interface LineKeyData {
  /** From 1. */
  readonly index: number;
  readonly type: 'PRIMARY_LINE' | 'SHARED_LINE' | 'MONITOR' | 'SPEED_DIAL';
  readonly label?: string;
  /** Number or extension of a speed dial. */
  readonly value?: string;
  /** Which of the shared lines, from 1. */
  readonly sharedLine?: number;
}

export interface AgentData {
  readonly owner: DraftId;
  readonly weight?: string;
  readonly skillLevel?: number;
  /** False: has left the queue, and is to stay out of it until it joins again. Left out: joined, as the target does it. */
  readonly joined?: false;
}

export interface ForwardingRule {
  readonly enabled: boolean;
  /** E.164, extension, or empty text where the source stores none. */
  readonly destination?: string;
  readonly numberOfRings?: number;
  readonly ringReminder?: boolean;
}

export interface HuntGroupData extends WithAlternateNumbers {
  readonly location: DraftId;
  readonly name: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
  readonly enabled: boolean;
  readonly language: string;
  readonly timeZone: string;
  readonly policy: 'CIRCULAR' | 'REGULAR' | 'SIMULTANEOUS' | 'UNIFORM' | 'WEIGHTED';
  readonly noAnswer: {
    readonly nextAgentEnabled: boolean;
    readonly nextAgentRings: number;
    readonly forwardEnabled: boolean;
    readonly numberOfRings: number;
    readonly destination?: string;
    readonly destinationVoicemailEnabled: boolean;
  };
  readonly waitingEnabled: boolean;
  readonly groupBusyEnabled: boolean;
  /** Where calls go when everybody is busy, or the group says so. */
  readonly busyRedirect?: FeatureForward;
  /** Where calls go when nobody can be reached. */
  readonly notReachable?: FeatureForward;
  readonly agents: readonly AgentData[];
}

/** A field that is left out stays as the target has it. */
export interface CallBounce {
  readonly enabled: boolean;
  readonly rings?: number;
  readonly agentUnavailable?: boolean;
  readonly alertOnHold?: boolean;
  readonly alertOnHoldSeconds?: number;
  readonly onHold?: boolean;
  readonly onHoldSeconds?: number;
}

export interface CallQueueData extends WithAlternateNumbers {
  readonly location: DraftId;
  readonly name: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
  readonly enabled: boolean;
  readonly language: string;
  readonly timeZone: string;
  readonly policy: 'CIRCULAR' | 'REGULAR' | 'SIMULTANEOUS' | 'UNIFORM' | 'WEIGHTED';
  readonly routingType: 'PRIORITY_BASED' | 'SKILL_BASED';
  readonly queueSize: number;
  /** What happens when the queue is full. */
  readonly overflow: {
    readonly action: 'PERFORM_BUSY_TREATMENT' | 'TRANSFER_TO_PHONE_NUMBER' | 'PLAY_RINGING_UNTIL_CALLER_HANGS_UP';
    readonly destination?: string;
    readonly sendToVoicemail: boolean;
    /** Whether callers overflow by time too; left out: as the target has it. */
    readonly afterWait?: boolean;
    /** 0 to 7200. */
    readonly afterWaitSeconds?: number;
  };
  /** What happens to a call that an agent does not answer; left out: as the target has it. */
  readonly callBounce?: CallBounce;
  /** What callers and agents hear. */
  readonly messages?: QueueMessages;
  /** What callers are told about how long they wait. */
  readonly waitMessage?: QueueWait;
  readonly allowAgentJoin: boolean;
  readonly allowCallWaiting: boolean;
  readonly customerAssist: boolean;
  readonly agents: readonly AgentData[];
}

export interface MenuKeyData {
  readonly key: string;
  /** Target's action word, e.g. `TRANSFER_WITHOUT_PROMPT`. */
  readonly action: string;
  readonly description?: string;
  readonly value?: string;
  /** What it plays, for `PLAY_ANNOUNCEMENT`. */
  readonly announcement?: DraftId;
  /** The attendant that the key leads to, where it is one that the migration makes of a menu; `value` is its extension. */
  readonly attendant?: DraftId;
}

export interface MenuData {
  readonly greeting: 'DEFAULT' | 'CUSTOM';
  /** Audio of a custom greeting; a menu whose audio nobody found has none. */
  readonly announcement?: DraftId;
  readonly extensionEnabled: boolean;
  readonly keys: readonly MenuKeyData[];
}

export interface AutoAttendantData extends Pick<WithAlternateNumbers, 'alternateNumbers'> {
  readonly location: DraftId;
  readonly name: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
  readonly enabled: boolean;
  readonly language: string;
  readonly timeZone: string;
  readonly businessSchedule: DraftId;
  /** On these days the menu of after hours answers. */
  readonly holidaySchedule?: DraftId;
  /** The attendant whose submenu or holiday menu this one is: BroadWorks has no attendant of its own for it. */
  readonly menuOf?: DraftId;
  readonly extensionDialing: 'ENTERPRISE' | 'GROUP';
  readonly nameDialing: 'ENTERPRISE' | 'GROUP';
  readonly businessHoursMenu: MenuData;
  readonly afterHoursMenu: MenuData;
}

export interface ScheduleData {
  readonly location: DraftId;
  readonly name: string;
  readonly type: 'businessHours' | 'holidays';
  readonly events: readonly ScheduleEvent[];
}

export type SettingData =
  | {
      readonly setting: 'callForwarding';
      readonly owner: DraftId;
      readonly always: ForwardingRule;
      readonly busy: ForwardingRule;
      readonly noAnswer: ForwardingRule;
      readonly notReachable: ForwardingRule;
    }
  | {
      readonly setting: 'voicemail';
      readonly owner: DraftId;
      readonly enabled: boolean;
      readonly sendAllCalls: boolean;
      readonly sendBusyCalls: boolean;
      readonly sendUnansweredCalls: boolean;
      readonly numberOfRings: number;
      readonly notifyEmail?: string;
      readonly copyEmail?: string;
      readonly transferToNumber?: string;
      readonly messageStorage: 'INTERNAL' | 'EXTERNAL';
      readonly externalEmail?: string;
    }
  | { readonly setting: 'callWaiting'; readonly owner: DraftId; readonly enabled: boolean }
  | {
      readonly setting: 'doNotDisturb';
      readonly owner: DraftId;
      readonly enabled: boolean;
    }
  | FurtherSetting;

/** Entries below a setting, which are made one by one. */
export type SettingEntry = Extract<SettingData, { readonly setting: SettingEntryName }>;
/** Settings that are written as a whole; the emergency callback has a step kind of its own, for not only owners have one. */
export type WholeSetting = Exclude<SettingData, { readonly setting: SettingEntryName | 'emergencyCallback' }>;

export interface NotMigratedData {
  /** The source object, e.g. `user anna@example.test`. */
  readonly source: string;
  readonly reason: string;
  /** `hold`: stays until a person signs (life safety); `none`: nothing to move; `unsupported`: the tool cannot yet. */
  readonly category: 'hold' | 'none' | 'unsupported' | 'out-of-scope';
}

export interface DraftDataByKind {
  readonly customer: CustomerData;
  readonly location: LocationData;
  readonly number: NumberData;
  readonly subscriber: SubscriberData;
  readonly workspace: WorkspaceData;
  readonly virtualLine: VirtualLineData;
  readonly device: DeviceData;
  readonly schedule: ScheduleData;
  readonly announcement: AnnouncementData;
  readonly locationMusic: LocationMusicData;
  readonly huntGroup: HuntGroupData;
  readonly callQueue: CallQueueData;
  readonly autoAttendant: AutoAttendantData;
  readonly callPickup: CallPickupData;
  readonly callPark: CallParkData;
  readonly pagingGroup: PagingGroupData;
  readonly callParkSettings: CallParkSettingsData;
  readonly voicePortal: VoicePortalData;
  readonly voicemailGroup: VoicemailGroupData;
  readonly setting: SettingData;
  readonly featureSetting: FeatureSettingData;
  readonly notMigrated: NotMigratedData;
}
export type DraftKind = keyof DraftDataByKind;

export interface DraftOf<Kind extends DraftKind> {
  readonly id: DraftId;
  readonly kind: Kind;
  /** Draft id of the customer that it belongs to (its own, for a customer). */
  readonly customer: DraftId;
  /** The BroadWorks entity it comes from, `kind:key`; several drafts may share one. */
  readonly from: string;
  readonly data: DraftDataByKind[Kind];
  readonly why: Readonly<Record<string, Why>>;
}
export type Draft = { [Kind in DraftKind]: DraftOf<Kind> }[DraftKind];

/** An attendant that the migration makes of a submenu or a holiday menu: BroadWorks has no virtual user for it. */
export function isMadeOfMenu(draft: Draft): boolean {
  return draft.kind === 'autoAttendant' && draft.data.menuOf !== undefined;
}

/** What the migration makes beside a feature, inside which BroadWorks keeps it: an attendant of a menu, or a mailbox. */
export function isMadeBeside(draft: Draft): boolean {
  return isMadeOfMenu(draft) || (draft.kind === 'voicemailGroup' && draft.data.mailboxOf !== undefined);
}

/** A choice that `map` could not make alone, or made by a rule. */
export interface Decision {
  /** `<kind>:<object>`, stable. */
  readonly id: string;
  readonly kind: string;
  readonly customer: DraftId;
  /** Draft or source object that it is about. */
  readonly object: string;
  readonly question: string;
  readonly options: readonly DecisionOption[];
  readonly recommendation: string;
  readonly reason: string;
  /** Hash of what caused it: an answer holds while this is the same. */
  readonly fingerprint: string;
}

/** What a person loses, or must do by hand. */
export interface Loss {
  readonly customer: DraftId;
  /** `user:key`, `group:key` … */
  readonly owner: string;
  readonly service: string;
  readonly verdict: 'part' | 'manual' | 'lost';
  readonly notice: string;
  readonly action: string;
  readonly sources: readonly SourceRef[];
}

export const COVERAGE_OUTCOMES = ['migrated', 'changed', 'manual', 'lost', 'not used'] as const;
export type CoverageOutcome = (typeof COVERAGE_OUTCOMES)[number];

/** One line of the coverage proof: so many settings of one response of one owner ended this way. */
export interface CoverageRow {
  readonly customer: DraftId;
  readonly owner: string;
  readonly response: string;
  readonly outcome: CoverageOutcome;
  /** Rule id, service verdict, or `not-supported-yet`. */
  readonly reason: string;
  readonly settings: number;
}
