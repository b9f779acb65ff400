/** Id of the draft of a feature or schedule, as in `drafts.ts`, which builds on this file. */
type DraftId = string;

/** A forwarding of a whole feature; a switched-off one keeps its target. */
export interface FeatureForward {
  readonly enabled: boolean;
  /** E.164 or extension. */
  readonly destination?: string;
}

interface OfFeature {
  /** Hunt group, call queue or auto attendant. */
  readonly feature: DraftId;
}

export interface FeatureForwarding extends OfFeature {
  readonly setting: 'forwarding';
  readonly always: FeatureForward & { readonly ringReminder: boolean };
  /** The default target of rules, and the switch over all of them. */
  readonly selective: FeatureForward & { readonly ringReminder: boolean };
}

/** When calls are forwarded, or are not: made one by one below the forwarding of a feature. */
export interface SelectiveRule extends OfFeature {
  readonly setting: 'selectiveRule';
  readonly name: string;
  readonly enabled: boolean;
  /** Schedules of the location; without one the rule always holds. */
  readonly businessSchedule?: DraftId;
  readonly holidaySchedule?: DraftId;
  readonly forwardTo: 'FORWARD_TO_DEFAULT_NUMBER' | 'FORWARD_TO_SPECIFIED_NUMBER' | 'DO_NOT_FORWARD';
  readonly destination?: string;
  /** The attendant of a holiday menu that the rule leads to: without it the rule is not made. */
  readonly attendant?: DraftId;
  readonly callsFrom: 'ANY' | 'CUSTOM';
  readonly privateNumbers: boolean;
  readonly unavailableNumbers: boolean;
  /** At most 12 callers. */
  readonly numbers: readonly string[];
}

/** Calls to a queue on holidays. */
export interface QueueHolidayService extends OfFeature {
  readonly setting: 'holidayService';
  readonly enabled: boolean;
  readonly action: 'BUSY' | 'TRANSFER';
  readonly destination?: string;
  readonly holidaySchedule?: DraftId;
  /** The target's own announcement comes first. */
  readonly announcement: boolean;
}

/** Calls to a queue outside its business hours; `forced`: at any hour, until somebody takes it back. */
export interface QueueNightService extends OfFeature {
  readonly setting: 'nightService';
  readonly enabled: boolean;
  readonly action: 'BUSY' | 'TRANSFER';
  readonly destination?: string;
  readonly businessSchedule?: DraftId;
  readonly forced: boolean;
  readonly announcement: boolean;
}

export interface QueueForcedForward extends OfFeature {
  readonly setting: 'forcedForward';
  readonly enabled: boolean;
  readonly destination?: string;
  readonly announcement: boolean;
}

/** Calls that wait in a queue which its last agent has left. */
export interface QueueStrandedCalls extends OfFeature {
  readonly setting: 'strandedCalls';
  readonly action: 'NONE' | 'BUSY' | 'TRANSFER' | 'NIGHT_SERVICE' | 'RINGING' | 'ANNOUNCEMENT';
  readonly destination?: string;
}

export type QueueServiceData = QueueHolidayService | QueueNightService | QueueForcedForward | QueueStrandedCalls;
/** What a feature is told once it exists. */
export type FeatureSettingData = FeatureForwarding | SelectiveRule | QueueServiceData;

/** Draft ids of the schedules that a setting follows. */
export function schedulesOf(value: FeatureSettingData): readonly DraftId[] {
  switch (value.setting) {
    case 'selectiveRule':
      return [value.businessSchedule, value.holidaySchedule].filter((id) => id !== undefined);
    case 'holidayService':
      return value.holidaySchedule === undefined ? [] : [value.holidaySchedule];
    case 'nightService':
      return value.businessSchedule === undefined ? [] : [value.businessSchedule];
    case 'forwarding':
    case 'forcedForward':
    case 'strandedCalls':
      return [];
    default:
      return value satisfies never;
  }
}

/** Those that are written as a whole. */
export type WholeFeatureSetting = Exclude<FeatureSettingData, SelectiveRule>;
