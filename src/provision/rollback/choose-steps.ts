import type { Attempt } from '../../domain/journal.ts';
import { DONE_STATES, type Step, type StepOutputs } from '../../domain/plan.ts';
import type { StepRecord } from '../../domain/plan-record.ts';
import type { StepId } from '../../domain/plan-step.ts';
import type { StepHandler } from '../../steps/handler.ts';
import { type Undo, WAS } from '../../steps/undo.ts';
import { undoOf } from '../../steps/undo-of.ts';

/** What a rollback means for one step. */
export type Intention =
  /** We made it, and a request can take it back. */
  | { readonly kind: 'remove' }
  /** No request of its own; it goes with what it belongs to, or stays with that, as it was written. */
  | { readonly kind: 'with-owner'; readonly why: { readonly goes: string; readonly stays: string } }
  /** It stays. `protects`: what is below or above it must stay too. */
  | { readonly kind: 'keep'; readonly why: string; readonly protects: boolean };

export interface Candidate {
  readonly step: Step;
  readonly record: StepRecord;
  readonly intention: Intention;
  /** Bodies of the creates that were sent for it. */
  readonly created: readonly unknown[];
  /** Place of its last create in the journal: the newest goes first. */
  readonly age: number;
}

/** What is taken back at most. Whoever asks has looked them up: a mistyped one must not look like nothing left. */
export interface Limits {
  /** Draft id. */
  readonly customer?: string;
  /** Only what one of these has created. */
  readonly runs?: ReadonlySet<string>;
}

/**
 * Everything that was done in a target, newest first, with what a rollback makes of it. What is not known to be ours
 * stays.
 */
export function chooseSteps(
  steps: ReadonlyMap<StepId, Step>,
  states: ReadonlyMap<StepId, StepRecord>,
  attempts: readonly Attempt[],
  handlerOf: (step: Step) => StepHandler,
  { customer, runs }: Limits,
): Candidate[] {
  const history = new Map<StepId, { created: unknown[]; runs: Set<string>; age: number }>();
  attempts.forEach(({ step, run, operation, request }, index) => {
    const changed = steps.get(step);
    if (
      operation !== 'create' &&
      !(operation === 'change' && changed && takesChangesBack(undoOf(handlerOf(changed), changed)))
    )
      return;
    const before = history.get(step) ?? { created: [], runs: new Set<string>(), age: 0 };
    before.created.push(bodyOf(request));
    before.runs.add(run);
    history.set(step, { ...before, age: index });
  });
  return [...states.values()]
    .flatMap((record): Candidate[] => {
      const step = steps.get(record.step);
      const past = history.get(record.step);
      if (step === undefined) return [];
      if (customer !== undefined && step.customer !== customer) return [];
      const intention = intentionOf(step, record, undoOf(handlerOf(step), step), past !== undefined);
      if (intention === undefined) return [];
      if (runs !== undefined && intention.kind === 'remove' && !isOfThese(past?.runs, runs)) {
        const why = 'another run has created it';
        return [{ step, record, intention: { kind: 'keep', why, protects: true }, created: [], age: past?.age ?? 0 }];
      }
      return [{ step, record, intention, created: past?.created ?? [], age: past?.age ?? 0 }];
    })
    .sort((a, b) => b.age - a.age);
}

/** @param sent - a create of ours was sent for it at some time */
function intentionOf(step: Step, record: StepRecord, undo: Undo | undefined, sent: boolean): Intention | undefined {
  const made =
    record.state === 'created' ||
    record.state === 'undoing' ||
    (record.state === 'failed' && hasIds(record.outputs)) ||
    (record.state === 'changed' && undo?.kind === 'remove' && undo.ofChanges === true);
  if (!made && !DONE_STATES.includes(record.state)) {
    switch (record.state) {
      case 'in-doubt':
      case 'unknown':
      case 'waiting':
        return { kind: 'keep', why: `its outcome is open (${record.state}): run \`provision\` first`, protects: true };
      default:
        return undefined;
    }
  }
  if (undo?.kind === 'remove' && undo.restores) {
    if (record.outputs[WAS] !== undefined) return { kind: 'remove' };
    return withOwner('nothing of it was written: it stood so before');
  }
  if (undo === undefined) return { kind: 'keep', why: 'taking it back is not supported yet', protects: true };
  if (undo.kind === 'stays') return { kind: 'keep', why: undo.why, protects: true };
  if (undo.kind === 'with-owner') {
    const note = undo.note === undefined ? '' : `; ${undo.note}`;
    return withOwner(`goes with ${undo.owner}${note}`, `${undo.owner} stays${note}`);
  }
  if (made) return { kind: 'remove' };
  // It came with its customer and stays with the organisation: nothing of somebody else's.
  if (step.kind === 'location' && step.payload.first) {
    return withOwner('came with its customer and stays in the organisation (R-CUS-7)');
  }
  const changed = sent
    ? 'it was changed, and whether it is still what this tool has created is not known'
    : 'it was there before and was changed: what it was is in the plan, and is not written back';
  const why = record.state === 'changed' ? changed : 'it was there before (adopted)';
  return { kind: 'keep', why, protects: true };
}

function withOwner(goes: string, stays = goes): Intention {
  return { kind: 'with-owner', why: { goes, stays } };
}

function isOfThese(own: ReadonlySet<string> | undefined, runs: ReadonlySet<string>): boolean {
  return [...(own ?? [])].some((run) => runs.has(run));
}

function takesChangesBack(undo: Undo | undefined): boolean {
  return undo?.kind === 'remove' && (undo.restores === true || undo.ofChanges === true);
}

function hasIds(outputs: StepOutputs): boolean {
  return Object.keys(outputs).length > 0;
}

function bodyOf(request: string): unknown {
  const parsed: unknown = JSON.parse(request);
  return typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'body') : undefined;
}
