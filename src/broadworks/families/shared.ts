import type { EntityRef } from '../../domain/keys.ts';
import { type BodyElement, child, text } from '../../domain/response-body.ts';
import type { SourceAddress, SourceContact } from '../../domain/source.ts';
import { present } from '../present.ts';

export function addressOf(body: BodyElement): SourceAddress | undefined {
  const address = child(body, 'address');
  if (address === undefined) return undefined;
  const fields = present<SourceAddress>({
    addressLine1: text(address, 'addressLine1'),
    addressLine2: text(address, 'addressLine2'),
    city: text(address, 'city'),
    stateOrProvince: text(address, 'stateOrProvince'),
    zipOrPostalCode: text(address, 'zipOrPostalCode'),
    country: text(address, 'country'),
  });
  return Object.keys(fields).length > 0 ? fields : undefined;
}

export function contactOf(body: BodyElement): SourceContact | undefined {
  const contact = child(body, 'contact');
  if (contact === undefined) return undefined;
  const fields = present<SourceContact>({
    name: text(contact, 'contactName'),
    number: text(contact, 'contactNumber'),
    email: text(contact, 'contactEmail'),
  });
  return Object.keys(fields).length > 0 ? fields : undefined;
}

/** `true`/`false` of a table cell; anything else says nothing. */
export function cellFlag(value: string | undefined): boolean | undefined {
  const lower = value?.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}

/** A count as a number; only for fields that are counts, never for ids, extensions or numbers to dial. */
export function count(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

/** Provider part of a group's or device's key, as keys hold it. */
export function providerOf(owner: EntityRef): string {
  return owner.key.split('/')[0] ?? owner.key;
}
