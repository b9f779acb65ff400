import type { Step } from '../domain/plan.ts';
import type { StepRef } from '../domain/plan-step.ts';
import { agentsOf, type ListWish, missingAgents, onlyGrows } from './agents.ts';
import { type Check, plainId, sameId } from './compare.ts';
import type { StepContext } from './handler.ts';
import { known } from './refs.ts';

/**
 * Ids of the members that exist; a missing one does not hold up the others.
 *
 * @param standing - members that the target shows: they stay while the list only grows
 */
export function memberIds(
  { list, open }: ListWish<StepRef>,
  context: Pick<StepContext, 'outputs'>,
  standing: readonly Member[] = [],
): string[] {
  return agentsOf({ list: list.map((owner) => ({ owner })), open }, context, PLAIN, standing).map(({ id }) => id);
}

/** Somebody on a list, as the target shows it. */
export interface Member {
  readonly id: string;
}

/** Whether the members of a step only grow for now. */
export function membersGrow(
  { members, open }: { readonly members: readonly StepRef[]; readonly open?: true },
  context: Pick<StepContext, 'outputs'>,
): boolean {
  return onlyGrows({ list: members.map((owner) => ({ owner })), open }, context);
}

const PLAIN = { weighted: false, skilled: false };

/** What a person calls the members that do not exist. */
export function missingMembers(
  members: readonly StepRef[],
  context: Pick<StepContext, 'outputs' | 'label'>,
): { readonly leftOut?: readonly string[] } {
  return missingAgents(
    [...new Set(members)].map((owner) => ({ owner })),
    context,
  );
}

/** Members are a set: their order means nothing. */
export function memberCheck(
  field: string,
  wanted: readonly string[],
  actual: readonly { readonly id: string }[],
): Check {
  return [field, wanted.map(plainId).sort(), actual.map(({ id }) => plainId(id)).sort()];
}

/**
 * The group of a step among those of its location: by id where it is known, else by name. Its id changes when it is
 * renamed, so an unknown id falls back to the name; a group that another step has made is not taken.
 */
export function findByName<Entry extends { readonly id: string; readonly name: string }>(
  listed: readonly Entry[],
  step: Step & { readonly payload: { readonly name: string } },
  idName: string,
  context: StepContext,
): Entry | undefined {
  const ownId = known(context, step.id, idName);
  return (
    listed.find(({ id }) => ownId !== undefined && sameId(ownId, id)) ??
    listed.find(({ id, name }) => name === step.payload.name && context.isAnothers?.(step, id) !== true)
  );
}
