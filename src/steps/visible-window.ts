import type { Step } from '../domain/plan.ts';

/** Customers take longer to become visible than anything else. */
const CUSTOMER_FACTOR = 4;

/** Milliseconds that what a step has written may take to become visible. */
export function visibleWithinMs({ kind }: Pick<Step, 'kind'>, settleSeconds: number): number {
  return settleSeconds * 1000 * (kind === 'customer' ? CUSTOMER_FACTOR : 1);
}
