/** Pipeline order, said once: the CLI, the store and the README follow it. */
export const STAGES = ['extract', 'map', 'precheck', 'plan', 'provision', 'verify'] as const;
export type StageName = (typeof STAGES)[number];

/** Progress leaves a stage as data; `cli` draws it. */
export type StageEvent =
  | { readonly type: 'stage-started'; readonly stage: StageName }
  | {
      readonly type: 'progress';
      readonly stage: StageName;
      readonly done: number;
      readonly total?: number;
      readonly unit: string;
      readonly note?: string;
    }
  | { readonly type: 'warning'; readonly stage: StageName; readonly message: string }
  | {
      readonly type: 'step';
      readonly step: string;
      readonly kind: string;
      readonly label: string;
      readonly state: string;
      readonly attempt?: number;
      readonly message?: string;
      readonly trackingId?: string;
    }
  | { readonly type: 'throttled'; readonly scope: string; readonly seconds: number }
  /** A pause that an earlier process or stage was told is not over yet. */
  | { readonly type: 'resting'; readonly scope: string; readonly seconds: number }
  | { readonly type: 'stage-finished'; readonly stage: StageName };

export interface StageContext {
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly emit: (event: StageEvent) => void;
}
