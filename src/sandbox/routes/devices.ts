import { z } from 'zod';
import { DEVICE_MODELS, showModel } from '../device-models.ts';
import type { Stored } from '../objects.ts';
import { contains, page } from '../paging.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { type Arrival, get, param, type RequestContext, type Route, remove, requestOrg, withBody } from '../route.ts';
import type { State } from '../state.ts';

const createBody = z.strictObject({
  mac: z.string().min(1),
  model: z.string().min(1),
  personId: z.string().optional(),
  workspaceId: z.string().optional(),
  password: z.string().optional(),
});
const macsBody = z.strictObject({ macs: z.array(z.string()).min(1) });

/** At most five per owner, clients included. */
export const DEVICES_PER_OWNER = 5;

/** Phones by MAC address. */
export function deviceRoutes(): Route[] {
  const underWay = new Map<string, number>();
  /** True when another device of the same owner is being added at this moment. */
  const arrive = ({ body, onClose }: Arrival): boolean => {
    const owner = ownerId(body);
    const others = underWay.get(owner) ?? 0;
    underWay.set(owner, others + 1);
    onClose(() => underWay.set(owner, (underWay.get(owner) ?? 1) - 1));
    return others > 0;
  };
  return [
    get('/telephony/config/supportedDevices', listModels),
    withBody('POST', '/telephony/config/devices/actions/validateMacs/invoke', macsBody, validateMacs, {
      writes: false,
    }),
    get('/devices', listDevices),
    get('/devices/{deviceId}', (context) => ({ status: 200, body: showDevice(pathDevice(context)) })),
    withBody('POST', '/devices', createBody, createDevice, { arrive }),
    remove('/devices/{deviceId}', deleteDevice),
  ];
}

function ownerId(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  return String(Reflect.get(body, 'personId') ?? Reflect.get(body, 'workspaceId') ?? '').replace(/=+$/, '');
}

function listModels(context: RequestContext): Reply {
  requestOrg(context);
  const type = context.query.get('type');
  const devices = DEVICE_MODELS.filter((model) => type === null || model.type === type).map(showModel);
  return page(
    context,
    devices,
    { key: 'devices', style: 'start', defaultMax: 2000 },
    { upgradeChannelList: ['STABLE'] },
  );
}

/** Phones and DECT bases share one space of MAC addresses. */
export function isTaken(state: State, mac: string): boolean {
  return state.byKey('device', mac).length > 0 || state.byKey('dectBase', mac).length > 0;
}

/** 12 hex digits, separators allowed; `undefined` for anything else. */
export function plainMac(text: string): string | undefined {
  const digits = text.replace(/[:.-]/g, '').toUpperCase();
  return /^[0-9A-F]{12}$/.test(digits) ? digits : undefined;
}

function validateMacs(context: RequestContext, { macs }: z.output<typeof macsBody>): Reply {
  requestOrg(context);
  const plain = macs.map(plainMac);
  const macStatus = macs.map((mac, index) => {
    const digits = plain[index];
    if (digits === undefined) return { mac, state: 'INVALID', errorCode: 25220, message: 'malformed MAC address' };
    if (plain.indexOf(digits) !== index) {
      return { mac, state: 'DUPLICATE_IN_LIST', errorCode: 5676, message: 'listed twice' };
    }
    return isTaken(context.state, digits)
      ? { mac, state: 'UNAVAILABLE', errorCode: 5675, message: 'MAC address in use' }
      : { mac, state: 'AVAILABLE' };
  });
  const status = macStatus.every(({ state }) => state === 'AVAILABLE') ? 'OK' : 'ERRORS';
  return { status: 200, body: { status, macStatus } };
}

