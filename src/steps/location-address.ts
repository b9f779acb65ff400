import type { WebexAddress } from '../domain/drafts.ts';
import type { NewLocation, PostalAddress } from '../webex/locations.ts';
import type { Check } from './compare.ts';

/** The same address in the words of the location API. */
export function postalAddress(address: WebexAddress): PostalAddress {
  const { addressLine1, addressLine2, city, stateOrProvince, zipOrPostalCode, country } = address;
  return {
    ...(addressLine1 === undefined ? {} : { address1: addressLine1 }),
    ...(addressLine2 === undefined || addressLine2 === '' ? {} : { address2: addressLine2 }),
    ...(city === undefined ? {} : { city }),
    ...(stateOrProvince === undefined ? {} : { state: stateOrProvince }),
    ...(zipOrPostalCode === undefined ? {} : { postalCode: zipOrPostalCode }),
    ...(country === undefined ? {} : { country }),
  };
}

export function addressChecks(
  wanted: PostalAddress,
  actual: { readonly [Part in keyof PostalAddress]?: string | undefined } | undefined,
): Check[] {
  return [
    ['address.address1', wanted.address1, actual?.address1],
    ['address.address2', wanted.address2, actual?.address2],
    ['address.city', wanted.city, actual?.city],
    ['address.state', wanted.state, actual?.state],
    ['address.postalCode', wanted.postalCode, actual?.postalCode],
    ['address.country', wanted.country, actual?.country],
  ];
}

/** What both location requests say. */
export function locationBody(payload: {
  readonly name: string;
  readonly timeZone: string;
  readonly language: string;
  readonly announcementLanguage: string;
  readonly address: WebexAddress;
}): NewLocation {
  return {
    name: payload.name,
    timeZone: payload.timeZone,
    preferredLanguage: payload.language,
    announcementLanguage: payload.announcementLanguage,
    address: postalAddress(payload.address),
  };
}
