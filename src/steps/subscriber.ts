import type { Difference, SubscriberStep } from '../domain/plan.ts';
import type { WholesaleCall } from '../webex/call.ts';
import type { WebexPerson } from '../webex/people.ts';
import type { NewSubscriber, SubscriberChange, WebexSubscriber } from '../webex/subscribers.ts';
import { type Check, differencesIn, ignoringCase, sameId } from './compare.ts';
import { cannotChange } from './conflict.ts';
import type { Found, StepContext, StepHandler } from './handler.ts';
import { known, needed, type Refer, shown } from './refs.ts';
import { usedMailbox } from './standing.ts';
import { writtenAs } from './written.ts';

/** Of these a person holds exactly one; what comes on top is not ours (R-PKG-1). */
const BASE_PACKAGES: ReadonlySet<string> = new Set([
  'webex_calling',
  'webex_calling_standard',
  'webex_meetings',
  'webex_suite',
  'webex_voice',
  'cx_essentials',
]);

export const subscriberHandler: StepHandler<SubscriberStep> = {
  kind: 'subscriber',
  safety: 'refused',
  canChange: true,
  /** Only the package can be changed, and with it the seat of somebody who had none (R-CUS-10). */
  unchangeable(differences) {
    const fixed = differences.filter(({ field }) => field !== 'packages');
    return fromMeetings(differences) && fixed.every(({ field }) => SEAT.has(field)) ? [] : fixed;
  },
  calls: 1,
  key: ['email'],
  endpoints: ['POST /wholesale/subscribers'],

  async lookUp(step, context) {
    const customerId = known(context, step.payload.customer, 'customerId');
    if (customerId === undefined) return undefined;
    const subscriber = await findSubscriber(step, context, customerId);
    if (!subscriber) return undefined;
    const { personId } = subscriber;
    const outputs = { subscriberId: subscriber.id, ...(personId === undefined ? {} : { personId }) };
    const checks = subscriberChecks(step, subscriber);
    if (subscriber.status === 'pending_user_migration') {
      return { outputs, differences: differencesIn(checks), pending: 'waiting' };
    }
    const orgId = known(context, step.payload.customer, 'orgId') ?? customerId;
    const call = { orgId, signal: context.signal };
    const person = personId === undefined ? undefined : await context.webex.people.get(personId, call);
    // Provisioned, but the person is not visible yet.
    if (!person) return { outputs, differences: differencesIn(checks), pending: 'provisioning' };
    return { outputs, differences: differencesIn([...checks, ...personChecks(step, person, context)]) };
  },

  async write(step, context, found) {
    const call = callFor(step, context);
    if (found) return change(step, context, found, call);
    const sent = await context.webex.subscribers.create(newSubscriber(step, needed(context)), call);
    const subscriberId = sent.value?.id;
    const personId = sent.value?.personId;
    if (sent.status === 202 || sent.value?.status === 'pending_user_migration') {
      const outputs = subscriberId === undefined ? undefined : { subscriberId };
      return { ...writtenAs(sent, outputs), accepted: true };
    }
    const complete = subscriberId !== undefined && personId !== undefined;
    return writtenAs(sent, complete ? { subscriberId, personId } : undefined);
  },

  undo: {
    kind: 'remove',
    leaves: 'the person stays in the organisation, with number and settings: remove it in Control Hub',
    remains: true,
    async standing(step, context) {
      const id = known(context, step.id, 'subscriberId');
      const subscriber = id === undefined ? undefined : await context.webex.subscribers.get(id, callFor(step, context));
      const personId = subscriber?.personId;
      const owner = personId === undefined ? undefined : { kind: 'person' as const, id: personId };
      return { gone: subscriber === undefined, ...(await usedMailbox(step, owner, context)) };
    },
    remove: (step, context) =>
      context.webex.subscribers.remove(needed(context)(step.id, 'subscriberId'), callFor(step, context)),
    describe: (step, context) => ({
      method: 'DELETE',
      path: `/wholesale/subscribers/${shown(context)(step.id, 'subscriberId')}`,
    }),
  },

  describe(step, context, found) {
    const refer = shown(context);
    if (found?.outputs.subscriberId === undefined) {
      return { method: 'POST', path: '/wholesale/subscribers', body: newSubscriber(step, refer) };
    }
    const path = `/wholesale/subscribers/${found.outputs.subscriberId}`;
    return { method: 'PUT', path, body: changedSubscriber(step, refer, found) };
  },
};

