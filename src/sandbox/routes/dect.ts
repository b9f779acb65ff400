import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { findOwner, ownedLocation, ownerName } from '../owners.ts';
import { page } from '../paging.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { get, param, type RequestContext, type Route, remove, requestOrg, withBody } from '../route.ts';
import type { StateView } from '../state.ts';
import { isTaken, plainMac } from './devices.ts';

/** Lines and bases that a network may have; two spellings of each model are taken. */
const MODELS = {
  'DMS Cisco DBS110': { model: 'DMS Cisco DBS110', bases: 1, lines: 30 },
  'Cisco DECT 110 Base': { model: 'DMS Cisco DBS110', bases: 1, lines: 30 },
  'DMS Cisco DBS210': { model: 'DMS Cisco DBS210', bases: 254, lines: 1000 },
  'Cisco DECT 210 Base': { model: 'DMS Cisco DBS210', bases: 254, lines: 1000 },
} as const;

const networkBody = z
  .strictObject({
    name: z.string().min(1),
    displayName: z.string().optional(),
    model: z.enum(['DMS Cisco DBS110', 'Cisco DECT 110 Base', 'DMS Cisco DBS210', 'Cisco DECT 210 Base']),
    defaultAccessCodeEnabled: z.boolean(),
    defaultAccessCode: z.string(),
  })
  .refine((body) => !body.defaultAccessCodeEnabled || /^\d{4}$/.test(body.defaultAccessCode), {
    message: 'must have 4 digits',
    path: ['defaultAccessCode'],
  });
const basesBody = z.strictObject({ baseStationMacs: z.array(z.string()).min(1) });
const handsetBody = z.strictObject({
  line1MemberId: z.string(),
  line2MemberId: z.string().optional(),
  customDisplayName: z.string().min(1).max(16),
});

const L = '/telephony/config/locations/{locationId}/dectNetworks';

/** DECT networks with bases and handsets. */
export function dectRoutes(): Route[] {
  const N = `${L}/{dectNetworkId}`;
  return [
    get('/telephony/config/dectNetworks', listNetworks),
    withBody('POST', L, networkBody, createNetwork),
    get(N, (context) => ({ status: 200, body: showNetwork(context.seen, pathNetwork(context)) })),
    remove(N, deleteNetwork),
    get(`${N}/baseStations`, listBases),
    withBody('POST', `${N}/baseStations`, basesBody, createBases),
    get(`${N}/handsets`, listHandsets),
    withBody('POST', `${N}/handsets`, handsetBody, createHandset),
    withBody('PUT', `${N}/handsets/{handsetId}`, handsetBody, changeHandset),
  ];
}

function pathLocation(context: RequestContext): Stored<'location'> {
  const location = context.seen.get('location', param(context, 'locationId'));
  if (!location || location.org !== requestOrg(context).id) throw notFound('location', 4007);
  return location;
}

function pathNetwork(context: RequestContext): Stored<'dectNetwork'> {
  const network = context.seen.get('dectNetwork', param(context, 'dectNetworkId'));
  if (!network || network.location !== pathLocation(context).id) throw notFound('DECT network');
  return network;
}

function createNetwork(context: RequestContext, { displayName, ...body }: z.output<typeof networkBody>): Reply {
  const location = pathLocation(context);
  const key = `${location.key}/${body.name}`;
  if (context.state.inLocation('dectNetwork', location.id).some(({ data }) => data.name === body.name)) {
    context.state.violate('duplicate-feature', `DECT network ${key}`);
  }
  const { model } = MODELS[body.model];
  const network = context.state.insert('dectNetwork', {
    org: location.org,
    key,
    location: location.id,
    data: { ...body, model, idleName: displayName },
  });
  return { status: 201, body: { dectNetworkId: network.id } };
}

/** Its bases and handsets go with it. */
function deleteNetwork(context: RequestContext): Reply {
  const network = pathNetwork(context);
  for (const kind of ['dectBase', 'dectHandset'] as const) {
    for (const { id } of context.state.ownedBy(kind, network.id)) context.state.remove(id);
  }
  context.state.remove(network.id);
  return NO_CONTENT;
}

function showNetwork(view: StateView, network: Stored<'dectNetwork'>): object {
  const location = view.get('location', network.location);
  const handsets = view.ownedBy('dectHandset', network.id);
  const { idleName, ...data } = network.data;
  return {
    id: network.id,
    ...data,
    ...(idleName === undefined ? {} : { displayName: idleName }),
    chainId: network.seq,
    numberOfBaseStations: view.ownedBy('dectBase', network.id).length,
    numberOfHandsetsAssigned: handsets.length,
    numberOfLines: handsets.flatMap(({ data }) => data.members).length,
    location: { id: network.location, name: location?.data.name },
  };
}

