import type { z } from 'zod';
import { NO_CONTENT, type Reply } from '../reply.ts';
import { callingLocation, get, type RequestContext, type Route, withBody } from '../route.ts';
import { BODIES } from './further-setting-shapes.ts';
import { merge, readSetting, writeSetting } from './setting-store.ts';

const PATH = '/telephony/config/locations/{locationId}/intercept';
const DEFAULTS = {
  enabled: false,
  incoming: {
    type: 'INTERCEPT_ALL',
    voicemailEnabled: false,
    announcements: { greeting: 'DEFAULT', newNumber: { enabled: false }, zeroTransfer: { enabled: false } },
  },
  outgoing: { type: 'INTERCEPT_ALL', transferEnabled: false },
};

/** The intercept of a location: switched off from the first moment, and there for as long as it has calling. */
export function locationInterceptRoutes(): Route[] {
  return [get(PATH, readIntercept), withBody('PUT', PATH, BODIES.locationIntercept, writeIntercept)];
}

function readIntercept(context: RequestContext): Reply {
  const { location } = callingLocation(context);
  return { status: 200, body: merge(DEFAULTS, readSetting(context.seen, location, 'intercept') ?? {}) };
}

function writeIntercept(context: RequestContext, wanted: z.output<typeof BODIES.locationIntercept>): Reply {
  const { location } = callingLocation(context);
  writeSetting(context.state, location, 'intercept', wanted);
  return NO_CONTENT;
}
