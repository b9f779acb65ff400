/** What waiting callers are told about how long it takes. A field that is left out stays as the target has it. */
export interface QueueWait {
  readonly enabled: boolean;
  readonly mode: 'TIME' | 'POSITION';
  /** Up to how many minutes of waiting the time is told, 10 to 100. */
  readonly mostMinutes?: number;
  /** How long a call takes while nobody knows yet, 1 to 100 minutes. */
  readonly callMinutes?: number;
  /** Up to which position it is told, 10 to 100. */
  readonly mostPositions?: number;
  /** Whether callers beyond that are told that many are waiting. */
  readonly highVolume?: boolean;
  /** Whether it is told again. */
  readonly updates?: boolean;
  /** Seconds until it is told again, 10 to 600. */
  readonly updateSeconds?: number;
}
