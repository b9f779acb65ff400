import type { StepRef } from '../domain/plan-step.ts';
import type { ParkRecall } from '../webex/call-parks.ts';
import { type Check, sameId } from './compare.ts';
import type { StepContext } from './handler.ts';
import { known } from './refs.ts';

interface Recalled {
  readonly recall: string;
  readonly recallHuntGroup?: StepRef;
}

/** Whom a parked call comes back to; without its hunt group, whoever parked it: a call must come back to somebody. */
export function recallOf({ recall, recallHuntGroup }: Recalled, context: Pick<StepContext, 'outputs'>): ParkRecall {
  if (recallHuntGroup === undefined) return { option: recall };
  const huntGroupId = known(context, recallHuntGroup, 'huntGroupId');
  return huntGroupId === undefined ? { option: 'ALERT_PARKING_USER_ONLY' } : { option: recall, huntGroupId };
}

/** What a person calls the hunt group that does not exist. */
export function missingRecall(
  { recallHuntGroup }: Recalled,
  context: Pick<StepContext, 'outputs' | 'label'>,
): readonly string[] {
  const missing = recallHuntGroup !== undefined && known(context, recallHuntGroup, 'huntGroupId') === undefined;
  return missing ? [context.label?.(recallHuntGroup) ?? recallHuntGroup] : [];
}

export function recallChecks(
  field: string,
  wanted: ParkRecall,
  actual: { readonly option?: string | undefined; readonly huntGroupId?: string | undefined } | undefined,
): Check[] {
  return [
    [`${field}.option`, wanted.option, actual?.option],
    [`${field}.huntGroupId`, wanted.huntGroupId, actual?.huntGroupId, sameId],
  ];
}
