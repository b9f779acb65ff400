import { z } from 'zod';
import { type AlternateNumber, alternateNumbers } from './alternate-numbers.ts';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

export interface HuntGroupRedirect {
  readonly enabled: boolean;
  readonly destination?: string;
  readonly destinationVoicemailEnabled: boolean;
}

export interface NewHuntGroup {
  readonly name: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
  readonly languageCode: string;
  readonly timeZone: string;
  readonly enabled: boolean;
  readonly callPolicies: {
    readonly policy: string;
    readonly waitingEnabled: boolean;
    readonly groupBusyEnabled: boolean;
    readonly noAnswer: {
      readonly nextAgentEnabled: boolean;
      readonly nextAgentRings: number;
      readonly forwardEnabled: boolean;
      readonly numberOfRings: number;
      readonly destination?: string;
      readonly destinationVoicemailEnabled: boolean;
    };
    readonly busyRedirect?: HuntGroupRedirect;
    readonly businessContinuityRedirect?: HuntGroupRedirect;
  };
  /** In hunt order; `weight` only for the weighted policy. */
  readonly agents: readonly { readonly id: string; readonly weight?: string }[];
}

/** Further numbers are taken by a change only. */
export interface HuntGroupChange extends NewHuntGroup {
  readonly alternateNumbers?: readonly AlternateNumber[];
  readonly distinctiveRing?: boolean;
}

const listed = z.object({
  id: z.string(),
  name: z.string(),
  locationId: z.string().optional(),
  phoneNumber: z.string().optional(),
  extension: z.string().optional(),
});
const redirect = z
  .object({
    enabled: z.boolean().optional(),
    destination: z.string().optional(),
    destinationVoicemailEnabled: z.boolean().optional(),
  })
  .optional();
const huntGroup = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean().optional(),
  phoneNumber: z.string().optional(),
  extension: z.string().optional(),
  languageCode: z.string().optional(),
  timeZone: z.string().optional(),
  alternateNumbers: alternateNumbers.optional(),
  distinctiveRing: z.boolean().optional(),
  callPolicies: z
    .object({
      policy: z.string().optional(),
      waitingEnabled: z.boolean().optional(),
      groupBusyEnabled: z.boolean().optional(),
      noAnswer: z
        .object({
          nextAgentEnabled: z.boolean().optional(),
          nextAgentRings: z.number().optional(),
          forwardEnabled: z.boolean().optional(),
          numberOfRings: z.number().optional(),
          destination: z.string().optional(),
          destinationVoicemailEnabled: z.boolean().optional(),
        })
        .optional(),
      busyRedirect: redirect,
      businessContinuityRedirect: redirect,
    })
    .optional(),
  agents: z.array(z.object({ id: z.string(), weight: z.string().optional() })).default([]),
});
export type WebexHuntGroup = z.output<typeof huntGroup>;

export function huntGroupsApi(caller: Caller) {
  const base = (locationId: string): string =>
    `/telephony/config/locations/${encodeURIComponent(locationId)}/huntGroups`;
  const one = (locationId: string, id: string): string => `${base(locationId)}/${encodeURIComponent(id)}`;

  return {
    list: (filter: { readonly locationId: string }, call: OrgCall): Promise<z.output<typeof listed>[]> =>
      caller.list('huntGroups', listed, inOrg(call, '/telephony/config/huntGroups', filter), call.signal),

    get: (locationId: string, id: string, call: OrgCall): Promise<WebexHuntGroup | undefined> =>
      caller.find(huntGroup, inOrg(call, one(locationId, id)), call.signal),

    create: (
      locationId: string,
      body: NewHuntGroup,
      call: OrgCall,
    ): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, base(locationId)), body }, call.signal),

    update: (locationId: string, id: string, body: HuntGroupChange, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, one(locationId, id)), body }, call.signal),

    remove: (locationId: string, id: string, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, one(locationId, id)) }, call.signal),
  };
}
export type HuntGroupsApi = ReturnType<typeof huntGroupsApi>;
