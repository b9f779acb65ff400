import { z } from 'zod';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

export interface NewVirtualExtension {
  readonly displayName: string;
  readonly firstName?: string;
  readonly lastName?: string;
  /** The number outside that the extension leads to. */
  readonly phoneNumber: string;
  readonly extension: string;
  readonly locationId: string;
}

const virtualExtension = z.object({
  id: z.string(),
  extension: z.string().optional(),
  phoneNumber: z.string().optional(),
  displayName: z.string().optional(),
  locationId: z.string().optional(),
});
export type WebexVirtualExtension = z.output<typeof virtualExtension>;

/** Extensions that lead to somebody outside of Webex. */
export function virtualExtensionsApi(caller: Caller) {
  const path = '/telephony/config/virtualExtensions';
  const one = (id: string): string => `${path}/${encodeURIComponent(id)}`;

  return {
    list: (
      filter: { readonly locationId?: string; readonly extension?: string },
      call: OrgCall,
    ): Promise<WebexVirtualExtension[]> =>
      caller.list('virtualExtensions', virtualExtension, inOrg(call, path, filter), call.signal),

    create: (
      body: NewVirtualExtension,
      call: OrgCall,
    ): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, path), body }, call.signal),

    update: (id: string, body: Omit<NewVirtualExtension, 'locationId'>, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, one(id)), body }, call.signal),

    remove: (id: string, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, one(id)) }, call.signal),
  };
}
export type VirtualExtensionsApi = ReturnType<typeof virtualExtensionsApi>;
