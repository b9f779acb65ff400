import type { Stored } from '../objects.ts';
import { findOwner, ownedLocation, ownerName } from '../owners.ts';
import { ApiError } from '../reply.ts';
import { type RequestContext, requestOrg } from '../route.ts';
import { agentsOf } from './features.ts';
import { BODIES } from './further-setting-shapes.ts';
import { refused } from './selective-rules.ts';
import { readSetting } from './setting-store.ts';
import { checkActions } from './transfer-numbers.ts';

export type Value = Record<string, unknown>;

/** Shows what is stored over the defaults, as the target answers it. */
export type Show = (value: Value, context: RequestContext, owner: Stored) => object;
/** Refuses what the target refuses beyond the shape of the body. */
export type Check = (body: Value, context: RequestContext, owner: Stored) => void;

const CALL_TYPES = BODIES.outgoingPermission.shape.callingPermissions.element.shape.callType.options;

function ids(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function describe(context: RequestContext, id: string): { readonly owner: Stored; readonly view: object } | undefined {
  const owner = findOwner(context.seen, requestOrg(context).id, id);
  if (!owner) return undefined;
  const { firstName, lastName } = ownerName(owner);
  const types = { person: 'PEOPLE', workspace: 'PLACE', virtualLine: 'VIRTUAL_LINE' } as const;
  const type = owner.kind === 'workspace' || owner.kind === 'virtualLine' ? types[owner.kind] : types.person;
  return {
    owner,
    view: {
      id: owner.id,
      firstName,
      lastName,
      displayName: `${firstName} ${lastName}`,
      type,
      numbers: [
        {
          ...(owner.number === null ? {} : { external: owner.number }),
          ...(owner.extension === null ? {} : { extension: owner.extension }),
          primary: true,
        },
      ],
    },
  };
}

export function showMembers(field: string): Show {
  return (value, context) => ({
    ...value,
    [field]: ids(value[field]).flatMap((id) => describe(context, id)?.view ?? []),
  });
}

/** 4470 is the target's code for a member that it cannot take. */
export function checkMembers(field: string): Check {
  return (body, context) => {
    for (const id of ids(body[field])) {
      if (!findOwner(context.seen, requestOrg(context).id, id)) {
        throw new ApiError(400, `${id} cannot be added`, { errorCode: 4470 });
      }
    }
  };
}

/** Queues and hunt groups in which an owner serves. */
function servedBy({ seen }: RequestContext, owner: Stored): Stored<'callQueue' | 'huntGroup'>[] {
  return [...seen.inOrg('callQueue', owner.org), ...seen.inOrg('huntGroup', owner.org)].filter(({ data }) =>
    agentsOf(data.body).some(({ id }) => id === owner.id),
  );
}

export function showAgentCallerId({ selectedCallerId }: Value, context: RequestContext, owner: Stored): object {
  const chosen = servedBy(context, owner).find(({ id }) => id === selectedCallerId);
  if (chosen === undefined) {
    return { selectedCallerId: { id: null, type: null, name: null, phoneNumber: null, extension: null } };
  }
  return {
    selectedCallerId: {
      id: chosen.id,
      type: chosen.kind === 'callQueue' ? 'CALL_QUEUE' : 'HUNT_GROUP',
      name: chosen.data.name,
      phoneNumber: chosen.number,
      extension: chosen.extension,
    },
  };
}

/** Only a queue in which the owner serves, and that lends its number. */
export function checkAgentCallerId(body: Value, context: RequestContext, owner: Stored): void {
  if (body.selectedCallerId === null) return;
  const chosen = servedBy(context, owner).find(({ id }) => id === body.selectedCallerId);
  if (chosen === undefined || chosen.data.body.phoneNumberForOutgoingCallsEnabled !== true) {
    throw refused(`${String(body.selectedCallerId)} is not available as a caller ID`);
  }
}

export function showMonitoring(
  { enableCallParkNotification, monitoredElements }: Value,
  context: RequestContext,
): object {
  return {
    callParkNotificationEnabled: enableCallParkNotification,
    monitoredElements: ids(monitoredElements).flatMap((id) => {
      const found = describe(context, id);
      if (!found) return [];
      const location = ownedLocation(context.seen, found.owner);
      return [{ member: { ...found.view, location: location.data.name, locationId: location.id } }];
    }),
  };
}

export function showAssistants({ assistantIds }: Value, context: RequestContext): object {
  return {
    assistants: ids(assistantIds).flatMap((id) => {
      const found = describe(context, id);
      if (!found) return [];
      const location = ownedLocation(context.seen, found.owner);
      const { firstName, lastName } = ownerName(found.owner);
      return [{ id, firstName, lastName, optInEnabled: true, location: { id: location.id, name: location.data.name } }];
    }),
  };
}

/** Only an executive has assistants, and only assistants can be assigned. */
export function checkAssistants(body: Value, context: RequestContext, owner: Stored): void {
  needsType(context, owner, 'EXECUTIVE');
  for (const id of ids(body.assistantIds)) {
    const assistant = findOwner(context.seen, requestOrg(context).id, id);
    if (!assistant) throw new ApiError(400, `${id} cannot be added`, { errorCode: 4470 });
    needsType(context, assistant, 'EXECUTIVE_ASSISTANT');
  }
}

export function needsType(context: RequestContext, owner: Stored, type: string): void {
  if (readSetting(context.seen, owner, 'executiveAssistant')?.type === type) return;
  throw new ApiError(400, `${owner.key} is no ${type}`, { errorCode: 4410 });
}

export function showCallerId(value: Value, context: RequestContext, owner: Stored): object {
  const location = ownedLocation(context.seen, owner);
  const { firstName, lastName } = ownerName(owner);
  const main = location.data.calling?.mainNumber;
  const workspace = owner.kind === 'workspace';
  return {
    types: ['DIRECT_LINE', 'LOCATION_NUMBER', 'CUSTOM'],
    selected: owner.number === null ? 'LOCATION_NUMBER' : 'DIRECT_LINE',
    ...(owner.number === null && !workspace ? {} : { directNumber: owner.number ?? '' }),
    ...(owner.extension === null || workspace ? {} : { extensionNumber: owner.extension }),
    ...(main === undefined && !workspace ? {} : { locationNumber: main ?? '' }),
    tollFreeLocationNumber: false,
    ...(workspace ? { displayName: firstName, displayDetail: '' } : { firstName, lastName }),
    locationExternalCallerIdName: location.data.calling?.externalCallerIdName ?? '',
    ...value,
  };
}

/** An action of an owner works with what it has, or its location. */
export const checkPermissions: Check = (body, context, owner) => {
  const permissions = BODIES.outgoingPermission.parse(body).callingPermissions;
  checkActions(
    context,
    owner,
    permissions.map(({ action }) => action),
  );
};

/** Until an owner has its own, it shows those of its location. */
export function showPermissions(value: Value, context: RequestContext, owner: Stored): object {
  const own: unknown[] = Array.isArray(value.callingPermissions) ? value.callingPermissions : [];
  const location = ownedLocation(context.seen, owner);
  return {
    ...value,
    callingPermissions: CALL_TYPES.map((callType) => {
      const found = own.find(
        (each) => typeof each === 'object' && each !== null && Reflect.get(each, 'callType') === callType,
      );
      const inherited = location.data.permissions[callType] ?? { action: 'ALLOW', transferEnabled: true };
      return {
        callType,
        ...inherited,
        ...(typeof found === 'object' ? found : {}),
        isCallTypeRestrictionEnabled: false,
      };
    }),
  };
}
