import { fixedId } from './ids.ts';
import type { Stored } from './objects.ts';
import { isCallingPackage } from './packages.ts';
import type { State } from './state.ts';

/** Role id of a full administrator, the same in every sandbox. */
export const FULL_ADMINISTRATOR = fixedId('ROLE', 'full administrator');

export function licenseId(packageName: string): string {
  return fixedId('LICENSE', packageName);
}

/** Provisions the person of an accepted subscriber and ends its wait, if there was one. */
export function completeSubscriber(state: State, now: Date, subscriber: Stored<'subscriber'>): Stored<'subscriber'> {
  const { data } = subscriber;
  const at = now.toISOString();
  const calling = data.packages.some(isCallingPackage);
  const { firstName = '', lastName = '', locationId, primaryPhoneNumber, extension } = data.parameters;
  const seat = calling
    ? { location: locationId ?? null, number: primaryPhoneNumber ?? null, extension: extension ?? null }
    : {};
  const person = state.insert('person', {
    org: subscriber.org,
    key: data.email,
    ...seat,
    data: {
      email: data.email,
      firstName,
      lastName,
      displayName: `${firstName} ${lastName}`.trim() || data.email,
      roles: data.administrator ? [FULL_ADMINISTRATOR] : [],
      licenses: data.packages.map(licenseId),
      calling,
      created: at,
      lastModified: at,
      profile: {},
    },
  });
  return state.update(subscriber, {
    dueAt: null,
    data: { ...data, status: 'provisioned', personId: person.id, lastStatusChange: at },
  });
}
