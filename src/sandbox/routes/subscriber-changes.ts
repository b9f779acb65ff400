import { z } from 'zod';
import { licenseId } from '../make-person.ts';
import type { Stored } from '../objects.ts';
import { isCallingPackage, SUBSCRIBER_PACKAGES } from '../packages.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { param, type RequestContext, type Route, remove, withBody } from '../route.ts';
import { e164, extension } from '../shapes.ts';
import { checkAssignment, chosenPackage } from './subscriber-rules.ts';
import { showSubscriber } from './subscribers.ts';

const updateBody = z.strictObject({
  package: z.enum(SUBSCRIBER_PACKAGES).optional(),
  packages: z.array(z.enum(SUBSCRIBER_PACKAGES)).length(1, 'must have exactly one entry').optional(),
  provisioningParameters: z
    .strictObject({
      primaryPhoneNumber: e164.optional(),
      extension: extension.optional(),
      locationId: z.string().optional(),
    })
    .optional(),
});

/** Changing and removing subscribers. */
export function subscriberChangeRoutes(): Route[] {
  return [
    withBody('PUT', '/wholesale/subscribers/{subscriberId}', updateBody, updateSubscriber),
    remove('/wholesale/subscribers/{subscriberId}', deleteSubscriber),
    {
      method: 'POST',
      path: '/subscribers/{subscriberId}/emails/consentMove',
      writes: false,
      handle: resendConsent,
    },
  ];
}

function pathSubscriber(context: RequestContext): Stored<'subscriber'> {
  const subscriber = context.state.get('subscriber', param(context, 'subscriberId'));
  if (!subscriber) throw notFound('subscriber');
  return subscriber;
}

/** From meetings to a calling package the seat comes along; for somebody who calls already it is ignored. */
function updateSubscriber(context: RequestContext, body: z.output<typeof updateBody>): Reply {
  const { state, now } = context;
  const subscriber = pathSubscriber(context);
  const customer = state.get('customer', subscriber.owner);
  const person = state.get('person', subscriber.data.personId);
  if (!customer) throw notFound('customer');
  if (!person) throw new ApiError(409, `the subscriber is ${subscriber.data.status}`);
  const name = chosenPackage(body);
  const calling = isCallingPackage(name);
  const seat = calling && !person.data.calling ? (body.provisioningParameters ?? {}) : undefined;
  if (seat) checkAssignment(state, customer, name, seat, subscriber);
  else if (!customer.data.packages.includes(name)) {
    throw new ApiError(400, `the customer does not have the package ${name}`);
  }
  const at = now.toISOString();
  state.update(person, {
    ...(seat
      ? {
          location: seat.locationId ?? null,
          number: seat.primaryPhoneNumber ?? null,
          extension: seat.extension ?? null,
        }
      : calling
        ? {}
        : { location: null, number: null, extension: null }),
    data: { ...person.data, calling, licenses: [licenseId(name)], lastModified: at },
  });
  const updated = state.update(subscriber, {
    tag: name,
    data: { ...subscriber.data, packages: [name], lastStatusChange: at },
  });
  return {
    status: 200,
    body: showSubscriber(state, updated),
    headers: { location: `${context.baseUrl}/wholesale/subscribers/${subscriber.id}` },
  };
}

/** Removes the mapping; the person stays. */
function deleteSubscriber(context: RequestContext): Reply {
  context.state.remove(pathSubscriber(context).id);
  return NO_CONTENT;
}

function resendConsent(context: RequestContext): Reply {
  if (pathSubscriber(context).data.status !== 'pending_user_migration') {
    throw new ApiError(400, 'the subscriber does not wait for consent');
  }
  return NO_CONTENT;
}
