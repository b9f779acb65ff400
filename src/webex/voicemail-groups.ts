import { z } from 'zod';
import type { Caller } from './call.ts';
import { featuresInLocation } from './features-in-location.ts';

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
  readonly faxMessage: { readonly enabled: boolean; readonly phoneNumber?: string; readonly extension?: string };
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
  faxMessage: z
    .object({ enabled: z.boolean(), phoneNumber: z.string().optional(), extension: digits.optional() })
    .optional(),
  transferToNumber: pointing.optional(),
  emailCopyOfMessage: z.object({ enabled: z.boolean(), emailId: z.string().optional() }).optional(),
});
export type WebexVoicemailGroup = z.output<typeof group>;

export function voicemailGroupsApi(caller: Caller) {
  return featuresInLocation<
    typeof listed,
    typeof group,
    NewVoicemailGroup,
    VoicemailGroupFields & { readonly enabled: boolean }
  >(caller, {
    path: 'voicemailGroups',
    member: 'voicemailGroups',
    listed,
    one: group,
  });
}
export type VoicemailGroupsApi = ReturnType<typeof voicemailGroupsApi>;
