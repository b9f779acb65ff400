import type { AnnouncementData, LocationMusicData, QueueMessages } from './announcements.ts';
import type { AutoAttendantData, CallQueueData, HuntGroupData, MenuData, MenuKeyData } from './feature-data.ts';
import type { SelectiveRule, WholeFeatureSetting } from './feature-settings.ts';
import type { LocationInterceptData } from './intercept.ts';
import type { CallParkData, CallParkSettingsData, CallPickupData, PagingGroupData } from './member-features.ts';
import type { StepBase, StepRef } from './plan-step.ts';
import type { VoicePortalData } from './voice-portal.ts';
import type { VoicemailGroupData } from './voicemail-group.ts';

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

/** A list of members. */
export interface Growing {
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
    Omit<CallQueueData, 'location' | 'agents' | 'messages' | 'overflow'> & {
      readonly customer: StepRef;
      readonly location: StepRef;
      readonly messages?: QueueMessages<AudioRef>;
      readonly overflow: Omit<CallQueueData['overflow'], 'audio'> & { readonly audio?: readonly AudioRef[] };
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

export interface LocationInterceptStep extends StepBase {
  readonly kind: 'locationIntercept';
  readonly payload: Omit<LocationInterceptData, 'location'> & {
    readonly customer: StepRef;
    readonly location: StepRef;
  };
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
  readonly payload: OfFeature & { readonly value: WholeFeatureSetting<AudioRef> };
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
