import { DONE_STATES, type StepAction, type StepState } from './plan.ts';

/** What a plan has found of a step that was done before: nothing any more, or something else than was made. */
export type FoundSince = 'gone' | 'different';

/**
 * What the plan that saw the target later says against the record of a step; `undefined` where the record holds.
 *
 * @param observedAt - when the plan looked at the target, ISO 8601
 */
export function foundSince(
  { state, updatedAt }: { readonly state: StepState; readonly updatedAt: string },
  action: StepAction,
  observedAt: string,
): FoundSince | undefined {
  if (!DONE_STATES.includes(state) || updatedAt >= observedAt) return undefined;
  if (action === 'create') return 'gone';
  return action === 'change' || action === 'delete' ? 'different' : undefined;
}
