import { createHash } from 'node:crypto';
import type { DraftId } from '../domain/draft-id.ts';
import type { StepKind } from '../domain/plan.ts';
import type { StepBase, StepId } from '../domain/plan-step.ts';

/**
 * Id of a step: kind, customer and natural key, never its content, so that planning again finds what is done.
 *
 * @returns 16 hex digits
 */
export function stepId(kind: StepKind, customer: DraftId, naturalKey: string): StepId {
  return digest([kind, customer, naturalKey]).slice(0, 16);
}

/** SHA-256 over JSON with sorted keys: the same value gives the same digest however it was put together. */
export function digest(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}

export interface StepIdentity {
  readonly draft: DraftId;
  readonly customer: DraftId;
  readonly naturalKey: string;
  readonly label: string;
  readonly phase?: StepBase['phase'];
  readonly hard?: readonly (StepId | undefined)[];
  readonly soft?: readonly (StepId | undefined)[];
  readonly exclusive?: string;
}

/** The part that all kinds share. Edges that are not there are left out; a hard edge wins over a soft one. */
export function stepBase(kind: StepKind, identity: StepIdentity, payload: unknown): StepBase {
  const hard = distinct(identity.hard ?? []);
  const soft = distinct(identity.soft ?? []).filter((id) => !hard.includes(id));
  return {
    id: stepId(kind, identity.customer, identity.naturalKey),
    draft: identity.draft,
    customer: identity.customer,
    naturalKey: identity.naturalKey,
    label: identity.label,
    phase: identity.phase ?? 'provision',
    hard,
    soft,
    ...(identity.exclusive === undefined ? {} : { exclusive: identity.exclusive }),
    content: digest(payload).slice(0, 32),
  };
}

function distinct(ids: readonly (StepId | undefined)[]): StepId[] {
  return [...new Set(ids.filter((id) => id !== undefined))];
}
