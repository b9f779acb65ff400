import type { AnnouncementData, LocationMusicData, QueueMessages } from './announcements.ts';
import type {
  AutoAttendantData,
  CallingPermission,
  CallQueueData,
  CustomerData,
  DeviceData,
  DeviceMemberData,
  DraftId,
  HuntGroupData,
  LineKeyData,
  LocationData,
  MenuData,
  MenuKeyData,
  ScheduleData,
  SettingEntry,
  SubscriberData,
  VirtualLineData,
  WholeSetting,
  WorkspaceData,
} from './drafts.ts';
import type { SelectiveRule, WholeFeatureSetting } from './feature-settings.ts';
import type { CallParkData, CallParkSettingsData, CallPickupData, PagingGroupData } from './member-features.ts';
import type { VoicePortalData } from './voice-portal.ts';
import type { VoicemailGroupData } from './voicemail-group.ts';

/**
 * A step is one intended change in Webex. Its id is a hash of kind and natural key, not of its content, so that
 * planning again keeps what is done; `content` changes with what would be written.
 */
export type StepId = string;

export interface StepBase {
  readonly id: StepId;
  /** Draft that it carries out. */
  readonly draft: DraftId;
  /** Draft id of the customer. */
  readonly customer: DraftId;
  readonly naturalKey: string;
  /** For people: `subscriber anna@example.test`. */
  readonly label: string;
  readonly phase: 'provision' | 'deferred';
  /** Must be done first; if one fails this step is skipped. */
  readonly hard: readonly StepId[];
  /** Waited for, but their failure only thins this step out (an agent that does not exist). */
  readonly soft: readonly StepId[];
  /** Steps with the same value run one at a time (devices of one owner). */
  readonly exclusive?: string;
  /** Hash of the payload. */
  readonly content: string;
}

