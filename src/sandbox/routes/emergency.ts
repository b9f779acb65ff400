import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { findOwner, OWNER_PARAMETERS, ownedLocation, ownerName } from '../owners.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { callingLocation, get, param, type RequestContext, type Route, requestOrg, withBody } from '../route.ts';
import { readSetting, writeSetting } from './setting-store.ts';

const LOCATION = '/telephony/config/locations/{locationId}/features/emergencyCallbackNumber';
const OWNERS = {
  person: '/telephony/config/people/{personId}/emergencyCallbackNumber',
  workspace: '/telephony/config/workspaces/{workspaceId}/emergencyCallbackNumber',
  virtualLine: '/telephony/config/virtualLines/{virtualLineId}/emergencyCallbackNumber',
} as const;
type OwnerKind = keyof typeof OWNERS;

const locationBody = z.strictObject({
  selected: z.enum(['LOCATION_NUMBER', 'LOCATION_MEMBER_NUMBER']),
  /** Marked as required in the contract, but described as needed for a member only. */
  locationMemberId: z.string().optional(),
  elinExpiryTimeMinutes: z.number().int().min(10).max(1440).optional(),
});
const ownerBody = z.strictObject({
  selected: z.enum(['DIRECT_LINE', 'LOCATION_ECBN', 'LOCATION_MEMBER_NUMBER']),
  locationMemberId: z.string().optional(),
  elinEnabled: z.boolean().optional(),
  elinForWebexAppEnabled: z.boolean().optional(),
});

/** Emergency callback numbers: of a location, and of every owner there. */
export function emergencyRoutes(): Route[] {
  const kinds = Object.keys(OWNERS) as OwnerKind[]; // the keys of the constant above
  return [
    get(LOCATION, readLocationCallback),
    withBody('PUT', LOCATION, locationBody, writeLocationCallback),
    ...kinds.flatMap((kind) => [
      get(OWNERS[kind], (context) => readOwnerCallback(context, kind)),
      withBody('PUT', OWNERS[kind], ownerBody, (context, body) => writeOwnerCallback(context, kind, body)),
    ]),
  ];
}

/** A number as the answers show it, with what an emergency service would see. */
function effective(phoneNumber: string | undefined | null, level: string): Record<string, unknown> {
  const present = phoneNumber !== undefined && phoneNumber !== null;
  return {
    ...(present ? { phoneNumber } : {}),
    effectiveLevel: present ? level : 'NONE',
    effectiveValue: present ? phoneNumber : '',
    quality: present ? 'RECOMMENDED' : 'INVALID',
  };
}

function member(context: RequestContext, org: string, id: string | undefined): Stored | undefined {
  return id === undefined ? undefined : (findOwner(context.seen, org, id) ?? context.seen.get('huntGroup', id));
}

function describeMember(owner: Stored): Record<string, unknown> {
  const type = owner.kind === 'person' ? 'PEOPLE' : owner.kind === 'workspace' ? 'PLACE' : 'VIRTUAL_LINE';
  return {
    ...effective(owner.number, 'LOCATION_MEMBER_NUMBER'),
    ...ownerName(owner),
    memberId: owner.id,
    memberType: owner.kind === 'huntGroup' ? 'HUNT_GROUP' : type,
  };
}

function readLocationCallback(context: RequestContext): Reply {
  const { location, calling } = callingLocation(context);
  const { selected, memberId, elinExpiryTimeMinutes } = location.data.emergencyCallback;
  const chosen = member(context, location.org, memberId);
  return {
    status: 200,
    body: {
      locationInfo: { ...effective(calling.mainNumber, 'LOCATION_NUMBER'), name: location.data.name },
      locationMemberInfo: chosen ? describeMember(chosen) : effective(undefined, 'LOCATION_MEMBER_NUMBER'),
      selected,
      elinExpiryTimeMinutes,
    },
  };
}

function writeLocationCallback(context: RequestContext, body: z.output<typeof locationBody>): Reply {
  const { location, calling } = callingLocation(context);
  const chosen = checkMember(context, location, body.selected, body.locationMemberId);
  if (body.selected === 'LOCATION_NUMBER' && calling.mainNumber === undefined) {
    throw new ApiError(400, 'the location has no main number', { errorCode: 25024 });
  }
  context.state.update(location, {
    data: {
      ...location.data,
      emergencyCallback: {
        selected: body.selected,
        memberId: chosen?.id,
        elinExpiryTimeMinutes: body.elinExpiryTimeMinutes ?? location.data.emergencyCallback.elinExpiryTimeMinutes,
      },
    },
  });
  return NO_CONTENT;
}

/** Another member of the location, with a number of its own, where one is selected. */
function checkMember(
  context: RequestContext,
  location: Stored<'location'>,
  selected: string,
  memberId: string | undefined,
): Stored | undefined {
  if (selected !== 'LOCATION_MEMBER_NUMBER') return undefined;
  const chosen = member(context, location.org, memberId);
  if (!chosen || chosen.location !== location.id || chosen.number === null) {
    throw new ApiError(400, 'locationMemberId must name a member of the location with a number', { errorCode: 25024 });
  }
  return chosen;
}

function pathOwner(context: RequestContext, kind: OwnerKind): Stored {
  const owner = context.seen.get(kind, param(context, OWNER_PARAMETERS[kind]));
  if (!owner || owner.org !== requestOrg(context).id || owner.location === null) throw notFound(kind, 4003);
  return owner;
}

function readOwnerCallback(context: RequestContext, kind: OwnerKind): Reply {
  const owner = pathOwner(context, kind);
  const location = ownedLocation(context.seen, owner);
  const stored = readSetting(context.seen, owner, 'emergencyCallbackNumber');
  const selected = stored?.selected ?? (owner.number === null ? 'LOCATION_ECBN' : 'DIRECT_LINE');
  const memberId = stored?.locationMemberId;
  const chosen = member(context, owner.org, typeof memberId === 'string' ? memberId : undefined);
  const { mainNumber } = location.data.calling ?? {};
  return {
    status: 200,
    body: {
      selected,
      directLineInfo: { ...effective(owner.number, 'DIRECT_LINE'), ...ownerName(owner) },
      locationECBNInfo: {
        ...effective(mainNumber, 'LOCATION_NUMBER'),
        firstName: location.data.name,
        lastName: '.',
      },
      ...(chosen ? { locationMemberInfo: describeMember(chosen) } : {}),
      defaultInfo: {
        effectiveValue: owner.number ?? mainNumber ?? '',
        quality: (owner.number ?? mainNumber) === undefined ? 'INVALID' : 'RECOMMENDED',
      },
    },
  };
}

function writeOwnerCallback(context: RequestContext, kind: OwnerKind, body: z.output<typeof ownerBody>): Reply {
  const owner = pathOwner(context, kind);
  if (body.selected === 'DIRECT_LINE' && owner.number === null) {
    throw new ApiError(400, 'the owner has no number of its own', { errorCode: 25024 });
  }
  checkMember(context, ownedLocation(context.state, owner), body.selected, body.locationMemberId);
  writeSetting(context.state, owner, 'emergencyCallbackNumber', body);
  return NO_CONTENT;
}
