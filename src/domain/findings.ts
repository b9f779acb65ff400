export type Severity = 'blocker' | 'warning' | 'info';

/** One result of one precheck rule on one object. */
export interface Finding {
  /** Stable id, e.g. `subscriber-email-missing`. */
  readonly rule: string;
  readonly severity: Severity;
  /** `draft kind` and the id without it, e.g. `{kind:'subscriber', id:'anna@example.test'}`. */
  readonly entity: { readonly kind: string; readonly id: string };
  readonly customer: string;
  /** Draft id of the location or owner that the object belongs to, for readiness. */
  readonly location?: string;
  readonly message: string;
  readonly hint: string;
  readonly source?: string;
  /** `R-…` id of the migration rules, where the rule comes from there. */
  readonly cites?: string;
  /** Set where a person has taken responsibility: the blocker counts as a warning from then on. */
  readonly override?: {
    readonly reason: string;
    readonly by: string /** Where it was recorded. */;
    readonly host?: string;
  };
  /** Local findings hold for every target; remote ones and attestations only for this one. */
  readonly target?: string;
}

export type Readiness = 'ready' | 'conditions' | 'notReady' | 'unknown';
