import type { BatchCut } from '../domain/batch.ts';
import type { MigrationConfig } from '../domain/config.ts';
import type { DraftId } from '../domain/draft-id.ts';
import type { Draft, DraftOf } from '../domain/drafts.ts';
import type { Step, StepKind } from '../domain/plan.ts';
import type { Unplanned } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import { type DraftIndex, labelOf } from './draft-index.ts';

/** Steps of one location that its contents wait for. */
export interface LocationSteps {
  readonly location: StepId;
  /** Calling is on from here: the location itself where it came with the customer. */
  readonly calling: StepId;
  readonly pstn: StepId;
  readonly permission: StepId | undefined;
}

/** Numbers that are added in one request. */
export interface NumberBatch {
  readonly step: StepId;
  readonly location: DraftId;
  readonly numbers: readonly string[];
}

/** What the families of one customer share while its steps are put together. */
export interface BuildContext {
  readonly customer: DraftOf<'customer'>;
  readonly drafts: DraftIndex;
  readonly config: MigrationConfig;
  readonly provisioningId: string;
  readonly blockedDrafts: ReadonlyMap<DraftId, string>;
  readonly customerStep: StepId;
  readonly locations: Map<DraftId, LocationSteps>;
  readonly batches: NumberBatch[];
  /** Step that adds a number, by E.164. */
  readonly numbers: Map<string, StepId>;
  readonly mainNumbers: Map<DraftId, StepId>;
  readonly callbacks: Map<DraftId, StepId>;
  readonly schedules: Map<DraftId, StepId>;
  readonly announcements: Map<DraftId, StepId>;
  readonly owners: Map<DraftId, StepId>;
  readonly ownerCallbacks: Map<DraftId, StepId>;
  /** Steps of the phones of an owner, its first one first. */
  readonly devices: Map<DraftId, readonly StepId[]>;
  /** Whole settings by owner and name, e.g. `subscriber:anna executiveAssistant`. */
  readonly settings: Map<string, StepId>;
  /** Entries below settings, by draft: rules wait for the schedules of their owner. */
  readonly entries: Map<DraftId, StepId>;
  /** Rules of a selective service, by owner and service; `undefined` where one of them cannot be written. */
  readonly rules: Map<string, readonly StepId[] | undefined>;
  /** Hunt groups, queues, attendants, paging and voicemail groups. */
  readonly features: Map<DraftId, StepId>;
  /** Steps that free the extension of somebody who was staged as a virtual extension and moves now. */
  readonly freedExtensions: Map<DraftId, StepId>;
  /** What the batch leaves outside; missing when everything moves. */
  readonly cut: BatchCut | undefined;
  /** Whether a step was carried out in this target before. */
  isKnown(step: StepId): boolean;
  /** Adds a step; a second one with the same natural key is listed as blocked instead. `false`: not added. */
  add(step: Step, notes?: { readonly blocked?: string; readonly leftOut?: readonly string[] }): boolean;
  /** Whether a step was added before. */
  hasStep(id: StepId): boolean;
  omit(kind: StepKind, draft: Draft, reason: string, blocked: boolean, label?: string): void;
}

/** Steps in the order of the design, with what the target-independent checks already know about them. */
export interface BuiltSteps {
  readonly steps: readonly Step[];
  readonly blocked: ReadonlyMap<StepId, string>;
  readonly leftOut: ReadonlyMap<StepId, readonly string[]>;
  readonly unplanned: readonly Unplanned[];
}

/** Where the steps of all customers gather. */
export function collectSteps() {
  const steps = new Map<StepId, Step>();
  const blocked = new Map<StepId, string>();
  const leftOut = new Map<StepId, readonly string[]>();
  const unplanned: Unplanned[] = [];

  return {
    add(step: Step, notes: { readonly blocked?: string; readonly leftOut?: readonly string[] } = {}): boolean {
      const twin = steps.get(step.id);
      if (twin) {
        const reason = `same key as ${twin.label} (${step.naturalKey})`;
        unplanned.push({
          draft: step.draft,
          customer: step.customer,
          kind: step.kind,
          label: step.label,
          reason,
          blocked: true,
        });
        return false;
      }
      steps.set(step.id, step);
      if (notes.blocked !== undefined) blocked.set(step.id, notes.blocked);
      if (notes.leftOut !== undefined && notes.leftOut.length > 0) leftOut.set(step.id, notes.leftOut);
      return true;
    },
    hasStep: (id: StepId): boolean => steps.has(id),
    omit(kind: StepKind, draft: Draft, reason: string, isBlocked: boolean, label = labelOf(draft)): void {
      unplanned.push({ draft: draft.id, customer: draft.customer, kind, label, reason, blocked: isBlocked });
    },
    built: (): BuiltSteps => ({ steps: [...steps.values()], blocked, leftOut, unplanned }),
  };
}

/** A blocker of the draft itself, as the note of its step. */
export function blockedNote(context: BuildContext, draft: DraftId): { readonly blocked?: string } {
  const reason = context.blockedDrafts.get(draft);
  return reason === undefined ? {} : { blocked: reason };
}
