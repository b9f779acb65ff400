import { z } from 'zod';
import type { Route } from '../route.ts';
import { directLineCallerIdName, e164, email, extension, language } from '../shapes.ts';
import { holdFaxNumber } from './fax-numbers.ts';
import { featureRoutes } from './features.ts';

const pointing = z.strictObject({ enabled: z.boolean(), destination: z.string().min(1).optional() });
/** 6 to 30 digits; three of a kind, or three in a row, are too simple. */
const passcode = z
  .string()
  .regex(/^\d{6,30}$/, 'must have 6 to 30 digits')
  .refine((digits) => !/(\d)\1\1/.test(digits) && !hasRun(digits), 'is too simple');
const name = z.string().min(1);
const messageStorage = z
  .strictObject({ storageType: z.enum(['INTERNAL', 'EXTERNAL']), externalEmail: email.optional() })
  .refine(
    ({ storageType, externalEmail }) => storageType === 'INTERNAL' || externalEmail !== undefined,
    'an external storage needs an address',
  );
const required = {
  messageStorage,
  notifications: pointing,
  faxMessage: z.strictObject({ enabled: z.boolean(), phoneNumber: e164.optional(), extension: extension.optional() }),
  transferToNumber: pointing,
  emailCopyOfMessage: z.strictObject({ enabled: z.boolean(), emailId: email.optional() }),
};
const optional = {
  phoneNumber: e164.optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  directLineCallerIdName: directLineCallerIdName.optional(),
  dialByName: z.string().optional(),
};
const changes = z.object(required).partial().shape;

/** Voicemail groups: mailboxes with a line of their own. The passcode is checked and forgotten. */
export function voicemailGroupRoutes(): Route[] {
  return featureRoutes({
    kind: 'voicemailGroup',
    plural: 'voicemailGroups',
    idParameter: 'voicemailGroupId',
    createdStatus: 201,
    create: z
      .strictObject({ name, extension, passcode, languageCode: language, ...required, ...optional })
      .transform(({ passcode: _secret, ...kept }) => kept),
    update: z
      .strictObject({
        name: name.optional(),
        extension: extension.optional(),
        passcode: passcode.optional(),
        languageCode: language.optional(),
        enabled: z.boolean().optional(),
        greeting: z.enum(['DEFAULT', 'CUSTOM']).optional(),
        greetingDescription: z.string().optional(),
        ...changes,
        ...optional,
      })
      .transform(({ passcode: _secret, ...kept }) => kept),
    defaults: { greeting: 'DEFAULT', greetingUploaded: false },
    check() {
      // What a mailbox may be is all in its shape.
    },
    changed: (context, group, wanted) => holdFaxNumber(context, group, wanted.faxMessage),
    showInList: ({ data }) => ({ enabled: data.enabled, tollFreeNumber: false }),
    show: (_context, { data }) => ({
      firstName: data.name,
      lastName: '.',
      tollFreeNumber: false,
      voiceMessageForwardingEnabled: false,
      ...data.body,
      enabled: data.enabled,
    }),
  });
}

function hasRun(digits: string): boolean {
  const values = [...digits].map(Number);
  return values.some((value, at) => {
    const [next = Number.NaN, last = Number.NaN] = values.slice(at + 1, at + 3);
    return last - next === next - value && Math.abs(next - value) === 1;
  });
}
