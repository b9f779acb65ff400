import { z } from 'zod';
import { readEmailMagic } from '../magic.ts';
import { completeSubscriber, personOf } from '../make-person.ts';
import type { Stored } from '../objects.ts';
import { notePermission } from '../owners.ts';
import { isCallingPackage, SINGLE_PACKAGES, SUBSCRIBER_PACKAGES } from '../packages.ts';
import { page } from '../paging.ts';
import { ApiError, notFound, type Reply } from '../reply.ts';
import { type Arrival, get, param, type RequestContext, type Route, withBody } from '../route.ts';
import { email } from '../shapes.ts';
import type { State } from '../state.ts';
import {
  checkAssignment,
  checkEmail,
  checkPackage,
  chosenPackage,
  provisioningParameters,
} from './subscriber-rules.ts';

/** `packages` accepts one entry for now. */
const packages = z.array(z.enum(SUBSCRIBER_PACKAGES)).length(1, 'must have exactly one entry');
const createBody = z.strictObject({
  customerId: z.string().min(1),
  email,
  package: z.enum(SINGLE_PACKAGES).optional(),
  packages: packages.optional(),
  provisioningParameters,
});
const validateBody = createBody.partial({ customerId: true, provisioningParameters: true }).extend({
  provisioningId: z.string().optional(),
  customerInfo: z.strictObject({ primaryEmail: email }).optional(),
});

/** Reading, checking and creating subscribers. */
export function subscriberRoutes(): Route[] {
  /** Customers whose administrator was made by a request that is not answered yet. */
  const unanswered = new Set<string>();
  const arrive = ({ body, state }: Arrival): boolean => {
    const customerId = typeof body === 'object' && body !== null ? String(Reflect.get(body, 'customerId')) : '';
    const customer = state.get('customer', customerId);
    return customer !== undefined && (unanswered.has(customer.id) || state.countOwned('subscriber', customer.id) === 0);
  };
  return [
    get('/wholesale/subscribers', listSubscribers),
    get('/wholesale/subscribers/{subscriberId}', readSubscriber),
    withBody('POST', '/wholesale/subscribers/validate', validateBody, validateSubscriber, { writes: false }),
    withBody(
      'POST',
      '/wholesale/subscribers',
      createBody,
      (context, body) => createSubscriber(context, body, unanswered),
      { arrive },
    ),
  ];
}

function listSubscribers(context: RequestContext): Reply {
  const { query, seen } = context;
  const filters: ((subscriber: Stored<'subscriber'>) => boolean)[] = [];
  const same = (name: string, read: (subscriber: Stored<'subscriber'>) => string | undefined): void => {
    const wanted = query.get(name);
    if (wanted !== null) filters.push((subscriber) => read(subscriber)?.toLowerCase() === wanted.toLowerCase());
  };
  same('email', ({ key }) => key);
  same('customerId', ({ owner }) => owner ?? undefined);
  same('personId', ({ data }) => data.personId);
  same('status', ({ data }) => data.status);
  same('externalCustomerId', (subscriber) => seen.get('customer', subscriber.owner)?.data.externalId);
  for (const [name, field] of [
    ['after', 'created'],
    ['lastStatusChange', 'lastStatusChange'],
  ] as const) {
    const since = query.get(name);
    if (since !== null) filters.push(({ data }) => Date.parse(data[field]) > readTime(since));
  }
  const wanted = query.get('email');
  const customerId = query.get('customerId');
  const candidates =
    wanted !== null
      ? seen.byKey('subscriber', wanted.toLowerCase())
      : customerId !== null
        ? seen.ownedBy('subscriber', customerId)
        : seen.all('subscriber');
  const found = candidates.filter((subscriber) => filters.every((filter) => filter(subscriber)));
  const field = query.get('sortBy') === 'lastStatusChange' ? 'lastStatusChange' : 'created';
  found.sort((left, right) => left.data[field].localeCompare(right.data[field]) || left.seq - right.seq);
  if (query.get('sortOrder') === 'DESC') found.reverse();
  return page(context, found, {
    key: 'items',
    style: 'offset',
    defaultMax: 50,
    limit: 100,
    show: (subscriber) => showSubscriber(context.state, subscriber),
  });
}

