import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { checkSeat, ownedLocation } from '../owners.ts';
import type { RequestContext } from '../route.ts';
import { e164, ringPattern } from '../shapes.ts';
import type { FeatureKind } from './features.ts';

const ALTERNATE = 'alternateNumber';

/** Further numbers in a request, at most ten. */
export const alternateNumbers = z
  .array(z.strictObject({ phoneNumber: e164, ringPattern: ringPattern.optional() }))
  .max(10);
const held = z.array(z.object({ phoneNumber: z.string() }));

/** A further number belongs to its feature alone: it must be in the location and free. */
export function holdAlternateNumbers({ state }: RequestContext, feature: Stored<FeatureKind>, wanted: unknown): void {
  const location = ownedLocation(state, feature);
  for (const before of state.ownedBy('setting', feature.id)) if (before.tag === ALTERNATE) state.remove(before.id);
  for (const { phoneNumber } of held.parse(wanted ?? [])) {
    checkSeat(state, location, { phoneNumber });
    state.insert('setting', {
      org: feature.org,
      location: location.id,
      key: `${feature.kind} ${feature.key}/${ALTERNATE} ${phoneNumber}`,
      number: phoneNumber,
      owner: feature.id,
      tag: ALTERNATE,
      data: { setting: ALTERNATE, value: {} },
    });
  }
}
