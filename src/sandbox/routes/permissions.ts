import { z } from 'zod';
import { NO_CONTENT, type Reply } from '../reply.ts';
import { callingLocation, get, type RequestContext, type Route, withBody } from '../route.ts';
import { checkActions } from './transfer-numbers.ts';

const PATH = '/telephony/config/locations/{locationId}/outgoingPermission';
const CALL_TYPES = [
  'INTERNAL_CALL',
  'TOLL_FREE',
  'INTERNATIONAL',
  'OPERATOR_ASSISTED',
  'CHARGEABLE_DIRECTORY_ASSISTED',
  'SPECIAL_SERVICES_I',
  'SPECIAL_SERVICES_II',
  'PREMIUM_SERVICES_I',
  'PREMIUM_SERVICES_II',
  'NATIONAL',
] as const;
const ACTIONS = ['ALLOW', 'BLOCK', 'AUTH_CODE', 'TRANSFER_NUMBER_1', 'TRANSFER_NUMBER_2', 'TRANSFER_NUMBER_3'] as const;
const body = z.strictObject({
  callingPermissions: z.array(
    z.strictObject({
      callType: z.enum(CALL_TYPES),
      action: z.enum(ACTIONS),
      transferEnabled: z.boolean(),
      isCallTypeRestrictionEnabled: z.boolean().optional(),
    }),
  ),
});

/** Outgoing permissions of a location; call types that a PUT leaves out keep what they have. */
export function permissionRoutes(): Route[] {
  return [get(PATH, readPermissions), withBody('PUT', PATH, body, writePermissions)];
}

function readPermissions(context: RequestContext): Reply {
  const { location } = callingLocation(context);
  const callingPermissions = Object.entries(location.data.permissions).map(([callType, permission]) => ({
    callType,
    ...permission,
    isCallTypeRestrictionEnabled: false,
  }));
  return { status: 200, body: { callingPermissions } };
}

function writePermissions(context: RequestContext, { callingPermissions }: z.output<typeof body>): Reply {
  const { location } = callingLocation(context);
  checkActions(
    context,
    location,
    callingPermissions.map(({ action }) => action),
  );
  const written = callingPermissions.map(({ callType, action, transferEnabled }) => [
    callType,
    { action, transferEnabled },
  ]);
  context.state.update(location, {
    data: {
      ...location.data,
      permissions: { ...location.data.permissions, ...Object.fromEntries(written) },
      permissionsWritten: true,
    },
  });
  return NO_CONTENT;
}
