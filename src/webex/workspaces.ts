import { z } from 'zod';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

interface WorkspaceCalling {
  readonly type: 'webexCalling';
  readonly webexCalling: {
    readonly locationId: string;
    readonly phoneNumber?: string;
    readonly extension?: string;
  };
}

export interface NewWorkspace {
  readonly displayName: string;
  readonly orgId: string;
  readonly locationId: string;
  /** Immutable. */
  readonly supportedDevices: 'phones';
  readonly calling: WorkspaceCalling;
}

export interface WorkspaceChange {
  readonly displayName: string;
  readonly calling: WorkspaceCalling;
}

const workspace = z.object({
  id: z.string(),
  displayName: z.string().optional(),
  locationId: z.string().optional(),
  supportedDevices: z.string().optional(),
  calling: z.object({ type: z.string().optional() }).optional(),
});
export type WebexWorkspace = z.output<typeof workspace>;

export function workspacesApi(caller: Caller) {
  const one = (id: string): string => `/workspaces/${encodeURIComponent(id)}`;

  return {
    list: (
      filter: { readonly locationId?: string; readonly displayName?: string },
      call: OrgCall,
    ): Promise<WebexWorkspace[]> => caller.list('items', workspace, inOrg(call, '/workspaces', filter), call.signal),

    get: (workspaceId: string, call: OrgCall): Promise<WebexWorkspace | undefined> =>
      caller.find(workspace, { path: one(workspaceId), scope: call.orgId }, call.signal),

    /** The organisation goes into the body here. */
    create: (body: NewWorkspace, call: OrgCall): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(createdId, { method: 'POST', path: '/workspaces', body, scope: call.orgId }, call.signal),

    update: (workspaceId: string, body: WorkspaceChange, call: OrgCall): Promise<Sent<unknown>> =>
      caller.write(z.unknown(), { method: 'PUT', path: one(workspaceId), body, scope: call.orgId }, call.signal),

    /** Its devices go with it. */
    remove: (workspaceId: string, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'DELETE', path: one(workspaceId), scope: call.orgId }, call.signal),
  };
}
export type WorkspacesApi = ReturnType<typeof workspacesApi>;
