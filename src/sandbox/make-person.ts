import { fixedId } from './ids.ts';
import type { Stored } from './objects.ts';
import { isCallingPackage } from './packages.ts';
import type { State } from './state.ts';

/** Role id of a full administrator, the same in every sandbox. */
export const FULL_ADMINISTRATOR = fixedId('ROLE', 'full administrator');

export function licenseId(packageName: string): string {
  return fixedId('LICENSE', packageName);
}

/** The person of an organisation with this e-mail. One may be left behind by a subscriber that was deleted. */
export function personOf(state: State, org: string, email: string): Stored<'person'> | undefined {
  return state.byKey('person', email).find((person) => person.org === org);
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
  const left = personOf(state, subscriber.org, data.email);
  if (left) {
    // Subscribed again: somebody who calls already keeps number, extension and location.
    state.update(left, {
      ...(calling && left.data.calling ? {} : seat),
      data: {
        ...left.data,
        calling: calling || left.data.calling,
        licenses: data.packages.map(licenseId),
        lastModified: at,
      },
    });
    return provisioned(state, subscriber, left.id, at);
  }
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
  return provisioned(state, subscriber, person.id, at);
}

function provisioned(
  state: State,
  subscriber: Stored<'subscriber'>,
  personId: string,
  at: string,
): Stored<'subscriber'> {
  const data = { ...subscriber.data, status: 'provisioned', personId, lastStatusChange: at } as const;
  return state.update(subscriber, { dueAt: null, data });
}
