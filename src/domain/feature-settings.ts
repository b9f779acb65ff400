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

/** What callers of a queue hear before one of its services acts. */
interface Announced<Audio> {
  readonly announcement: boolean;
  /** At most four, played one after another; missing: what the target says of its own. */
  readonly audio?: readonly Audio[];
  /** There is audio of its own that was not found: what somebody puts there by hand stays. */
  readonly unfound?: true;
}

/** Calls to a queue on holidays. */
export interface QueueHolidayService<Audio = DraftId> extends OfFeature, Announced<Audio> {
  readonly setting: 'holidayService';
  readonly enabled: boolean;
  readonly action: 'BUSY' | 'TRANSFER';
  readonly destination?: string;
  readonly holidaySchedule?: DraftId;
}

/** Calls to a queue outside its business hours; `forced`: at any hour, until somebody takes it back. */
export interface QueueNightService<Audio = DraftId> extends OfFeature, Announced<Audio> {
  readonly setting: 'nightService';
  readonly enabled: boolean;
  readonly action: 'BUSY' | 'TRANSFER';
  readonly destination?: string;
  readonly businessSchedule?: DraftId;
  readonly forced: boolean;
  /** What is said instead while somebody has switched to it by hand. */
  readonly byHand?: { readonly active: boolean; readonly audio?: readonly Audio[]; readonly unfound?: true };
}

export interface QueueForcedForward<Audio = DraftId> extends OfFeature, Announced<Audio> {
  readonly setting: 'forcedForward';
  readonly enabled: boolean;
  readonly destination?: string;
}

/** Calls that wait in a queue which its last agent has left. */
export interface QueueStrandedCalls<Audio = DraftId> extends OfFeature {
  readonly setting: 'strandedCalls';
  readonly action: 'NONE' | 'BUSY' | 'TRANSFER' | 'NIGHT_SERVICE' | 'RINGING' | 'ANNOUNCEMENT';
  readonly destination?: string;
  /** For `ANNOUNCEMENT`. */
  readonly audio?: readonly Audio[];
  readonly unfound?: true;
}

export type QueueServiceData<Audio = DraftId> =
  | QueueHolidayService<Audio>
  | QueueNightService<Audio>
  | QueueForcedForward<Audio>
  | QueueStrandedCalls<Audio>;
/** What a feature is told once it exists. */
export type FeatureSettingData<Audio = DraftId> = FeatureForwarding | SelectiveRule | QueueServiceData<Audio>;

/** What a setting plays to callers, by all its lists. */
export function audioOfSetting<Audio>(value: FeatureSettingData<Audio>): readonly Audio[] {
  const byHand = value.setting === 'nightService' ? (value.byHand?.audio ?? []) : [];
  return 'audio' in value ? [...(value.audio ?? []), ...byHand] : byHand;
}

/**
 * The same setting with its audio named in another way.
 *
 * @param change - a name; `undefined` for audio that cannot be played, which leaves its list
 */
export function withAudio<From, To>(
  value: WholeFeatureSetting<From>,
  change: (audio: From) => To | undefined,
): WholeFeatureSetting<To> {
  const changed = (audio: readonly From[] | undefined) => {
    const kept = audio?.map(change).filter((each) => each !== undefined) ?? [];
    return kept.length === 0 ? {} : { audio: kept };
  };
  switch (value.setting) {
    case 'forwarding':
      return value;
    case 'nightService': {
      const { audio, byHand, ...rest } = value;
      if (byHand === undefined) return { ...rest, ...changed(audio) };
      const { audio: heard, ...mode } = byHand;
      return { ...rest, ...changed(audio), byHand: { ...mode, ...changed(heard) } };
    }
    case 'holidayService':
    case 'forcedForward':
    case 'strandedCalls': {
      const { audio, ...rest } = value;
      return { ...rest, ...changed(audio) };
    }
    default:
      return value satisfies never;
  }
}

/** Draft ids of the schedules that a setting follows. */
export function schedulesOf(value: FeatureSettingData<unknown>): readonly DraftId[] {
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
export type WholeFeatureSetting<Audio = DraftId> = Exclude<FeatureSettingData<Audio>, SelectiveRule>;
