import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { describeOwner, dialling, HOLDERS } from '../owners.ts';
import { page } from '../paging.ts';
import { ApiError, NO_CONTENT, type Reply } from '../reply.ts';
import { callingLocation, get, type RequestContext, type Route, requestOrg, withBody } from '../route.ts';
import { e164 } from '../shapes.ts';
import { requireOwnNumbers } from './pstn.ts';

const PATH = '/telephony/config/locations/{locationId}/numbers';
const createBody = z.strictObject({
  phoneNumbers: z.array(e164).min(1),
  numberType: z.enum(['TOLLFREE', 'DID', 'MOBILE']).optional(),
  numberUsageType: z.enum(['NONE', 'SERVICE']).optional(),
  state: z.enum(['ACTIVE', 'INACTIVE']).optional(),
  subscriptionId: z.string().optional(),
  carrierId: z.string().optional(),
});
const activateBody = z.strictObject({
  phoneNumbers: z.array(e164).min(1).max(500),
  action: z.enum(['ACTIVATE', 'DEACTIVATE']).optional(),
});
/** More than five at once are refused. */
const deleteBody = z.strictObject({ phoneNumbers: z.array(e164).min(1).max(5) });

/** Phone numbers of locations. */
export function numberRoutes(): Route[] {
  return [
    get('/telephony/config/numbers', listNumbers),
    withBody('POST', PATH, createBody, createNumbers),
    withBody('PUT', PATH, activateBody, activateNumbers),
    withBody('DELETE', PATH, deleteBody, deleteNumbers),
  ];
}

/** All or nothing: one number that exists anywhere refuses the whole request. */
function createNumbers(context: RequestContext, body: z.output<typeof createBody>): Reply {
  const { state } = context;
  const { location } = callingLocation(context);
  requireOwnNumbers(context);
  if (new Set(body.phoneNumbers).size !== body.phoneNumbers.length) {
    throw new ApiError(400, 'a number is listed twice', { errorCode: 25024 });
  }
  const taken = body.phoneNumbers.find((phoneNumber) => state.byKey('number', phoneNumber).length > 0);
  if (taken !== undefined) {
    throw new ApiError(409, `number ${taken} already exists`, { errorCode: 25223, innerCode: 8363 });
  }
  for (const phoneNumber of body.phoneNumbers) {
    state.insert('number', {
      org: location.org,
      key: phoneNumber,
      location: location.id,
      data: {
        phoneNumber,
        state: body.state ?? 'ACTIVE',
        tollFree: body.numberType === 'TOLLFREE',
        service: body.numberUsageType === 'SERVICE',
      },
    });
  }
  return { status: 201 };
}

/** Numbers of the request; each must be in the location of the path. */
function pathNumbers(context: RequestContext, phoneNumbers: readonly string[]): Stored<'number'>[] {
  const { location } = callingLocation(context);
  return phoneNumbers.map((phoneNumber) => {
    const [number] = context.state.byKey('number', phoneNumber);
    if (!number || number.location !== location.id) {
      throw new ApiError(404, `number ${phoneNumber} not found in the location`, { errorCode: 4008 });
    }
    return number;
  });
}

function activateNumbers(context: RequestContext, body: z.output<typeof activateBody>): Reply {
  requireOwnNumbers(context);
  const activate = body.action !== 'DEACTIVATE';
  for (const number of pathNumbers(context, body.phoneNumbers)) {
    if (!activate) requireIdle(context, number);
    context.state.update(number, { data: { ...number.data, state: activate ? 'ACTIVE' : 'INACTIVE' } });
  }
  return NO_CONTENT;
}

function deleteNumbers(context: RequestContext, body: z.output<typeof deleteBody>): Reply {
  requireOwnNumbers(context);
  for (const number of pathNumbers(context, body.phoneNumbers)) {
    requireIdle(context, number);
    context.state.remove(number.id);
  }
  return NO_CONTENT;
}

/** A number in use, or the main number (which is the emergency callback of its location), stays as it is. */
function requireIdle(context: RequestContext, number: Stored<'number'>): void {
  const { calling } = callingLocation(context);
  if (calling.mainNumber === number.key) {
    throw new ApiError(400, `${number.key} is the main number`, { errorCode: 25024 });
  }
  if (context.state.holderOfNumber(number.key)) {
    throw new ApiError(400, `${number.key} is assigned`, { errorCode: 25024 });
  }
}

interface Entry {
  readonly number: Stored<'number'> | undefined;
  readonly owner: Stored | undefined;
  readonly locationId: string | null;
}

