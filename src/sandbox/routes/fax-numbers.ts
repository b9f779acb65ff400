import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { checkSeat, ownedLocation } from '../owners.ts';
import type { RequestContext } from '../route.ts';

const FAX = 'faxNumber';
const fax = z
  .looseObject({ phoneNumber: z.string().optional(), extension: z.string().optional() })
  .default({})
  .transform(({ phoneNumber, extension }) => ({
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
    ...(extension === undefined ? {} : { extension }),
  }));

/** The number and extension at which a mailbox takes faxes are its own: in the location, and free. */
export function holdFaxNumber({ state }: RequestContext, owner: Stored, wanted: unknown): void {
  for (const before of state.ownedBy('setting', owner.id)) if (before.tag === FAX) state.remove(before.id);
  const seat = fax.parse(wanted);
  if (Object.keys(seat).length === 0) return;
  const location = ownedLocation(state, owner);
  checkSeat(state, location, seat);
  state.insert('setting', {
    org: owner.org,
    location: location.id,
    key: `${owner.kind} ${owner.key}/${FAX}`,
    number: seat.phoneNumber ?? null,
    extension: seat.extension ?? null,
    owner: owner.id,
    tag: FAX,
    data: { setting: FAX, value: {} },
  });
}
