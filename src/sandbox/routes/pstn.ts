import { z } from 'zod';
import { fixedId } from '../ids.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { callingLocation, get, type RequestContext, type Route, withBody } from '../route.ts';
import type { SandboxSettings } from '../settings.ts';

const connectionBody = z.strictObject({
  id: z.string().min(1).optional(),
  premiseRouteType: z.enum(['TRUNK', 'ROUTE_GROUP']).optional(),
  premiseRouteId: z.string().min(1).optional(),
});

interface Carrier {
  readonly id: string;
  readonly displayName: string;
  readonly type: 'NON_INTEGRATED_CCP' | 'INTEGRATED_CCP';
}

const SERVICES = ['GEOGRAPHIC_NUMBERS', 'TOLLFREE_NUMBERS'];

/** PSTN choice of a location. */
export function pstnRoutes(): Route[] {
  return [
    get('/telephony/pstn/locations/{locationId}/connectionOptions', listOptions),
    get('/telephony/pstn/locations/{locationId}/connection', readConnection),
    withBody('PUT', '/telephony/pstn/locations/{locationId}/connection', connectionBody, writeConnection),
  ];
}

/** The id of a carrier is the same in every sandbox, so that a configuration can name it. */
function carriers({ carriers: names }: SandboxSettings): Carrier[] {
  return names.map((name) => {
    const integrated = name.startsWith('integrated:');
    const displayName = integrated ? name.slice('integrated:'.length) : name;
    return {
      id: fixedId('PSTN', displayName),
      displayName,
      type: integrated ? 'INTEGRATED_CCP' : 'NON_INTEGRATED_CCP',
    };
  });
}

function listOptions(context: RequestContext): Reply {
  callingLocation(context);
  const items = carriers(context.settings).map(({ id, displayName }) => ({ id, displayName, pstnServices: SERVICES }));
  return { status: 200, body: { items } };
}

function readConnection(context: RequestContext): Reply {
  const { location } = callingLocation(context);
  const { pstnConnectionId, premiseRoute } = location.data;
  if (premiseRoute) {
    return {
      status: 200,
      body: {
        id: fixedId('PSTN', 'premises'),
        displayName: 'Premises-based PSTN',
        pstnConnectionType: 'LOCAL_GATEWAY',
        routeType: premiseRoute.type,
        routeId: premiseRoute.id,
      },
    };
  }
  const carrier = carriers(context.settings).find(({ id }) => id === pstnConnectionId);
  if (!carrier) throw notFound('PSTN connection', 4008);
  return {
    status: 200,
    body: {
      id: carrier.id,
      displayName: carrier.displayName,
      pstnServices: SERVICES,
      pstnConnectionType: carrier.type,
    },
  };
}

function writeConnection(context: RequestContext, body: z.output<typeof connectionBody>): Reply {
  const { location } = callingLocation(context);
  const { id, premiseRouteType, premiseRouteId } = body;
  if (id === undefined) {
    if (premiseRouteType === undefined || premiseRouteId === undefined) {
      throw new ApiError(400, 'mandatory field is missing: id, or premiseRouteType and premiseRouteId', {
        errorCode: 25008,
      });
    }
    const premiseRoute = { type: premiseRouteType, id: premiseRouteId };
    context.state.update(location, { data: { ...location.data, pstnConnectionId: null, premiseRoute } });
    return NO_CONTENT;
  }
  if (premiseRouteType !== undefined || premiseRouteId !== undefined) {
    throw new ApiError(400, 'a carrier and a premises route exclude each other', { errorCode: 25024 });
  }
  const carrier = carriers(context.settings).find((known) => known.id === id.replace(/=+$/, ''));
  if (!carrier) throw new ApiError(400, 'the PSTN connection is not on offer for this location', { errorCode: 25024 });
  context.state.update(location, { data: { ...location.data, pstnConnectionId: carrier.id, premiseRoute: null } });
  return NO_CONTENT;
}

/**
 * Refuses number changes where the PSTN does not allow them: without a connection, or where the carrier manages the
 * numbers itself.
 */
export function requireOwnNumbers(context: RequestContext): void {
  const { location } = callingLocation(context);
  if (location.data.premiseRoute) return;
  const carrier = carriers(context.settings).find(({ id }) => id === location.data.pstnConnectionId);
  if (!carrier) throw new ApiError(400, 'the location has no PSTN connection', { errorCode: 25024 });
  if (carrier.type === 'INTEGRATED_CCP') {
    throw new ApiError(400, 'numbers of this location are managed by its carrier', { errorCode: 25024 });
  }
}
