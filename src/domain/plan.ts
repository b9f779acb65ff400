import type {
  CallingPermission,
  CustomerData,
  LocationData,
  ScheduleData,
  SettingEntry,
  SubscriberData,
  VirtualLineData,
  WholeSetting,
  WorkspaceData,
} from './drafts.ts';
import type { AutoTransferNumbers, DigitPattern } from './further-settings.ts';
import type {
  DectBaseStep,
  DectHandsetStep,
  DectNetworkStep,
  DeviceLayoutStep,
  DeviceMembersStep,
  DeviceStep,
} from './plan-devices.ts';
import type {
  AnnouncementStep,
  AttendantMenusStep,
  AudioRef,
  AutoAttendantStep,
  CallParkSettingsStep,
  CallParkStep,
  CallPickupStep,
  CallQueueStep,
  FeatureSettingStep,
  Growing,
  HuntGroupStep,
  LocationInterceptStep,
  LocationMusicStep,
  PagingGroupStep,
  QueueAgentStep,
  SelectiveRuleStep,
  VoicemailGroupStep,
  VoicePortalStep,
} from './plan-features.ts';
import type { StepBase, StepRef } from './plan-step.ts';

export interface CustomerStep extends StepBase {
  readonly kind: 'customer';
  readonly payload: Omit<CustomerData, 'firstLocation' | 'administrator'> & {
    readonly provisioningId: string;
    readonly firstLocation: LocationData;
    /** The organisation to attach to, for a customer that has one. */
    readonly orgId?: string;
  };
}
/** `first`: came with the customer, is read back and adopted, never created. */
export interface LocationStep extends StepBase {
  readonly kind: 'location';
  readonly payload: Pick<LocationData, 'name' | 'timeZone' | 'language' | 'announcementLanguage' | 'address'> & {
    readonly customer: StepRef;
    readonly first: boolean;
  };
}
export interface CallingStep extends StepBase {
  readonly kind: 'calling';
  readonly payload: Pick<LocationData, 'name' | 'timeZone' | 'language' | 'announcementLanguage' | 'address'> & {
    readonly customer: StepRef;
    readonly location: StepRef;
  };
}
/** `connectionId` from migration.yaml; without one the only option on offer is taken, else the step fails and says so. */
export interface PstnStep extends StepBase {
  readonly kind: 'pstn';
  readonly payload: { readonly customer: StepRef; readonly location: StepRef; readonly connectionId?: string };
}
export interface PermissionStep extends StepBase {
  readonly kind: 'permission';
  readonly payload: {
    readonly customer: StepRef;
    readonly location: StepRef;
    readonly permissions: readonly CallingPermission[];
  };
}
/** Where calls go that a location transfers instead of allowing; written before its permissions name them. */
export interface LocationTransferNumbersStep extends StepBase {
  readonly kind: 'locationTransferNumbers';
  readonly payload: { readonly customer: StepRef; readonly location: StepRef; readonly numbers: AutoTransferNumbers };
}
/** A pattern of digits that decides calls of a location before their type does. */
export interface DigitPatternStep extends StepBase {
  readonly kind: 'digitPattern';
  readonly payload: DigitPattern & { readonly customer: StepRef; readonly location: StepRef };
}
/** Several numbers of one location, added inactive. */
export interface NumbersStep extends StepBase {
  readonly kind: 'numbers';
  readonly payload: { readonly customer: StepRef; readonly location: StepRef; readonly numbers: readonly string[] };
}
export interface ActivationStep extends StepBase {
  readonly kind: 'activation';
  readonly payload: { readonly customer: StepRef; readonly location: StepRef; readonly numbers: readonly string[] };
}
/** Main number, and the location's routing prefix where there is one. */
export interface MainNumberStep extends StepBase {
  readonly kind: 'mainNumber';
  readonly payload: {
    readonly customer: StepRef;
    readonly location: StepRef;
    readonly phoneNumber: string;
    readonly routingPrefix?: string;
  };
}
/** Emergency callback of a location, or of an owner: the number of the location, or that of a `member` of it. */
export interface EmergencyCallbackStep extends StepBase {
  readonly kind: 'emergencyCallback';
  readonly payload: {
    readonly customer: StepRef;
    readonly location: StepRef;
    readonly owner?: StepRef;
    readonly member?: StepRef;
    /** The own number again, after an earlier plan has written another. */
    readonly own?: true;
  };
}
export interface ScheduleStep extends StepBase {
  readonly kind: 'schedule';
  readonly payload: Omit<ScheduleData, 'location'> & { readonly customer: StepRef; readonly location: StepRef };
}
export interface SubscriberStep extends StepBase {
  readonly kind: 'subscriber';
  readonly payload: Omit<SubscriberData, 'location'> & {
    readonly email: string;
    readonly customer: StepRef;
    readonly location: StepRef;
  };
}
export interface WorkspaceStep extends StepBase {
  readonly kind: 'workspace';
  readonly payload: Omit<WorkspaceData, 'location'> & { readonly customer: StepRef; readonly location: StepRef };
}
export interface VirtualLineStep extends StepBase {
  readonly kind: 'virtualLine';
  readonly payload: Omit<VirtualLineData, 'location'> & { readonly customer: StepRef; readonly location: StepRef };
}
/**
 * Keeps the extension of somebody who stays on BroadWorks dialable for those who moved; `present: false` frees it, for
 * that person moves now.
 */
