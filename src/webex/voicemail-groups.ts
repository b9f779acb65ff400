import { z } from 'zod';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

interface Pointing {
  readonly enabled: boolean;
  readonly destination?: string;
}

/** The fields that a create and a change have in common. The contract types the extension as a number: digits stay text. */
export interface VoicemailGroupFields {
  readonly name: string;
  readonly phoneNumber?: string;
  readonly extension: string;
  readonly languageCode: string;
  readonly messageStorage: { readonly storageType: 'INTERNAL' | 'EXTERNAL'; readonly externalEmail?: string };
  readonly notifications: Pointing;
  readonly faxMessage: { readonly enabled: boolean };
  readonly transferToNumber: Pointing;
  readonly emailCopyOfMessage: { readonly enabled: boolean; readonly emailId?: string };
}

/** A fresh group is on. The passcode is never read back. */
export interface NewVoicemailGroup extends VoicemailGroupFields {
  readonly passcode: string;
}

const digits = z.union([z.string(), z.number().transform(String)]);
const listed = z.object({
  id: z.string(),
  name: z.string(),
  phoneNumber: z.string().optional(),
  extension: digits.optional(),
});
const pointing = z.object({ enabled: z.boolean(), destination: z.string().optional() });
const group = listed.extend({
  enabled: z.boolean().optional(),
  languageCode: z.string().optional(),
  greeting: z.string().optional(),
  greetingUploaded: z.boolean().optional(),
  messageStorage: z.object({ storageType: z.string(), externalEmail: z.string().optional() }).optional(),
  notifications: pointing.optional(),
  faxMessage: z.object({ enabled: z.boolean() }).optional(),
  transferToNumber: pointing.optional(),
  emailCopyOfMessage: z.object({ enabled: z.boolean(), emailId: z.string().optional() }).optional(),
});
export type WebexVoicemailGroup = z.output<typeof group>;

const COLLECTION = '/telephony/config/voicemailGroups';

export function voicemailGroupsApi(caller: Caller) {
  const base = (locationId: string): string =>
    `/telephony/config/locations/${encodeURIComponent(locationId)}/voicemailGroups`;
  const one = (locationId: string, id: string): string => `${base(locationId)}/${encodeURIComponent(id)}`;

  return {
    list: (filter: { readonly locationId: string }, call: OrgCall): Promise<z.output<typeof listed>[]> =>
      caller.list('voicemailGroups', listed, inOrg(call, COLLECTION, filter), call.signal),

    get: (locationId: string, id: string, call: OrgCall): Promise<WebexVoicemailGroup | undefined> =>
      caller.find(group, inOrg(call, one(locationId, id)), call.signal),

    create: (
      locationId: string,
      body: NewVoicemailGroup,
      call: OrgCall,
    ): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, base(locationId)), body }, call.signal),

    update: (
      locationId: string,
      id: string,
      body: VoicemailGroupFields & { readonly enabled: boolean },
      call: OrgCall,
    ): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, one(locationId, id)), body }, call.signal),

    remove: (locationId: string, id: string, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, one(locationId, id)) }, call.signal),
  };
}
export type VoicemailGroupsApi = ReturnType<typeof voicemailGroupsApi>;
