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
  readonly callsFrom: 'ANY' | 'CUSTOM';
  readonly privateNumbers: boolean;
  readonly unavailableNumbers: boolean;
  /** At most 12 callers. */
  readonly numbers: readonly string[];
}

/** What a feature is told once it exists. */
export type FeatureSettingData = FeatureForwarding | SelectiveRule;

/** Draft ids of the schedules that a setting follows. */
export function schedulesOf(value: FeatureSettingData): readonly DraftId[] {
  switch (value.setting) {
    case 'selectiveRule':
      return [value.businessSchedule, value.holidaySchedule].filter((id) => id !== undefined);
    case 'forwarding':
      return [];
    default:
      return value satisfies never;
  }
}

/** Those that are written as a whole. */
export type WholeFeatureSetting = Exclude<FeatureSettingData, SelectiveRule>;
