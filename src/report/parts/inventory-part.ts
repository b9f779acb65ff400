import { z } from 'zod';
import type { DraftsByKind } from './drafts-by-kind.ts';
import { count, ranked, tally } from './part.ts';
import type { PersonRow } from './people-part.ts';

const RankedSchema = z.array(z.object({ name: z.string(), count: count() }));

/** What is in use today, most frequent first. */
export const InventorySchema = z.object({
  services: RankedSchema.describe('Users who have the service in use'),
  deviceTypes: RankedSchema.describe('Devices by their BroadWorks type'),
  usersByLocation: RankedSchema.describe('Users by the location they move to'),
});
export type InventoryPart = z.output<typeof InventorySchema>;

export function collectInventory(people: readonly PersonRow[], drafts: DraftsByKind): InventoryPart {
  return {
    services: ranked(
      tally(
        people.flatMap((person) => person.services),
        (service) => service,
      ),
    ),
    deviceTypes: ranked(tally(drafts.device, (device) => device.data.sourceType)),
    usersByLocation: ranked(tally(people, (person) => person.location)),
  };
}