function callFor(step: SubscriberStep, context: StepContext): WholesaleCall {
  const { customer } = step.payload;
  const scope = known(context, customer, 'orgId') ?? known(context, customer, 'customerId') ?? step.customer;
  return { scope, signal: context.signal };
}

async function findSubscriber(
  step: SubscriberStep,
  context: StepContext,
  customerId: string,
): Promise<WebexSubscriber | undefined> {
  const { subscribers } = context.webex;
  const call = callFor(step, context);
  const own = known(context, step.id, 'subscriberId');
  const subscriber = own === undefined ? undefined : await subscribers.get(own, call);
  if (subscriber) return subscriber;
  const { email } = step.payload;
  return (await subscribers.list({ customerId, email }, call)).find((entry) => ignoringCase(email, entry.email));
}

async function change(step: SubscriberStep, context: StepContext, found: Found, call: WholesaleCall) {
  const { subscriberId } = found.outputs;
  const fixed = subscriberHandler.unchangeable?.(found.differences) ?? [];
  if (subscriberId === undefined || fixed.length > 0) throw cannotChange(step.label, fixed);
  const body = changedSubscriber(step, needed(context), found);
  const sent = await context.webex.subscribers.update(subscriberId, body, call);
  return writtenAs(sent, found.outputs);
}

const SEAT: ReadonlySet<string> = new Set(['phoneNumber', 'extension', 'locationId']);

function fromMeetings(differences: readonly Difference[]): boolean {
  return differences.some(
    ({ field, actual }) => field === 'packages' && Array.isArray(actual) && actual.includes('webex_meetings'),
  );
}

function newSubscriber({ payload }: SubscriberStep, refer: Refer): NewSubscriber {
  return {
    customerId: refer(payload.customer, 'customerId'),
    email: payload.email,
    packages: [payload.package],
    provisioningParameters: { firstName: payload.firstName, lastName: payload.lastName, ...seat(payload, refer) },
  };
}

function changedSubscriber({ payload }: SubscriberStep, refer: Refer, found: Found): SubscriberChange {
  const withSeat = fromMeetings(found.differences) && hasSeat(payload);
  return {
    packages: [payload.package],
    ...(withSeat ? { provisioningParameters: seat(payload, refer) } : {}),
  };
}

function seat(payload: SubscriberStep['payload'], refer: Refer) {
  const { phoneNumber, extension } = payload;
  if (!hasSeat(payload)) return {};
  return {
    ...(phoneNumber === undefined ? {} : { primaryPhoneNumber: phoneNumber }),
    ...(extension === undefined ? {} : { extension }),
    locationId: refer(payload.location, 'locationId'),
  };
}

function hasSeat(payload: SubscriberStep['payload']): boolean {
  return payload.phoneNumber !== undefined || payload.extension !== undefined;
}

function subscriberChecks({ payload }: SubscriberStep, subscriber: WebexSubscriber): Check[] {
  const { packages = subscriber.package === undefined ? [] : [subscriber.package] } = subscriber;
  const held = packages.filter((name) => BASE_PACKAGES.has(name) || name === payload.package);
  return [
    ['email', payload.email, subscriber.email, ignoringCase],
    ['packages', [payload.package], held],
  ];
}

function personChecks({ payload }: SubscriberStep, person: WebexPerson, context: StepContext): Check[] {
  const work = person.phoneNumbers.find(({ type }) => type === 'work')?.value;
  const locationId = hasSeat(payload) ? known(context, payload.location, 'locationId') : undefined;
  return [
    ['firstName', payload.firstName, person.firstName],
    ['lastName', payload.lastName, person.lastName],
    ['phoneNumber', payload.phoneNumber, work],
    ['extension', payload.extension, person.extension],
    ['locationId', locationId, person.locationId, sameId],
  ];
}
