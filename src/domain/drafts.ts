import type { AnnouncementData, LocationMusicData } from './announcements.ts';
import type { DecisionOption } from './decision-answer.ts';
import type { DeviceData } from './device-data.ts';
import type { DraftId } from './draft-id.ts';
import type { FaxData } from './fax.ts';
import type { AutoAttendantData, CallQueueData, ForwardingRule, HuntGroupData } from './feature-data.ts';
import type { FeatureSettingData } from './feature-settings.ts';
import type {
  AutoTransferNumbers,
  CallingPermission,
  DigitPattern,
  FurtherSetting,
  SettingEntryName,
} from './further-settings.ts';
import type { LocationInterceptData } from './intercept.ts';
import type { SourceRef } from './keys.ts';
import type { CallParkData, CallParkSettingsData, CallPickupData, PagingGroupData } from './member-features.ts';
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
  /** Missing: BroadWorks has none, or none that can be dialled. */
  readonly transferNumbers?: AutoTransferNumbers;
  /** Missing: none. */
  readonly digitPatterns?: readonly DigitPattern[];
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
      /** Missing: what stands there stays. */
      readonly fax?: FaxData;
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
  readonly locationIntercept: LocationInterceptData;
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