function listNumbers(context: RequestContext): Reply {
  const { query } = context;
  const org = requestOrg(context);
  const entries = numberEntries(context, org.id).filter((entry) => matches(context, entry));
  const count = {
    total: entries.length,
    assigned: entries.filter(({ owner }) => owner).length,
    unAssigned: entries.filter(({ owner }) => !owner).length,
    inActive: entries.filter(({ number }) => number?.data.state === 'INACTIVE').length,
    extensionOnly: entries.filter(({ number }) => !number).length,
  };
  return page(
    context,
    entries,
    { key: 'phoneNumbers', style: 'start', defaultMax: 2000, show: (entry) => showEntry(context, entry) },
    query.get('details') === 'true' ? { count } : {},
  );
}

/** Numbers, with their holder where there is one, then the holders of an extension alone. */
function numberEntries({ seen, query }: RequestContext, org: string): Entry[] {
  const wanted = query.get('phoneNumber');
  const exact = wanted !== null && e164.safeParse(wanted).success ? seen.byKey('number', wanted) : [];
  if (exact.length > 0) {
    return exact
      .filter((number) => number.org === org)
      .map((number) => ({ number, owner: behind(seen, seen.holderOfNumber(number.key)), locationId: number.location }));
  }
  const ownerId = query.get('ownerId');
  if (ownerId !== null) {
    const owner = HOLDERS.map((kind): Stored | undefined => seen.get(kind, ownerId)).find(
      (found) => found?.org === org,
    );
    if (!owner || (owner.number === null && owner.extension === null)) return [];
    const [number] = owner.number === null ? [] : seen.byKey('number', owner.number);
    return [{ number, owner, locationId: owner.location }];
  }
  const locationId = query.get('locationId')?.replace(/=+$/, '');
  const held = HOLDERS.flatMap((kind): Stored[] =>
    locationId === undefined ? seen.inOrg(kind, org) : seen.inLocation(kind, locationId),
  ).filter((owner) => owner.org === org);
  const byNumber = new Map(held.flatMap((owner) => (owner.number === null ? [] : [[owner.number, owner] as const])));
  const numbers = (locationId === undefined ? seen.inOrg('number', org) : seen.inLocation('number', locationId)).filter(
    (number) => number.org === org,
  );
  return [
    ...numbers.map((number) => ({
      number,
      owner: byNumber.get(number.key) ?? behind(seen, seen.holderOfNumber(number.key)),
      locationId: number.location,
    })),
    ...held
      .filter(({ number, extension }) => number === null && extension !== null)
      .map((owner) => ({ number: undefined, owner, locationId: owner.location })),
  ];
}

/** An alternate number is held by a setting of its owner: the owner is shown. */
function behind(seen: RequestContext['seen'], holder: Stored | undefined): Stored | undefined {
  if (holder?.kind !== 'setting') return holder;
  return HOLDERS.map((kind): Stored | undefined => seen.get(kind, holder.owner)).find((found) => found);
}

function matches({ query }: RequestContext, { number, owner, locationId }: Entry): boolean {
  const same = (name: string, value: string | null | undefined): boolean =>
    !query.has(name) || query.get(name)?.replace(/=+$/, '') === value;
  const available = query.get('available');
  return (
    same('locationId', locationId) &&
    same('ownerId', owner?.id) &&
    same('ownerType', owner && describeOwner(owner).type) &&
    same('extension', owner?.extension) &&
    same('state', number?.data.state) &&
    (!query.has('phoneNumber') || (number?.key.includes(query.get('phoneNumber') ?? '') ?? false)) &&
    (available === null || (available === 'true') === (owner === undefined)) &&
    (query.get('numberType') !== 'EXTENSION' || !number) &&
    (query.get('numberType') !== 'NUMBER' || number !== undefined)
  );
}

function showEntry({ seen }: RequestContext, { number, owner, locationId }: Entry): Record<string, unknown> {
  const location = seen.get('location', locationId);
  return {
    ...(owner ? dialling(seen, owner) : {}),
    ...(number ? { phoneNumber: number.key } : {}),
    state: number?.data.state ?? 'ACTIVE',
    phoneNumberType: 'PRIMARY',
    mainNumber: number !== undefined && location?.data.calling?.mainNumber === number.key,
    includedTelephonyTypes: 'PSTN_NUMBER',
    tollFreeNumber: number?.data.tollFree ?? false,
    isServiceNumber: number?.data.service ?? false,
    ...(location ? { location: { id: location.id, name: location.data.name } } : {}),
    ...(owner ? { owner: describeOwner(owner) } : {}),
  };
}
