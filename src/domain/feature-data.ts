import type { WithAlternateNumbers } from './alternate-number.ts';
import type { QueueMessages } from './announcements.ts';
import type { DraftId } from './draft-id.ts';
import type { FeatureForward } from './feature-settings.ts';
import type { QueueWait } from './queue-wait.ts';

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
    /** Whether callers hear something before; left out: as the target has it. */
    readonly announcement?: boolean;
    /** What they hear, at most four; missing: what the target says of its own. */
    readonly audio?: readonly DraftId[];
    /** There is audio of its own that was not found: what somebody puts there by hand stays. */
    readonly unfound?: true;
  };
  /** What happens to a call that an agent does not answer; left out: as the target has it. */
  readonly callBounce?: CallBounce;
  /** What callers and agents hear. */
  readonly messages?: QueueMessages;
  /** What callers are told about how long they wait. */
  readonly waitMessage?: QueueWait;
  readonly allowAgentJoin: boolean;
  readonly allowCallWaiting: boolean;
  /** Agents may show the number of the queue on their own calls; left out: as the target has it. */
  readonly numberForOutgoingCalls?: true;
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
