import { z } from 'zod';
import { type AlternateNumber, alternateNumbers } from './alternate-numbers.ts';
import type { Caller } from './call.ts';
import { featuresInLocation } from './features-in-location.ts';

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
  return featuresInLocation<typeof listed, typeof huntGroup, NewHuntGroup, HuntGroupChange>(caller, {
    path: 'huntGroups',
    member: 'huntGroups',
    listed,
    one: huntGroup,
  });
}
export type HuntGroupsApi = ReturnType<typeof huntGroupsApi>;
