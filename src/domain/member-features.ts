/** Features of a location whose heart is a list of members; members are draft ids. */
export interface CallPickupData {
  readonly location: string;
  readonly name: string;
  /** BroadWorks tells nobody of a call that may be picked up, so neither does Webex. */
  readonly notificationType: 'NONE';
  readonly members: readonly string[];
}
