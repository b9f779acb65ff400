import { z } from 'zod';
import { type Caller, inOrg, type OrgCall } from './call.ts';

const person = z.object({
  id: z.string(),
  orgId: z.string().optional(),
  emails: z.array(z.string()).default([]),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  displayName: z.string().optional(),
  phoneNumbers: z
    .array(z.object({ type: z.string().optional(), value: z.string().optional(), primary: z.boolean().optional() }))
    .default([]),
  extension: z.string().optional(),
  locationId: z.string().optional(),
  roles: z.array(z.string()).default([]),
  licenses: z.array(z.string()).default([]),
});
export type WebexPerson = z.output<typeof person>;

const me = z.object({ id: z.string(), orgId: z.string(), displayName: z.string().optional() });
/** Whom the token belongs to. */
export type WebexMe = z.output<typeof me>;

export function peopleApi(caller: Caller) {
  return {
    me: (signal: AbortSignal): Promise<WebexMe> => caller.read(me, { path: '/people/me', scope: 'partner' }, signal),

    /** With number, extension and location (`callingData`). */
    get: (personId: string, call: OrgCall): Promise<WebexPerson | undefined> =>
      caller.find(
        person,
        { path: `/people/${encodeURIComponent(personId)}`, query: { callingData: true }, scope: call.orgId },
        call.signal,
      ),

    list: (filter: { readonly email?: string; readonly locationId?: string }, call: OrgCall): Promise<WebexPerson[]> =>
      caller.list('items', person, inOrg(call, '/people', { callingData: true, ...filter }), call.signal),
  };
}
export type PeopleApi = ReturnType<typeof peopleApi>;
