import { z } from 'zod';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

export interface VirtualLineChange {
  readonly firstName: string;
  readonly lastName: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
}

export interface NewVirtualLine extends VirtualLineChange {
  readonly locationId: string;
}

const virtualLine = z.object({
  id: z.string(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  number: z.object({ external: z.string().optional(), extension: z.string().optional() }).optional(),
  location: z.object({ id: z.string() }).optional(),
});
export type WebexVirtualLine = z.output<typeof virtualLine>;

export function virtualLinesApi(caller: Caller) {
  const path = '/telephony/config/virtualLines';
  const one = (id: string): string => `${path}/${encodeURIComponent(id)}`;

  return {
    list: (
      filter: { readonly locationId?: string; readonly phoneNumber?: string },
      call: OrgCall,
    ): Promise<WebexVirtualLine[]> => caller.list('virtualLines', virtualLine, inOrg(call, path, filter), call.signal),

    get: (virtualLineId: string, call: OrgCall): Promise<WebexVirtualLine | undefined> =>
      caller.find(virtualLine, inOrg(call, one(virtualLineId)), call.signal),

    create: (body: NewVirtualLine, call: OrgCall): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, path), body }, call.signal),

    update: (virtualLineId: string, body: VirtualLineChange, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, one(virtualLineId)), body }, call.signal),

    remove: (virtualLineId: string, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, one(virtualLineId)) }, call.signal),
  };
}
export type VirtualLinesApi = ReturnType<typeof virtualLinesApi>;