/** A reference to an object that another step makes; resolved when the request is built. */
export type StepRef = StepId;

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
/** Emergency callback of a location, or of an owner without a number of its own. */
export interface EmergencyCallbackStep extends StepBase {
  readonly kind: 'emergencyCallback';
  readonly payload: { readonly customer: StepRef; readonly location: StepRef; readonly owner?: StepRef };
}
export interface ScheduleStep extends StepBase {
  readonly kind: 'schedule';
  readonly payload: Omit<ScheduleData, 'location'> & { readonly customer: StepRef; readonly location: StepRef };
}
/** An announcement that another step makes, as features name it. */
export interface AudioRef {
  readonly step: StepRef;
  readonly name: string;
  readonly fileName: string;
}
export interface AnnouncementStep extends StepBase {
  readonly kind: 'announcement';
  readonly payload: Omit<AnnouncementData, 'location'> & { readonly customer: StepRef; readonly location: StepRef };
}
/** Music on hold of a location. */
export interface LocationMusicStep extends StepBase {
  readonly kind: 'locationMusic';
  readonly payload: Pick<LocationMusicData, 'enabled'> & {
    readonly customer: StepRef;
    readonly location: StepRef;
    readonly audio?: AudioRef;
  };
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
export interface DeviceStep extends StepBase {
  readonly kind: 'device';
  readonly payload: Pick<DeviceData, 'name'> & {
    readonly mac: string;
    readonly model: string;
    readonly customer: StepRef;
    readonly owner: StepRef;
  };
}
/** All lines of one phone; without `device` those of its owner's Webex App. */
export interface DeviceMembersStep extends StepBase {
  readonly kind: 'deviceMembers';
  readonly payload: {
    readonly customer: StepRef;
    readonly owner: StepRef;
    readonly device?: StepRef;
    readonly members: readonly (Omit<DeviceMemberData, 'owner'> & { readonly owner: StepRef })[];
  };
}
export interface DeviceLayoutStep extends StepBase {
  readonly kind: 'deviceLayout';
  readonly payload: { readonly customer: StepRef; readonly device: StepRef; readonly keys: readonly LineKeyData[] };
}
export interface DectNetworkStep extends StepBase {
  readonly kind: 'dectNetwork';
  readonly payload: {
    readonly customer: StepRef;
    readonly location: StepRef;
    readonly name: string;
    readonly model: string;
  };
}
export interface DectBaseStep extends StepBase {
  readonly kind: 'dectBase';
  readonly payload: {
    readonly customer: StepRef;
    readonly location: StepRef;
    readonly network: StepRef;
    readonly mac: string;
  };
}
export interface DectHandsetStep extends StepBase {
  readonly kind: 'dectHandset';
  readonly payload: {
    readonly customer: StepRef;
    readonly location: StepRef;
    readonly network: StepRef;
    readonly owner: StepRef;
    readonly displayName: string;
  };
}
/** A list of members. */
interface Growing {
  /** Further members come with later batches: until then nobody who stands on the list is taken off it. */
  readonly open?: true;
}
interface AgentRef {
  readonly owner: StepRef;
  readonly weight?: string;
  readonly skillLevel?: number;
  readonly joined?: false;
}
export interface HuntGroupStep extends StepBase {
  readonly kind: 'huntGroup';
  readonly payload: Growing &
    Omit<HuntGroupData, 'location' | 'agents'> & {
      readonly customer: StepRef;
      readonly location: StepRef;
      readonly agents: readonly AgentRef[];
    };
}
export interface CallQueueStep extends StepBase {
  readonly kind: 'callQueue';
  readonly payload: Growing &
    Omit<CallQueueData, 'location' | 'agents' | 'messages'> & {
      readonly customer: StepRef;
      readonly location: StepRef;
      readonly messages?: QueueMessages<AudioRef>;
      readonly agents: readonly AgentRef[];
    };
}
/** Whether an agent has joined a queue, once both exist; an agent joins by itself when it is added. */
export interface QueueAgentStep extends StepBase {
  readonly kind: 'queueAgent';
  readonly payload: {
    readonly customer: StepRef;
    readonly queue: StepRef;
    readonly agent: StepRef;
    readonly customerAssist: boolean;
    readonly joined: boolean;
  };
}
/** A menu of an attendant with the audio of its greeting. */
export type SpokenMenu = Omit<MenuData, 'announcement' | 'greeting' | 'keys'> & {
  readonly audio?: AudioRef;
  readonly keys: readonly SpokenKey[];
};
/** A key with the audio that it plays. */
export type SpokenKey = Omit<MenuKeyData, 'announcement'> & { readonly audio?: AudioRef };
/** Schedules by name, which is how the target refers to them. */
interface AttendantPayload
  extends Omit<
    AutoAttendantData,
    'location' | 'businessSchedule' | 'holidaySchedule' | 'menuOf' | 'businessHoursMenu' | 'afterHoursMenu'
  > {
  readonly customer: StepRef;
  readonly location: StepRef;
  readonly businessSchedule: string;
  readonly holidaySchedule?: string;
  readonly businessHoursMenu: SpokenMenu;
  readonly afterHoursMenu: SpokenMenu;
}
export interface AutoAttendantStep extends StepBase {
  readonly kind: 'autoAttendant';
  readonly payload: AttendantPayload & {
    /** Keys that lead to attendants which come later: a step of their own adds them, and here they are no difference. */
    readonly laterKeys?: Readonly<Record<'businessHoursMenu' | 'afterHoursMenu', readonly SpokenKey[]>>;
  };
}
/**
 * Second pass over an attendant whose menus lead to one that was made after it, as those do that point at each other: the
 * menus as they are to be, all keys included.
 */
export interface AttendantMenusStep extends StepBase {
  readonly kind: 'attendantMenus';
  readonly payload: AttendantPayload & { readonly attendant: StepRef };
}
/** Payload of a feature whose members are references; a missing member thins it out. */
type MembersOf<Data, Lists extends keyof Data> = Omit<Data, 'location' | Lists> & {
  readonly customer: StepRef;
  readonly location: StepRef;
} & Growing & { readonly [List in Lists]: readonly StepRef[] };

export interface CallPickupStep extends StepBase {
  readonly kind: 'callPickup';
  readonly payload: MembersOf<CallPickupData, 'members'>;
}
/** `recallHuntGroup` is the step of a hunt group; where it failed, calls come back to whoever parked them. */
export interface CallParkStep extends StepBase {
  readonly kind: 'callPark';
  readonly payload: MembersOf<CallParkData, 'members'>;
}
export interface CallParkSettingsStep extends StepBase {
  readonly kind: 'callParkSettings';
  readonly payload: Omit<CallParkSettingsData, 'location'> & { readonly customer: StepRef; readonly location: StepRef };
}
export interface VoicePortalStep extends StepBase {
  readonly kind: 'voicePortal';
  readonly payload: Omit<VoicePortalData, 'location'> & { readonly customer: StepRef; readonly location: StepRef };
}
export interface VoicemailGroupStep extends StepBase {
  readonly kind: 'voicemailGroup';
  readonly payload: Omit<VoicemailGroupData, 'location' | 'mailboxOf'> & {
    readonly extension: string;
    readonly customer: StepRef;
    readonly location: StepRef;
  };
}
export interface PagingGroupStep extends StepBase {
  readonly kind: 'pagingGroup';
  readonly payload: MembersOf<PagingGroupData, 'originators' | 'targets'>;
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
/** What a feature must be called by: decides between the three endpoints. */
export type FeatureKind = 'huntGroup' | 'callQueue' | 'autoAttendant';
interface OfFeature {
  readonly customer: StepRef;
  readonly location: StepRef;
  readonly feature: StepRef;
  readonly featureKind: FeatureKind;
}
/** A setting of a hunt group, queue or attendant, once that one exists. */
export interface FeatureSettingStep extends StepBase {
  readonly kind: 'featureSetting';
  readonly payload: OfFeature & { readonly value: WholeFeatureSetting };
}
/** One rule of selective forwarding; schedules by name, which is how the target refers to them. */
export interface SelectiveRuleStep extends StepBase {
  readonly kind: 'selectiveRule';
  readonly payload: OfFeature & {
    readonly value: SelectiveRule;
    /** Number and extension of the feature: the rule is about calls to them. */
    readonly called: { readonly phoneNumber?: string; readonly extension?: string };
  };
}

export type Step =
  | CustomerStep
  | LocationStep
  | CallingStep
  | PstnStep
  | PermissionStep
  | NumbersStep
  | ActivationStep
  | MainNumberStep
  | EmergencyCallbackStep
  | ScheduleStep
  | AnnouncementStep
  | LocationMusicStep
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
 * outcome; `undoing`: a rollback has begun to remove it; `waiting`: accepted, the target is still at it (compliance review, consent); `unknown`: a person decides.
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