function createDevice(context: RequestContext, body: z.output<typeof createBody>): Reply {
  const { state, now } = context;
  const org = requestOrg(context);
  const mac = plainMac(body.mac);
  if (mac === undefined) throw new ApiError(400, `malformed MAC address ${body.mac}`, { errorCode: 25220 });
  const model = DEVICE_MODELS.find((known) => known.model === body.model);
  if (!model) throw new ApiError(400, `model ${body.model} is not supported`, { errorCode: 25024 });
  if ((body.personId === undefined) === (body.workspaceId === undefined)) {
    throw new ApiError(400, 'exactly one of personId and workspaceId is required', { errorCode: 25008 });
  }
  if (model.managedBy === 'CUSTOMER' && body.password === undefined) {
    throw new ApiError(400, 'mandatory field is missing: password', { errorCode: 25008 });
  }
  const owner = state.get('person', body.personId) ?? state.get('workspace', body.workspaceId);
  if (!owner || owner.org !== org.id) throw notFound('owner', 4003);
  if (owner.location === null) throw new ApiError(400, 'the owner has no Webex Calling', { errorCode: 4410 });
  if (isTaken(state, mac)) {
    throw new ApiError(409, `MAC address ${mac} is in use`, { errorCode: 5675 });
  }
  if (state.countOwned('device', owner.id) >= DEVICES_PER_OWNER) {
    throw new ApiError(400, `at most ${DEVICES_PER_OWNER} devices per owner`);
  }
  if (context.note === true) state.violate('parallel-device-add', `${mac} of ${owner.key}`);
  const device = state.insert('device', {
    org: org.id,
    key: mac,
    location: owner.location,
    owner: owner.id,
    data: {
      mac,
      model: model.model,
      displayName: 'displayName' in owner.data ? String(owner.data.displayName) : owner.key,
      ownerKind: owner.kind === 'person' ? 'person' : 'workspace',
      managedBy: model.managedBy,
      created: now.toISOString(),
    },
  });
  return { status: 200, body: showDevice(device) };
}

function showDevice({ id, org, owner, location, data }: Stored<'device'>): Record<string, unknown> {
  return {
    id,
    displayName: data.displayName,
    ...(data.ownerKind === 'person' ? { personId: owner } : { workspaceId: owner, placeId: owner }),
    orgId: org,
    capabilities: [],
    permissions: [],
    connectionStatus: data.connected ? 'connected' : 'disconnected',
    product: data.model,
    type: 'phone',
    tags: [],
    mac: data.mac,
    errorCodes: [],
    created: data.created,
    locationId: location,
    managedBy: data.managedBy,
    devicePlatform: 'cisco',
  };
}

export function pathDevice(context: RequestContext): Stored<'device'> {
  const device = context.seen.get('device', param(context, 'deviceId'));
  const orgId = context.query.has('orgId') ? requestOrg(context).id : undefined;
  if (!device || (orgId !== undefined && device.org !== orgId)) throw notFound('device');
  return device;
}

function listDevices(context: RequestContext): Reply {
  const { query, seen } = context;
  const org = requestOrg(context);
  const owner = query.get('personId') ?? query.get('workspaceId');
  const mac = query.get('mac');
  const candidates =
    mac !== null
      ? seen.byKey('device', plainMac(mac) ?? mac)
      : owner !== null
        ? seen.ownedBy('device', owner.replace(/=+$/, ''))
        : seen.inOrg('device', org.id);
  const items = candidates
    .filter((device) => device.org === org.id)
    .filter((device) => owner === null || device.owner === owner.replace(/=+$/, ''))
    .filter(({ location }) => !query.has('locationId') || location === query.get('locationId'))
    .filter(({ data }) => contains(data.displayName, query.get('displayName')))
    .map(showDevice);
  return page(context, items, { key: 'items', style: 'start', defaultMax: 100, limit: 1000 });
}

function deleteDevice(context: RequestContext): Reply {
  const { id } = pathDevice(context);
  for (const setting of context.state.ownedBy('setting', id)) context.state.remove(setting.id);
  context.state.remove(id);
  return NO_CONTENT;
}
