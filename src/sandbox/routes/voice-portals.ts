import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { checkSeat } from '../owners.ts';
import { NO_CONTENT, type Reply } from '../reply.ts';
import { callingLocation, get, type RequestContext, type Route, withBody } from '../route.ts';
import { directLineCallerIdName, e164, extension, language } from '../shapes.ts';
import type { StateView } from '../state.ts';
import { merge } from './setting-store.ts';

const PATH = '/telephony/config/locations/{locationId}/voicePortal';
const passcode = z
  .strictObject({ newPasscode: z.string().regex(/^\d{2,30}$/), confirmPasscode: z.string() })
  .refine(({ newPasscode, confirmPasscode }) => newPasscode === confirmPasscode, {
    message: 'the passcodes are not the same',
  });
const body = z.strictObject({
  name: z.string().min(1).optional(),
  languageCode: language.optional(),
  extension: extension.nullish(),
  phoneNumber: e164.nullish(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  passcode: passcode.optional(),
  directLineCallerIdName: directLineCallerIdName.optional(),
  dialByName: z.string().optional(),
});

/** The voice portal of a location. It is there from the first moment, with neither number nor extension. */
export function voicePortalRoutes(): Route[] {
  return [get(PATH, readPortal), withBody('PUT', PATH, body, writePortal)];
}

function portalIn(view: StateView, location: Stored<'location'>): Stored<'voicePortal'> | undefined {
  return view.inLocation('voicePortal', location.id)[0];
}

function defaults({ data }: Stored<'location'>): Stored<'voicePortal'>['data'] {
  return {
    name: 'Voice Portal',
    languageCode: data.announcementLanguage,
    directLineCallerIdName: { selection: 'DISPLAY_NAME' },
  };
}

function readPortal(context: RequestContext): Reply {
  const { location } = callingLocation(context);
  const portal = portalIn(context.seen, location);
  const { name, languageCode, directLineCallerIdName: shows } = portal?.data ?? defaults(location);
  return {
    status: 200,
    body: {
      id: portal?.id ?? `${location.id}-portal`,
      name,
      language: languageCode,
      languageCode,
      ...(portal?.extension ? { extension: portal.extension } : {}),
      ...(portal?.number ? { phoneNumber: portal.number } : {}),
      firstName: name,
      lastName: location.data.name,
      directLineCallerIdName: shows,
      dialByName: name,
    },
  };
}

/** `null` takes a number or extension away. A portal may go without either, and then nobody can call it. */
function writePortal(context: RequestContext, wanted: z.output<typeof body>): Reply {
  const { state } = context;
  const { location } = callingLocation(context);
  const current = portalIn(state, location);
  const number = wanted.phoneNumber === undefined ? (current?.number ?? null) : wanted.phoneNumber;
  const short = wanted.extension === undefined ? (current?.extension ?? null) : wanted.extension;
  if (number !== null || short !== null) {
    const seat = {
      ...(number === null ? {} : { phoneNumber: number }),
      ...(short === null ? {} : { extension: short }),
    };
    checkSeat(state, location, seat, current?.id);
  }
  const before = current?.data ?? defaults(location);
  const data = {
    name: wanted.name ?? before.name,
    languageCode: wanted.languageCode ?? before.languageCode,
    directLineCallerIdName:
      wanted.directLineCallerIdName?.selection === 'DISPLAY_NAME'
        ? { selection: 'DISPLAY_NAME' }
        : merge(before.directLineCallerIdName, wanted.directLineCallerIdName ?? {}),
  };
  if (current) state.update(current, { number, extension: short, data });
  else {
    const { org, id, key } = location;
    state.insert('voicePortal', { org, location: id, key: `${key}/voice portal`, number, extension: short, data });
  }
  return NO_CONTENT;
}
