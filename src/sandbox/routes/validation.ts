import { z } from 'zod';
import type { Stored } from '../objects.ts';
import type { Reply } from '../reply.ts';
import { callingLocation, type RequestContext, type Route, requestOrg, withBody } from '../route.ts';
import { e164, extension } from '../shapes.ts';

const numbersBody = z.strictObject({ phoneNumbers: z.array(z.string()).min(1) });
const extensionsBody = z.strictObject({ extensions: z.array(z.string()).min(1) });

/** Checks of numbers and extensions before they are used; they reserve nothing. */
export function validationRoutes(): Route[] {
  const options = { writes: false };
  return [
    withBody(
      'POST',
      '/telephony/config/actions/validateNumbers/invoke',
      numbersBody,
      (context, { phoneNumbers }) => validateNumbers(context, phoneNumbers),
      options,
    ),
    withBody(
      'POST',
      '/telephony/config/locations/{locationId}/actions/validateExtensions/invoke',
      extensionsBody,
      (context, { extensions }) => validateExtensions(context, extensions, [callingLocation(context).location]),
      options,
    ),
    withBody(
      'POST',
      '/telephony/config/actions/validateExtensions/invoke',
      extensionsBody,
      (context, { extensions }) =>
        validateExtensions(context, extensions, context.state.inOrg('location', requestOrg(context).id)),
      options,
    ),
  ];
}

function validateNumbers(context: RequestContext, phoneNumbers: readonly string[]): Reply {
  const org = requestOrg(context);
  const numbers = phoneNumbers.map((number, index) => {
    const [known] = context.state.byKey('number', number);
    const state = !e164.safeParse(number).success
      ? 'Invalid'
      : phoneNumbers.indexOf(number) !== index
        ? 'Duplicate In List'
        : known === undefined
          ? 'Available'
          : known.org === org.id
            ? 'Duplicate'
            : 'Unavailable';
    return {
      number,
      state,
      tollFreeNumber: false,
      ...(state === 'Available' ? {} : { detail: [`${number}: ${state}`] }),
    };
  });
  const status = numbers.every(({ state }) => state === 'Available') ? 'OK' : 'ERRORS';
  return { status: 200, body: { status, numbers } };
}

function validateExtensions(
  { state }: RequestContext,
  extensions: readonly string[],
  locations: readonly Stored<'location'>[],
): Reply {
  const extensionStatus = extensions.map((value, index) => {
    if (!extension.safeParse(value).success) {
      return { extension: value, state: 'INVALID', errorCode: 25024, message: 'must have 2 to 10 digits' };
    }
    if (extensions.indexOf(value) !== index) {
      return { extension: value, state: 'DUPLICATE_IN_LIST', errorCode: 4202, message: 'listed twice' };
    }
    return locations.some(({ id }) => state.holderOfExtension(id, value))
      ? { extension: value, state: 'DUPLICATE', errorCode: 4202, message: 'assigned already' }
      : { extension: value, state: 'VALID' };
  });
  const status = extensionStatus.every((entry) => entry.state === 'VALID') ? 'OK' : 'ERRORS';
  return { status: 200, body: { status, extensionStatus } };
}
