import type { OrgCall } from '../webex/call.ts';
import type { StepContext } from './handler.ts';

/** State (`ACTIVE`, `INACTIVE`) of every number of a location, by E.164. */
export async function statesInLocation(
  { webex }: Pick<StepContext, 'webex'>,
  place: { readonly call: OrgCall; readonly locationId: string },
): Promise<ReadonlyMap<string, string>> {
  const rows = await webex.numbers.list({ locationId: place.locationId }, place.call);
  const states = new Map<string, string>();
  for (const { phoneNumber, state } of rows) {
    if (phoneNumber !== undefined) states.set(phoneNumber, (state ?? '').toUpperCase());
  }
  return states;
}
