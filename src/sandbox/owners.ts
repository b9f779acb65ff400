import type { ObjectKind, Stored } from './objects.ts';
import { ApiError, notFound } from './reply.ts';
import type { State, StateView } from './state.ts';

/** Things that hold a number or an extension: all that can be called. */
export interface Seat {
  readonly phoneNumber?: string | undefined;
  readonly extension?: string | undefined;
}

/**
 * Checks that a number and an extension can be given to a new or changed owner in a location.
 *
 * @param self - id of the owner itself, where it exists already
 * @throws {ApiError} 400 when neither is given or the number is not in the location; 409 when one is taken (4202 for
 *   an extension)
 */
export function checkSeat(state: State, location: Stored<'location'>, seat: Seat, self?: string): void {
  if (!location.data.calling)
    throw new ApiError(400, 'the location is not enabled for Webex Calling', { errorCode: 5620 });
  if (seat.phoneNumber === undefined && seat.extension === undefined) {
    throw new ApiError(400, 'a phone number or an extension is required', { errorCode: 25008 });
  }
  if (seat.phoneNumber !== undefined) {
    const [number] = state.byKey('number', seat.phoneNumber);
    if (!number || number.location !== location.id) {
      throw new ApiError(400, `${seat.phoneNumber} is not a number of the location`, { errorCode: 25024 });
    }
    const holder = state.holderOfNumber(seat.phoneNumber);
    if (holder && holder.id !== self) {
      throw new ApiError(409, `${seat.phoneNumber} is assigned already`, { errorCode: 25223, innerCode: 8363 });
    }
  }
  if (seat.extension !== undefined) {
    const holder = state.holderOfExtension(location.id, seat.extension);
    if (holder && holder.id !== self) {
      throw new ApiError(409, `extension ${seat.extension} is assigned already`, { errorCode: 4202 });
    }
  }
}

/** Notes an owner that can dial out before anybody decided what its location may dial. */
export function notePermission(state: State, location: Stored<'location'>, what: string): void {
  if (!location.data.permissionsWritten) {
    state.violate('dialled-before-permission', `${what} in ${location.key}`);
    state.update(location, { data: { ...location.data, permissionsWritten: true } });
  }
}

/** A location named in a body, in the org of the request. 5620 is the target's code for it. */
export function bodyLocation(state: State, org: string, id: string): Stored<'location'> {
  const location = state.get('location', id);
  if (!location || location.org !== org) throw new ApiError(400, `location ${id} not found`, { errorCode: 5620 });
  return location;
}

const OWNER_TYPES: Partial<Record<ObjectKind, string>> = {
  person: 'PEOPLE',
  workspace: 'PLACE',
  virtualLine: 'VIRTUAL_LINE',
  huntGroup: 'HUNT_GROUP',
  callQueue: 'CALL_QUEUE',
  autoAttendant: 'AUTO_ATTENDANT',
  pagingGroup: 'GROUP_PAGING',
  voicePortal: 'VOICE_MESSAGING',
  voicemailGroup: 'VOICEMAIL_GROUP',
};

export interface OwnerView {
  readonly id: string;
  readonly type: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** An owner as number lists and feature details show it. */
export function describeOwner(owner: Stored): OwnerView {
  return { id: owner.id, type: OWNER_TYPES[owner.kind] ?? owner.kind, ...ownerName(owner) };
}

export function ownerName({ data }: Stored): { readonly firstName: string; readonly lastName: string } {
  if ('firstName' in data) return { firstName: data.firstName, lastName: data.lastName };
  if ('displayName' in data) return { firstName: data.displayName, lastName: '.' };
  return { firstName: 'name' in data ? String(data.name) : '', lastName: '.' };
}

/** Person, Webex workspace or virtual line by id, in an org. */
export function findOwner(view: StateView, org: string, id: string): Stored | undefined {
  const owner = view.get('person', id) ?? view.get('workspace', id) ?? view.get('virtualLine', id);
  return owner && owner.org === org ? owner : undefined;
}

/** A number, an extension or both: how it is called, with the prefix of its location in front where there is one. */
export function dialling(view: StateView, owner: Stored): Record<string, string> {
  const prefix = view.get('location', owner.location)?.data.calling?.routingPrefix;
  return {
    ...(owner.number === null ? {} : { phoneNumber: owner.number }),
    ...(owner.extension === null ? {} : { extension: owner.extension }),
    ...(prefix === undefined ? {} : { routingPrefix: prefix }),
    ...(owner.extension === null ? {} : { esn: `${prefix ?? ''}${owner.extension}` }),
  };
}

export function ownedLocation(view: StateView, owner: Stored): Stored<'location'> {
  const location = view.get('location', owner.location);
  if (!location) throw notFound('location', 4007);
  return location;
}

/** Name of the path parameter that holds the id of an owner. */
export const OWNER_PARAMETERS = {
  person: 'personId',
  workspace: 'workspaceId',
  virtualLine: 'virtualLineId',
} as const;

/** Whatever may hold a number or an extension. */
export const HOLDERS = [
  'person',
  'workspace',
  'virtualLine',
  'huntGroup',
  'callQueue',
  'autoAttendant',
  'pagingGroup',
  'voicePortal',
  'voicemailGroup',
] as const;
