import type { Step } from '../../domain/plan.ts';
import type { Standing, Undo } from '../../steps/undo.ts';

/** How a rollback ends for one step. */
export interface UndoEnd {
  /** `with-owner`: nothing was sent for it; it goes, or stays, with what it belongs to. */
  readonly state: 'removed' | 'gone' | 'with-owner' | 'kept' | 'failed' | 'not-reached';
  readonly reason?: string;
  readonly leaves?: string;
  /** Of many, those that stay; missing: all of them. */
  readonly staying?: readonly string[];
  /** What it leaves is an object of its own. */
  readonly remains?: true;
  readonly trackingId?: string;
  /** Whether a request has taken effect is not known: the record says so, and the next look settles it. */
  readonly open?: true;
  /** Kept for a reason that also keeps its customer: taking the services away would harm it. */
  readonly protects?: boolean;
}

/**
 * Whether what a step stands on may be removed after this end. A customer may go although something stays in its
 * organisation that no call can remove, for the organisation stays too.
 */
export function clears(end: UndoEnd, below: Step): boolean {
  if (end.state === 'removed' || end.state === 'gone' || end.state === 'with-owner') return true;
  return end.state === 'kept' && end.protects === false && below.kind === 'customer';
}

/** How a step ends that something still stands on. */
export function keptBy(above: Step, end: UndoEnd): UndoEnd {
  if (end.state === 'not-reached') return { state: 'not-reached' };
  const reason = end.reason?.startsWith('needed by ') ? end.reason : `needed by ${above.label}, which stays`;
  return { state: 'kept', reason, protects: end.state === 'failed' || end.protects !== false };
}

/** Part of it stays, for no call can remove it; its customer may go all the same, for the organisation stays. */
export function keptInPart(why: string, othersGo: boolean): UndoEnd {
  return { state: 'kept', reason: othersGo ? `${why}; the others are removed` : why, protects: false };
}

/** Which of many stay, where that is known. */
export function stayingOf({ staying }: Standing): Pick<UndoEnd, 'staying'> {
  return staying === undefined ? {} : { staying };
}

/** What is said of a removal that has gone well, or will. */
export function leavesOf({ leaves, remains }: Extract<Undo, { kind: 'remove' }>): Pick<UndoEnd, 'leaves' | 'remains'> {
  return { ...(leaves === undefined ? {} : { leaves }), ...(remains === undefined ? {} : { remains }) };
}
