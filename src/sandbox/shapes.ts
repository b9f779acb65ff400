import { z } from 'zod';

/** Field shapes that several API families share, written from the fact sheet. */
export const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a phone number in E.164 format');
/** Target features take 2 to 10 digits. */
export const extension = z.string().regex(/^\d{2,10}$/, 'must have 2 to 10 digits');
export const email = z.string().regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be an e-mail address');
export const country = z.string().regex(/^[A-Z]{2}$/, 'must be a two letter country code');
/** API examples write `en_us`, the guide `en_US`: both are taken. */
export const language = z.string().regex(/^[a-z]{2}_[a-z]{2}$/i, 'must look like en_us');
export const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone');

export const wholesaleAddress = z.strictObject({
  addressLine1: z.string().min(1).max(50),
  addressLine2: z.string().max(50).optional(),
  city: z.string().min(1),
  stateOrProvince: z.string().optional(),
  zipOrPostalCode: z.string().optional(),
  country,
});
export type WholesaleAddress = z.output<typeof wholesaleAddress>;

export const postalAddress = z.strictObject({
  address1: z.string().min(1),
  address2: z.string().optional(),
  city: z.string().min(1),
  state: z.string().min(1),
  postalCode: z.string().min(1),
  country,
});

/** An address as a location keeps it: a customer's first location may come without state and postal code. */
export interface PostalAddress {
  readonly address1: string;
  readonly address2?: string | undefined;
  readonly city: string;
  readonly state?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly country: string;
}

export const ringPattern = z.enum(['NORMAL', 'LONG_LONG', 'SHORT_SHORT_LONG', 'SHORT_LONG_SHORT']);
export const directLineCallerIdName = z.strictObject({
  selection: z.enum(['CUSTOM_NAME', 'DISPLAY_NAME']).optional(),
  customName: z.string().optional(),
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