function listNetworks(context: RequestContext): Reply {
  const { query, seen } = context;
  const networks = seen
    .inOrg('dectNetwork', requestOrg(context).id)
    .filter(
      ({ data }) => !query.has('name') || data.name.toLowerCase().includes((query.get('name') ?? '').toLowerCase()),
    )
    .filter(({ location }) => !query.has('locationId') || location === query.get('locationId')?.replace(/=+$/, ''))
    .map((network) => showNetwork(seen, network));
  return page(context, networks, { key: 'dectNetworks', style: 'start', defaultMax: 2000 });
}

function listBases(context: RequestContext): Reply {
  const bases = context.seen
    .ownedBy('dectBase', pathNetwork(context).id)
    .map(({ id, data }) => ({ id, mac: data.mac, numberOfLinesRegistered: 0 }));
  return page(context, bases, { key: 'baseStations', style: 'start', defaultMax: 2000 });
}

/** Each base has an outcome of its own, whatever the status of the answer. */
function createBases(context: RequestContext, { baseStationMacs }: z.output<typeof basesBody>): Reply {
  const { state } = context;
  const network = pathNetwork(context);
  const { bases } = MODELS[network.data.model];
  const baseStations = baseStationMacs.map((written) => {
    const mac = plainMac(written);
    if (mac === undefined) return { mac: written, result: { status: 400 } };
    if (isTaken(state, mac)) return { mac, result: { status: 409 } };
    if (state.countOwned('dectBase', network.id) >= bases) return { mac, result: { status: 400 } };
    const { org, location, id } = network;
    const base = state.insert('dectBase', { org, location, key: mac, owner: id, data: { mac } });
    return { mac, result: { status: 201, id: base.id } };
  });
  return { status: 201, body: { baseStations } };
}

function listHandsets(context: RequestContext): Reply {
  const { seen, query } = context;
  const network = pathNetwork(context);
  const member = query.get('memberId')?.replace(/=+$/, '');
  const all = seen.ownedBy('dectHandset', network.id);
  const handsets = all
    .filter(({ data }) => member === undefined || data.members.includes(member))
    .map(({ id, data }) => ({
      id,
      index: String(data.index),
      defaultDisplayName: data.displayName,
      customDisplayName: data.displayName,
      lines: data.members.flatMap((memberId) => showLine(seen, network.org, memberId)),
    }));
  return page(
    context,
    handsets,
    { key: 'handsets', style: 'start', defaultMax: 2000 },
    {
      numberOfHandsetsAssigned: all.length,
      numberOfLinesAssigned: all.flatMap(({ data }) => data.members).length,
    },
  );
}

function showLine(view: StateView, org: string, memberId: string): object[] {
  const owner = findOwner(view, org, memberId);
  if (!owner) return [];
  const location = ownedLocation(view, owner);
  return [
    {
      memberId,
      ...ownerName(owner),
      ...(owner.number === null ? {} : { external: owner.number }),
      ...(owner.extension === null ? {} : { extension: owner.extension }),
      location: { id: location.id, name: location.data.name },
      memberType: owner.kind === 'workspace' ? 'PLACE' : 'PEOPLE',
    },
  ];
}

function membersOf(context: RequestContext, network: Stored<'dectNetwork'>, body: z.output<typeof handsetBody>) {
  return [body.line1MemberId, body.line2MemberId].flatMap((id) => {
    if (id === undefined) return [];
    const owner = findOwner(context.state, network.org, id);
    if (!owner || owner.location === null || owner.kind === 'virtualLine') {
      throw new ApiError(400, `member ${id} not found`, { errorCode: 4003 });
    }
    return [owner.id];
  });
}

function createHandset(context: RequestContext, body: z.output<typeof handsetBody>): Reply {
  const { state } = context;
  const network = pathNetwork(context);
  const members = membersOf(context, network, body);
  const handsets = state.ownedBy('dectHandset', network.id);
  const lines = handsets.flatMap(({ data }) => data.members);
  if (lines.length + members.length > MODELS[network.data.model].lines) throw new ApiError(400, 'too many lines');
  if (members[0] !== undefined && handsets.some(({ data }) => data.members[0] === members[0])) {
    state.violate('duplicate-feature', `DECT handset ${body.customDisplayName} of ${network.key}`);
  }
  const { org, location, id, key } = network;
  state.insert('dectHandset', {
    org,
    location,
    key: `${key}/${findOwner(state, org, members[0] ?? '')?.key ?? ''}`,
    owner: id,
    data: { index: handsets.length + 1, displayName: body.customDisplayName, members },
  });
  return { status: 201 };
}

function changeHandset(context: RequestContext, body: z.output<typeof handsetBody>): Reply {
  const network = pathNetwork(context);
  const handset = context.seen.get('dectHandset', param(context, 'handsetId'));
  if (!handset || handset.owner !== network.id) throw notFound('handset');
  const members = membersOf(context, network, body);
  context.state.update(handset, { data: { ...handset.data, displayName: body.customDisplayName, members } });
  return NO_CONTENT;
}
