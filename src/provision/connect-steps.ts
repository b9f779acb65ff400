import type { Step } from '../domain/plan.ts';
import type { StepId } from '../domain/plan-step.ts';

/** A step in its graph. */
export interface StepNode {
  readonly step: Step;
  /** Place in the plan: the last word between steps that are equally urgent. */
  readonly order: number;
  readonly dependants: { readonly node: StepNode; readonly hard: boolean }[];
  /** Cost of the longest chain that hangs from it, itself included. */
  urgency: number;
  /** Dependencies that have not ended. */
  open: number;
  ended: boolean;
  /** Keys that it holds while it runs. */
  keys: readonly string[];
}

/**
 * Connects steps along their edges and weighs each by the longest chain behind it (critical path). Edges to steps that
 * are not in the list are left out.
 */
export function connectSteps(steps: readonly Step[], weight: (step: Step) => number = () => 1): StepNode[] {
  const nodes = steps.map(
    (step, order): StepNode => ({ step, order, dependants: [], urgency: 0, open: 0, ended: false, keys: [] }),
  );
  const byId = new Map<StepId, StepNode>(nodes.map((node) => [node.step.id, node]));
  for (const node of nodes) {
    for (const [ids, hard] of [
      [node.step.hard, true],
      [node.step.soft, false],
    ] as const) {
      for (const id of ids) {
        const parent = byId.get(id);
        if (parent === undefined) continue;
        parent.dependants.push({ node, hard });
        node.open += 1;
      }
    }
  }
  for (const node of inOrder(nodes).reverse()) {
    const behind = node.dependants.reduce((most, { node: next }) => Math.max(most, next.urgency), 0);
    node.urgency = weight(node.step) + behind;
  }
  return nodes;
}

/** Every node after all that it depends on; nodes of a circle are left out (the scheduler reports them). */
function inOrder(nodes: readonly StepNode[]): StepNode[] {
  const left = new Map(nodes.map((node) => [node, node.open]));
  const sorted = nodes.filter((node) => node.open === 0);
  for (let index = 0; index < sorted.length; index++) {
    for (const { node } of sorted[index]?.dependants ?? []) {
      const open = (left.get(node) ?? 0) - 1;
      left.set(node, open);
      if (open === 0) sorted.push(node);
    }
  }
  return sorted;
}
