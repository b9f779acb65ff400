import type { MigrationConfig } from '../domain/config.ts';
import type { PlanInputs } from '../domain/plan-record.ts';
import type { BuiltSteps } from './build-context.ts';
import { digest } from './step-identity.ts';

/**
 * Hash of a plan: its inputs and all that it would write. What was seen in the target is left out, so that our own
 * writes never make a plan another one.
 *
 * @returns 16 hex digits, short enough to type after `plan approve`
 */
export function hashPlan(batch: string, inputs: PlanInputs, built: BuiltSteps): string {
  const steps = built.steps.map(({ id, content, phase, hard, soft, exclusive }) => ({
    id,
    content,
    phase,
    hard,
    soft,
    exclusive,
    blocked: built.blocked.get(id),
    leftOut: built.leftOut.get(id),
  }));
  return digest({ batch, inputs, steps, unplanned: built.unplanned }).slice(0, 16);
}

/** Digest of the settings that decide what is written; speed, the way to the target and precheck expiry do not. */
export function digestConfig(config: MigrationConfig): string {
  const { limits: _limits, approval: _approval, tokenCommand: _token, network: _network, precheck, ...rest } = config;
  return digest({ ...rest, overrides: precheck.overrides }).slice(0, 32);
}