/** Milliseconds or ISO 8601. */
function readTime(text: string): number {
  const time = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isNaN(time)) throw new ApiError(400, `invalid date: ${text}`);
  return time;
}

function readSubscriber(context: RequestContext): Reply {
  const subscriber = context.seen.get('subscriber', param(context, 'subscriberId'));
  if (!subscriber) throw notFound('subscriber');
  return { status: 200, body: showSubscriber(context.state, subscriber) };
}

export function showSubscriber(state: State, { id, owner, data }: Stored<'subscriber'>): Record<string, unknown> {
  const single = SINGLE_PACKAGES.find((name) => name === data.packages[0]);
  return {
    id,
    ...(data.personId === undefined ? {} : { personId: data.personId }),
    email: data.email,
    customerId: owner,
    externalCustomerId: state.get('customer', owner)?.data.externalId,
    ...(single === undefined ? {} : { package: single }),
    packages: data.packages,
    status: data.status,
    created: data.created,
    lastStatusChange: data.lastStatusChange,
  };
}

function validateSubscriber({ state }: RequestContext, body: z.output<typeof validateBody>): Reply {
  const name = chosenPackage(body);
  const customer = state.get('customer', body.customerId);
  if (body.customerId !== undefined && !customer) throw notFound('customer');
  checkEmail(state, body.email.toLowerCase(), customer);
  if (customer && body.provisioningParameters?.locationId !== undefined) {
    checkAssignment(state, customer, name, body.provisioningParameters);
  }
  const info = [{ infoCode: 100, description: 'Validation Successful' }];
  return { status: 200, body: { message: 'success', info } };
}

function createSubscriber(context: RequestContext, body: z.output<typeof createBody>, unanswered: Set<string>): Reply {
  const { state, now } = context;
  const customer = state.get('customer', body.customerId);
  if (!customer) throw notFound('customer');
  if (!['provisioned', 'provisioned_with_errors', 'updating'].includes(customer.data.status)) {
    throw new ApiError(400, `the customer is ${customer.data.status}`);
  }
  const address = body.email.toLowerCase();
  const name = chosenPackage(body);
  checkEmail(state, address, customer);
  // Number, extension and location of somebody who calls already are ignored.
  const seated = isCallingPackage(name) && personOf(state, customer.org, address)?.data.calling === true;
  if (seated) checkPackage(state, customer, name);
  const location = seated ? undefined : checkAssignment(state, customer, name, body.provisioningParameters);
  const administrator = !customer.data.attached && state.countOwned('subscriber', customer.id) === 0;
  if (administrator) {
    unanswered.add(customer.id);
    context.onClose(() => unanswered.delete(customer.id));
  } else if (context.note === true) {
    state.violate('administrator-not-alone', `${address} of ${customer.key}`);
  }
  if (location) notePermission(state, location, address);
  const { consent } = readEmailMagic(address);
  const at = now.toISOString();
  const subscriber = state.insert('subscriber', {
    org: customer.org,
    key: address,
    owner: customer.id,
    tag: name,
    dueAt: consent?.clearsAfterMs === undefined ? null : now.getTime() + consent.clearsAfterMs,
    data: {
      email: address,
      customerId: customer.id,
      packages: [name],
      status: 'pending_user_migration',
      administrator,
      parameters: body.provisioningParameters,
      created: at,
      lastStatusChange: at,
    },
  });
  const shown = consent ? subscriber : completeSubscriber(state, now, subscriber);
  return {
    status: consent ? 202 : 200,
    body: showSubscriber(state, shown),
    headers: { location: `${context.baseUrl}/wholesale/subscribers/${subscriber.id}` },
  };
}