export interface VirtualExtensionStep extends StepBase {
  readonly kind: 'virtualExtension';
  readonly payload: {
    readonly customer: StepRef;
    readonly location: StepRef;
    readonly displayName: string;
    readonly phoneNumber: string;
    readonly extension: string;
    readonly present: boolean;
  };
}
/** `ownerKind` decides between the people and the workspace endpoint. */
export interface SettingStep extends StepBase {
  readonly kind: 'setting';
  readonly payload: Growing & {
    readonly customer: StepRef;
    readonly owner: StepRef;
    readonly ownerKind: 'subscriber' | 'workspace' | 'virtualLine';
    readonly value: WholeSetting;
    /** Audio that the setting plays. */
    readonly audio?: AudioRef;
    /** Steps of the owners that the setting points at, in its order; those that do not move are left out. */
    readonly members?: readonly StepRef[];
    /** Rules that the setting switches on and off: filters of executives. */
    readonly rules?: readonly { readonly step: StepRef; readonly active: boolean }[];
  };
}
/** One entry below a setting: a number of single number reach. */
export interface SettingEntryStep extends StepBase {
  readonly kind: 'settingEntry';
  readonly payload: {
    readonly customer: StepRef;
    readonly owner: StepRef;
    readonly ownerKind: 'subscriber' | 'workspace' | 'virtualLine';
    readonly value: SettingEntry;
  };
}

export type Step =
  | CustomerStep
  | LocationStep
  | CallingStep
  | PstnStep
  | LocationTransferNumbersStep
  | DigitPatternStep
  | PermissionStep
  | NumbersStep
  | ActivationStep
  | MainNumberStep
  | EmergencyCallbackStep
  | ScheduleStep
  | AnnouncementStep
  | LocationMusicStep
  | LocationInterceptStep
  | SubscriberStep
  | WorkspaceStep
  | VirtualLineStep
  | VirtualExtensionStep
  | DeviceStep
  | DeviceMembersStep
  | DeviceLayoutStep
  | DectNetworkStep
  | DectBaseStep
  | DectHandsetStep
  | HuntGroupStep
  | CallQueueStep
  | QueueAgentStep
  | AutoAttendantStep
  | AttendantMenusStep
  | CallPickupStep
  | CallParkStep
  | PagingGroupStep
  | CallParkSettingsStep
  | VoicePortalStep
  | VoicemailGroupStep
  | SettingStep
  | SettingEntryStep
  | FeatureSettingStep
  | SelectiveRuleStep;
export type StepKind = Step['kind'];
export type StepOf<Kind extends StepKind> = Extract<Step, { kind: Kind }>;

/** What the plan says will happen; `blocked` never runs. `delete`: what stands there is taken away (a staged extension). */
export type StepAction = 'create' | 'change' | 'unchanged' | 'adopt' | 'blocked' | 'delete';

export interface Difference {
  readonly field: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface PlannedStep {
  readonly step: Step;
  readonly action: StepAction;
  readonly differences: readonly Difference[];
  /** Why it is blocked. */
  readonly reason?: string;
  /** Members that cannot come along, and why; the rest of the step goes on without them. */
  readonly leftOut?: readonly string[];
}

/** Where a plan goes. Everything remote is keyed by `key`: sandbox results never count for another target. */
export interface Target {
  /** `<api>#<partner org>`; the embedded sandbox has the api `sandbox`. */
  readonly key: string;
  readonly api: string;
  readonly partnerOrgId: string;
  readonly loopback: boolean;
}

/** Ids of what a step made or found: `customerId`, `orgId`, `locationId`, `personId`, … */
export type StepOutputs = Readonly<Record<string, string>>;

/**
 * State of a step for one target. `pending`: nothing sent yet or a clean refusal; `in-doubt`: an intent without an
 * outcome; `undoing`: a rollback has begun to remove it, a look settles it; `waiting`: accepted, the target is still at it (compliance review, consent); `unknown`: a person decides.
 */
export type StepState =
  | 'pending'
  | 'in-doubt'
  | 'undoing'
  | 'created'
  | 'adopted'
  | 'unchanged'
  | 'changed'
  | 'failed'
  | 'skipped'
  | 'waiting'
  | 'unknown';

export const DONE_STATES: readonly StepState[] = ['created', 'adopted', 'unchanged', 'changed'];
