import { z } from 'zod';
import { describeOwner, dialling, findOwner } from '../owners.ts';
import { ApiError } from '../reply.ts';
import type { RequestContext, Route } from '../route.ts';
import { directLineCallerIdName, e164, extension, language } from '../shapes.ts';
import { featureRoutes } from './features.ts';
import { checkMembers, idsOf } from './member-groups.ts';

const MOST_TARGETS = 75;
const name = z.string().min(1).max(30);
const fields = {
  phoneNumber: e164.optional(),
  extension: extension.optional(),
  languageCode: language.optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  originatorCallerIdEnabled: z.boolean().optional(),
  originators: z.array(z.string()).optional(),
  targets: z.array(z.string()).optional(),
  directLineCallerIdName: directLineCallerIdName.optional(),
  dialByName: z.string().optional(),
};

/** Paging groups: everybody in `originators` may speak to everybody in `targets` at once. */
export function pagingGroupRoutes(): Route[] {
  return featureRoutes({
    kind: 'pagingGroup',
    plural: 'paging',
    listKey: 'locationPaging',
    idParameter: 'pagingId',
    createdStatus: 201,
    create: z.strictObject({ name, ...fields }),
    update: z.strictObject({ name: name.optional(), enabled: z.boolean().optional(), ...fields }),
    defaults: { originatorCallerIdEnabled: false, originators: [], targets: [] },
    check(context, location, wanted) {
      const targets = idsOf(wanted, 'targets');
      checkMembers(context, location.org, targets);
      checkMembers(context, location.org, idsOf(wanted, 'originators'));
      if (targets.length > MOST_TARGETS) throw new ApiError(400, `at most ${MOST_TARGETS} targets`);
    },
    showInList: () => ({ tollFreeNumber: false }),
    show(context, { org, data }) {
      const languageCode = data.body.languageCode ?? 'en_us';
      return {
        firstName: data.name,
        lastName: '.',
        languageCode,
        language: languageCode,
        ...data.body,
        enabled: data.enabled,
        originators: shownMembers(context, org, idsOf(data.body, 'originators')),
        targets: shownMembers(context, org, idsOf(data.body, 'targets')),
      };
    },
  });
}

function shownMembers({ seen }: RequestContext, org: string, ids: readonly string[]): Record<string, unknown>[] {
  return ids.flatMap((id) => {
    const owner = findOwner(seen, org, id);
    return owner ? [{ ...describeOwner(owner), ...dialling(seen, owner) }] : [];
  });
}
