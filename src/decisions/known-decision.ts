import type { Decision } from '../domain/drafts.ts';

/** A decision with what became of it; `stale`: answered, but its cause has changed since. */
export interface KnownDecision extends Decision {
  readonly state: 'open' | 'answered' | 'stale';
  readonly answer?: string;
  readonly answeredBy?: string;
  readonly answeredHost?: string;
  readonly answeredAt?: string;
}

/** An answer that will be given. */
export interface NewAnswer {
  readonly id: string;
  readonly answer: string;
}
