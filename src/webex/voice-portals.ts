import { z } from 'zod';
import { type Caller, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

/** What a PUT takes; `null` takes a number or extension away. The passcode is never read, and never written. */
export interface VoicePortalChange {
  readonly name?: string;
  readonly languageCode?: string;
  readonly extension?: string | null;
  readonly phoneNumber?: string | null;
  readonly directLineCallerIdName?: { readonly selection: string; readonly customName?: string };
}

const portal = z.object({
  name: z.string().optional(),
  languageCode: z.string().optional(),
  extension: z.string().nullish(),
  phoneNumber: z.string().nullish(),
  directLineCallerIdName: z.object({ selection: z.string(), customName: z.string().nullish() }).optional(),
});
export type WebexVoicePortal = z.output<typeof portal>;

/** The voice portal of a location: there is always one. */
export function voicePortalsApi(caller: Caller) {
  const path = (locationId: string): string =>
    `/telephony/config/locations/${encodeURIComponent(locationId)}/voicePortal`;

  return {
    get: (locationId: string, call: OrgCall): Promise<WebexVoicePortal> =>
      caller.read(portal, inOrg(call, path(locationId)), call.signal),

    put: (locationId: string, body: VoicePortalChange, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, path(locationId)), body }, call.signal),
  };
}
export type VoicePortalsApi = ReturnType<typeof voicePortalsApi>;
