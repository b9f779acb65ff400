import type { RingPattern } from './alternate-number.ts';
/** Features of a location whose heart is a list of members; members are draft ids. */
export interface CallPickupData {
  readonly location: string;
  readonly name: string;
  /** BroadWorks tells nobody of a call that may be picked up, so neither does Webex. */
  readonly notificationType: 'NONE';
  readonly members: readonly string[];
}

export type ParkRecall =
  | 'ALERT_PARKING_USER_ONLY'
  | 'ALERT_PARKING_USER_FIRST_THEN_HUNT_GROUP'
  | 'ALERT_HUNT_GROUP_ONLY';

/** Whom a parked call comes back to. */
interface Recall {
  readonly recall: ParkRecall;
  /** Draft id; only where the recall rings a hunt group. */
  readonly recallHuntGroup?: string;
}

export interface CallParkData extends Recall {
  readonly location: string;
  readonly name: string;
  /** Calls are parked against the members themselves, as BroadWorks does. */
  readonly parkOnMembers: true;
  readonly members: readonly string[];
}

/** What holds for every parked call of a location. */
export interface CallParkSettingsData extends Recall {
  readonly location: string;
  readonly ringPattern: RingPattern;
  /** Seconds until the call comes back, 30 to 600. */
  readonly recallTime?: number;
  /** Seconds until the hunt group is alerted after the parking user, 30 to 600. */
  readonly huntWaitTime?: number;
}

export interface PagingGroupData {
  readonly location: string;
  readonly name: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
  readonly enabled: boolean;
  readonly language: string;
  /** Targets see who pages, not the name of the group. */
  readonly originatorCallerId: boolean;
  /** Who may page. */
  readonly originators: readonly string[];
  /** Who is paged: at most 75. */
  readonly targets: readonly string[];
}
