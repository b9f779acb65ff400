import type { FeatureMembers } from './source-features.ts';
import type { MusicSource } from './source-policies.ts';

/** Features of users that are nothing without their switch. */
interface Switched {
  readonly isActive: boolean;
}

export interface PushToTalk extends FeatureMembers {
  readonly allowAutoAnswer?: boolean;
  /** `One Way` or `Two Way`. */
  readonly outgoingConnection?: string;
  /** `Allow Calls From Selected Users` or `Allow Calls From Everyone Except Selected Users`. */
  readonly accessList?: string;
}
/** Of a person, or of everybody in a group. */
export interface Intercept extends Switched {
  readonly announcementSelection?: string;
  /** `Intercept All`, `Allow All` or `Allow System Dns`. */
  readonly inboundCallMode?: string;
  readonly routeToVoiceMail?: boolean;
  readonly playNewPhoneNumber?: boolean;
  readonly newPhoneNumber?: string;
  readonly transferOnZero?: boolean;
  readonly transferPhoneNumber?: string;
  /** `Block All`, `Allow Outbound Local Calls` or `Allow Outbound Enterprise And Group Calls`; up to 21 a switch. */
  readonly outboundCallMode?: string;
  readonly allowOutboundLocalCalls?: boolean;
  readonly rerouteOutboundCalls?: boolean;
  readonly outboundReroutePhoneNumber?: string;
}
export interface IncomingCallingPlan {
  readonly useCustomSettings?: boolean;
  /** Permission -> as written. */
  readonly permissions: Readonly<Record<string, string>>;
}

/** What a user with music of its own plays. */
export interface UserMusicSource {
  readonly source?: MusicSource;
  readonly useAlternateSourceForInternalCalls?: boolean;
  readonly enableVideo?: boolean;
}

export interface SettingFeatureData {
  readonly anonymousCallRejection: Switched;
  readonly bargeInExempt: Switched;
  readonly callerIdBlocking: Switched;
  readonly connectedLineRestriction: Switched;
  readonly externalCallerId: Switched;
  readonly internalCallerId: Switched;
  readonly userMusicOnHold: Switched;
  readonly userMusicSource: UserMusicSource;
  readonly pushToTalk: PushToTalk;
  readonly interceptUser: Intercept;
  readonly interceptGroup: Intercept;
  readonly incomingCallingPlan: IncomingCallingPlan;
  readonly redirectingCallingPlan: IncomingCallingPlan;
}
