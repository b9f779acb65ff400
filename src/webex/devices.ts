import { z } from 'zod';
import { type Caller, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

export interface NewDevice {
  readonly mac: string;
  /** As `supported` names it, e.g. `DMS Cisco 8851`. */
  readonly model: string;
  readonly personId?: string;
  readonly workspaceId?: string;
}

const device = z.object({
  id: z.string(),
  displayName: z.string().optional(),
  personId: z.string().optional(),
  workspaceId: z.string().optional(),
  /** Display name of the model, e.g. `Cisco 8851`. */
  product: z.string().optional(),
  mac: z.string().optional(),
  managedBy: z.string().optional(),
  connectionStatus: z.string().optional(),
});
export type WebexDevice = z.output<typeof device>;
const created = device.partial().optional();

const supported = z.object({
  model: z.string(),
  displayName: z.string().optional(),
  type: z.string().optional(),
  manufacturer: z.string().optional(),
  managedBy: z.string().optional(),
  supportedFor: z.array(z.string()).default([]),
  onboardingMethod: z.array(z.string()).default([]),
  numberOfLinePorts: z.number().optional(),
});
export type SupportedDevice = z.output<typeof supported>;

const validation = z.object({
  status: z.string(),
  macStatus: z
    .array(
      z.object({
        mac: z.string(),
        /** AVAILABLE, UNAVAILABLE, DUPLICATE_IN_LIST, INVALID. */
        state: z.string(),
        message: z.string().optional(),
      }),
    )
    .default([]),
});
export type MacValidation = z.output<typeof validation>;

export function devicesApi(caller: Caller) {
  return {
    list: (
      filter: { readonly mac?: string; readonly personId?: string; readonly workspaceId?: string },
      call: OrgCall,
    ): Promise<WebexDevice[]> => caller.list('items', device, inOrg(call, '/devices', filter), call.signal),

    /** One at a time per owner: parallel adds race for the primary device (R-DEV-3). */
    create: (body: NewDevice, call: OrgCall): Promise<Sent<z.output<typeof created>>> =>
      caller.write(created, { method: 'POST', ...inOrg(call, '/devices'), body }, call.signal),

    /** Models that this organisation may onboard. */
    supported: (call: OrgCall): Promise<SupportedDevice[]> =>
      caller.list('devices', supported, inOrg(call, '/telephony/config/supportedDevices'), call.signal),

    /** Whether MACs could be onboarded; writes nothing. */
    validateMacs: async (macs: readonly string[], call: OrgCall): Promise<MacValidation> =>
      (
        await caller.write(
          validation,
          {
            method: 'POST',
            ...inOrg(call, '/telephony/config/devices/actions/validateMacs/invoke'),
            body: { macs },
          },
          call.signal,
        )
      ).value,

    remove: (deviceId: string, call: OrgCall): Promise<Sent> =>
      caller.write(
        nothing,
        { method: 'DELETE', ...inOrg(call, `/devices/${encodeURIComponent(deviceId)}`) },
        call.signal,
      ),
  };
}
export type DevicesApi = ReturnType<typeof devicesApi>;
