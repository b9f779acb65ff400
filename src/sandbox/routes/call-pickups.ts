import { z } from 'zod';
import { ApiError } from '../reply.ts';
import type { Route } from '../route.ts';
import { checkMembers, idsOf, memberGroupRoutes, showMembers } from './member-groups.ts';

const fields = {
  notificationType: z.enum(['NONE', 'AUDIO_ONLY', 'VISUAL_ONLY', 'AUDIO_AND_VISUAL']).optional(),
  notificationDelayTimerSeconds: z.number().int().min(1).max(120).optional(),
  agents: z.array(z.string()).optional(),
};

/** Call pickup groups; nobody is in two of them. */
export function callPickupRoutes(): Route[] {
  return memberGroupRoutes({
    kind: 'callPickup',
    plural: 'callPickups',
    idParameter: 'callPickupId',
    create: z.strictObject({ name: z.string().min(1), ...fields }),
    update: z.strictObject({ name: z.string().min(1).optional(), ...fields }),
    defaults: { notificationType: 'NONE', notificationDelayTimerSeconds: 6, agents: [] },
    check(context, location, wanted, self) {
      const ids = idsOf(wanted, 'agents');
      checkMembers(context, location.org, ids);
      const others = context.state.inOrg('callPickup', location.org).filter(({ id }) => id !== self);
      const taken = ids.find((id) => others.some(({ data }) => idsOf(data.body, 'agents').includes(id)));
      if (taken !== undefined) {
        throw new ApiError(400, `${taken} is in another call pickup group`, { errorCode: 25024 });
      }
    },
    show: (context, { org, data }) => ({
      ...data.body,
      agents: showMembers(context, org, idsOf(data.body, 'agents'), 'phoneNumber'),
    }),
  });
}
