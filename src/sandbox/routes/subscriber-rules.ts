import { z } from 'zod';
import { entryOf } from '../../domain/entry-of.ts';
import { readEmailMagic } from '../magic.ts';
import type { Stored } from '../objects.ts';
import { bodyLocation, checkSeat } from '../owners.ts';
import { isCallingPackage } from '../packages.ts';
import { ApiError } from '../reply.ts';
import { e164, extension } from '../shapes.ts';
import type { State } from '../state.ts';

export const provisioningParameters = z.strictObject({
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  primaryPhoneNumber: e164.optional(),
  extension: extension.optional(),
  locationId: z.string().optional(),
});

/** The one package of a request that names it in the old or in the new field. */
export function chosenPackage(body: {
  readonly package?: string | undefined;
  readonly packages?: readonly string[] | undefined;
}): string {
  const name = body.package ?? body.packages?.[0];
  if (name === undefined || (body.package !== undefined && body.packages !== undefined)) {
    throw new ApiError(400, 'exactly one of package and packages is required', {
      errorCode: 1001,
      fieldName: 'packages',
    });
  }
  return name;
}

/** An e-mail belongs to one person in all of Webex. */
export function checkEmail(state: State, address: string, customer: Stored<'customer'> | undefined): void {
  const taken = (status: number) =>
    new ApiError(status, `${address} already belongs to an existing user`, { errorCode: 10022 });
  if (readEmailMagic(address).taken) throw taken(400);
  const [subscriber] = state.byKey('subscriber', address);
  if (subscriber) throw taken(subscriber.owner === customer?.id ? 409 : 400);
  const [person] = state.byKey('person', address);
  // A person left behind by a deleted subscriber of the same org may be subscribed again.
  if (person && person.org !== customer?.data.orgId) throw taken(400);
}

/** Package of the customer, and its limit. */
export function checkPackage(
  state: State,
  customer: Stored<'customer'>,
  name: string,
  self?: Stored<'subscriber'>,
): void {
  if (!customer.data.packages.includes(name)) {
    throw new ApiError(400, `the customer does not have the package ${name}`);
  }
  const limit = entryOf(customer.data.limits, name);
  const holders = state.countOwned('subscriber', customer.id, name) - (self?.tag === name ? 1 : 0);
  if (limit !== undefined && holders >= limit) {
    throw new ApiError(400, `the limit of ${limit} for the package ${name} is reached`);
  }
}

/** Package of the customer, its limit, and the seat that a calling package needs. */
export function checkAssignment(
  state: State,
  customer: Stored<'customer'>,
  name: string,
  seat: z.output<typeof provisioningParameters>,
  self?: Stored<'subscriber'>,
): Stored<'location'> | undefined {
  checkPackage(state, customer, name, self);
  if (!isCallingPackage(name)) return undefined;
  if (seat.locationId === undefined) {
    throw new ApiError(400, 'mandatory parameter is missing: provisioningParameters.locationId', {
      errorCode: 1001,
      fieldName: 'provisioningParameters.locationId',
    });
  }
  const location = bodyLocation(state, customer.org, seat.locationId);
  checkSeat(state, location, { phoneNumber: seat.primaryPhoneNumber, extension: seat.extension });
  return location;
}
