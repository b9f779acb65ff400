import { makeLocation } from './make-location.ts';
import { completeSubscriber } from './make-person.ts';
import type { CustomerData, Stored } from './objects.ts';
import { writeSetting } from './routes/setting-store.ts';
import type { State } from './state.ts';

/** Ends the background tasks that are due: customers, and subscribers whose consent was set to come by itself. */
export function settleDue(state: State, now: Date): void {
  for (const object of state.due()) settle(state, now, object);
}

function settle(state: State, now: Date, object: Stored): void {
  if (isKind(object, 'customer')) settleCustomer(state, now, object);
  else if (isKind(object, 'subscriber')) completeSubscriber(state, now, object);
}

/** Lets a customer out of compliance review, or a subscriber's person consent. */
export function releaseObject(state: State, now: Date, naturalKey: string): void {
  for (const customer of state.byKey('customer', naturalKey)) {
    if (customer.data.status === 'pending_rpl_review') settleCustomer(state, now, customer);
  }
  for (const subscriber of state.byKey('subscriber', naturalKey.toLowerCase())) {
    if (subscriber.data.status === 'pending_user_migration') completeSubscriber(state, now, subscriber);
  }
}

/** What people do once they have it: a phone registers (by MAC), somebody records a greeting (by e-mail, or for a voicemail group by location and name). */
export function useObject(state: State, naturalKey: string): void {
  for (const device of state.byKey('device', naturalKey)) {
    state.update(device, { data: { ...device.data, connected: true } });
  }
  for (const group of state.byKey('voicemailGroup', naturalKey)) {
    const body = { ...group.data.body, greeting: 'CUSTOM', greetingUploaded: true };
    state.update(group, { data: { ...group.data, body } });
  }
  for (const { data } of state.byKey('subscriber', naturalKey.toLowerCase())) {
    const person = state.get('person', data.personId);
    if (person) writeSetting(state, person, 'voicemail', { sendBusyCalls: { greetingUploaded: true } });
  }
}

function settleCustomer(state: State, now: Date, customer: Stored<'customer'>): void {
  const { data } = customer;
  switch (data.status) {
    case 'provisioning':
      if (data.review) {
        const wait = data.review.clearsAfterMs;
        state.update(customer, {
          dueAt: wait === undefined ? null : now.getTime() + wait,
          data: { ...data, status: 'pending_rpl_review', review: undefined },
        });
        return;
      }
      finish(state, customer);
      return;
    case 'pending_rpl_review':
      finish(state, customer);
      return;
    case 'updating':
      state.update(customer, { dueAt: null, data: { ...data, status: 'provisioned', errors: [] } });
      return;
    case 'deleting':
      // The mapping goes, the org and all that is in it stay.
      state.remove(customer.id);
      return;
    case 'provisioned':
    case 'provisioned_with_errors':
    case 'error':
      state.update(customer, { dueAt: null });
      return;
    default:
      data.status satisfies never;
  }
}

function finish(state: State, customer: Stored<'customer'>): void {
  const { data } = customer;
  if (data.outcome === 'error') {
    const errors = [{ errorCode: 2000, description: 'the organization could not be created' }];
    state.update(customer, { dueAt: null, data: { ...data, status: 'error', errors } });
    return;
  }
  const org =
    state.get('org', data.orgId) ??
    state.insert('org', { org: '', key: orgKey(state, data), data: { name: data.name, partner: false } });
  if (org.org === '') state.update(org, { org: org.id });
  if (data.firstLocation) addFirstLocation(state, org, data.firstLocation);
  state.update(customer, {
    dueAt: null,
    org: org.id,
    data: { ...data, orgId: org.id, status: data.outcome },
  });
}

/** A second customer with the same `externalId` gets an org of its own, told apart by a counter. */
function orgKey(state: State, { externalId }: CustomerData): string {
  const others = state.all('org').filter(({ key }) => key === externalId || key.startsWith(`${externalId}#`));
  return others.length === 0 ? externalId : `${externalId}#${others.length + 1}`;
}

function addFirstLocation(state: State, org: Stored<'org'>, first: NonNullable<CustomerData['firstLocation']>): void {
  if (state.inOrg('location', org.id).some(({ data }) => data.name === first.name)) return;
  makeLocation(state, org, {
    name: first.name,
    timeZone: first.timezone,
    preferredLanguage: first.language,
    announcementLanguage: first.language,
    address: {
      address1: first.address.addressLine1,
      address2: first.address.addressLine2,
      city: first.address.city,
      state: first.address.stateOrProvince,
      postalCode: first.address.zipOrPostalCode,
      country: first.address.country,
    },
    calling: true,
  });
}

export function isKind<Kind extends Stored['kind']>(object: Stored, kind: Kind): object is Stored<Kind> {
  return object.kind === kind;
}
