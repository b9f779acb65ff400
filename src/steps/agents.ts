import type { StepRef } from '../domain/plan-step.ts';
import { type Check, plainId, sameId } from './compare.ts';
import type { StepContext } from './handler.ts';
import { lineOwner } from './refs.ts';

export interface AgentRef {
  readonly owner: StepRef;
  readonly weight?: string;
  readonly skillLevel?: number;
  readonly joined?: false;
}

export interface AgentEntry {
  readonly id: string;
  readonly weight?: string;
  readonly skillLevel?: number;
  readonly joinEnabled?: boolean;
}

interface SeenAgent {
  readonly id: string;
  readonly weight?: string | undefined;
  readonly skillLevel?: number | undefined;
}

interface Rules {
  readonly weighted: boolean;
  readonly skilled: boolean;
  /** Only the change of a queue can say who has left it. */
  readonly joins?: boolean;
}

/** A list of agents or members that a step wants. */
export interface ListWish<Member> {
  readonly list: readonly Member[];
  /** Further ones come with later batches. */
  readonly open: true | undefined;
}

/**
 * Whether a list only grows for now: somebody of it is still to come (with a later batch, or because the owner failed), and
 * whoever stands on it was put there by an earlier batch, or by hand for the time being.
 */
export function onlyGrows({ list, open }: ListWish<{ readonly owner: StepRef }>, context: Outputs): boolean {
  return open === true || list.some(({ owner }) => lineOwner(context, owner) === undefined);
}

type Outputs = Pick<StepContext, 'outputs'>;

/**
 * Agents that exist, in hunt order; a missing one does not hold up the others.
 *
 * @param standing - agents that the target shows: they stay behind ours while the list only grows
 */
export function agentsOf(
  wish: ListWish<AgentRef>,
  context: Outputs,
  { weighted, skilled, joins }: Rules,
  standing: readonly SeenAgent[] = [],
): AgentEntry[] {
  const ours = wish.list.flatMap(({ owner, weight, skillLevel, joined }) => {
    const id = lineOwner(context, owner)?.id;
    if (id === undefined) return [];
    return [
      {
        id,
        ...(weighted && weight !== undefined ? { weight } : {}),
        ...(skilled && skillLevel !== undefined ? { skillLevel } : {}),
        ...(joins && joined !== undefined ? { joinEnabled: joined } : {}),
      },
    ];
  });
  if (!onlyGrows(wish, context)) return ours;
  const others = standing.filter(({ id }) => !ours.some((own) => sameId(own.id, id)));
  return [
    ...ours,
    ...others.map(({ id, weight, skillLevel }) => ({
      id,
      ...(weighted && weight !== undefined ? { weight } : {}),
      ...(skilled && skillLevel !== undefined ? { skillLevel } : {}),
    })),
  ];
}

/** What a person calls the agents that do not exist. */
export function missingAgents(
  agents: readonly AgentRef[],
  context: Pick<StepContext, 'outputs' | 'label'>,
): { readonly leftOut?: readonly string[] } {
  const missing = agents.filter(({ owner }) => lineOwner(context, owner) === undefined);
  if (missing.length === 0) return {};
  return { leftOut: missing.map(({ owner }) => context.label?.(owner) ?? owner) };
}

/**
 * The order counts where calls go round by it; ids, weights and skills always. A skill that the target does not answer
 * is not compared.
 */
export function agentCheck(
  wanted: readonly AgentEntry[],
  actual: readonly SeenAgent[],
  policy: string,
  { weighted, skilled }: Rules,
): Check {
  const skillsShown = skilled && actual.some(({ skillLevel }) => skillLevel !== undefined);
  const text = (agent: (typeof actual)[number]): string => {
    const weight = weighted && agent.weight !== undefined ? ` weight ${Number(agent.weight)}` : '';
    const skill = skillsShown && agent.skillLevel !== undefined ? ` skill ${agent.skillLevel}` : '';
    return `${plainId(agent.id)}${weight}${skill}`;
  };
  const ordered = policy === 'CIRCULAR' || policy === 'REGULAR';
  const list = (agents: typeof actual): string[] => (ordered ? agents.map(text) : agents.map(text).sort());
  return ['agents', list(wanted), list(actual)];
}
