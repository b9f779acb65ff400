export type RingPattern = 'NORMAL' | 'LONG_LONG' | 'SHORT_SHORT_LONG' | 'SHORT_LONG_SHORT';

/** A further number that reaches a feature. */
export interface AlternateNumber {
  /** E.164. */
  readonly phoneNumber: string;
  /** How it rings where a distinctive ring is on. */
  readonly ringPattern: RingPattern;
}

/** Further numbers of a feature, at most ten. */
export interface WithAlternateNumbers {
  readonly alternateNumbers?: readonly AlternateNumber[];
  /** Whether they ring in their own way; attendants have no such switch. Left out: without further numbers. */
  readonly distinctiveRing?: boolean;
}
