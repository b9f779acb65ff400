import { readDn } from '../broadworks/dn.ts';
import { closest } from '../domain/closest.ts';
import { entryOf } from '../domain/entry-of.ts';
import { type EntityRef, joinKey, userKey } from '../domain/keys.ts';

/** Base name under which overlay rows are stored beside responses; source references name it. */
export const OVERLAY_BASE = 'CsvOverlay';

/** What a column sets: a path in the details of its entity. */
export interface OverlayField {
  readonly path: string;
  /** What is wrong with a value, or `undefined`. */
  check(value: string): string | undefined;
}

type Kind = 'user' | 'group';

/** Columns by heading, written without blanks, case and punctuation. */
const FIELDS: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  user: {
    email: 'emailAddress',
    emailaddress: 'emailAddress',
    mail: 'emailAddress',
    firstname: 'firstName',
    lastname: 'lastName',
  },
  group: {
    addressline1: 'address.addressLine1',
    street: 'address.addressLine1',
    addressline2: 'address.addressLine2',
    city: 'address.city',
    state: 'address.stateOrProvince',
    stateorprovince: 'address.stateOrProvince',
    zip: 'address.zipOrPostalCode',
    postalcode: 'address.zipOrPostalCode',
    ziporpostalcode: 'address.zipOrPostalCode',
    country: 'address.country',
  },
};

/** Columns that say whom a row is about. */
const KEYS: Readonly<Record<string, 'user' | 'dn' | 'group'>> = {
  userid: 'user',
  dn: 'dn',
  phonenumber: 'dn',
  number: 'dn',
  group: 'group',
  groupkey: 'group',
};

export interface OverlayColumns {
  readonly key: { readonly column: number; readonly by: 'user' | 'dn' | 'group' };
  readonly fields: readonly (OverlayField & { readonly column: number })[];
  /** Headings that mean nothing here, each with the one that may be meant. */
  readonly unknown: readonly { readonly heading: string; readonly meant?: string | undefined }[];
}

/** Every heading that means something, as a person would write it; docs/exports.md lists them. */
export const OVERLAY_HEADINGS = {
  keys: ['user id', 'dn', 'group'],
  user: ['e-mail', 'first name', 'last name'],
  group: ['street', 'address line 2', 'city', 'state', 'zip', 'country'],
} as const;

/** What the headings of a table lack that looks like an overlay and is none. */
export function overlayLacks(headings: readonly string[]): string {
  const key = headings.some((heading) => Object.hasOwn(KEYS, plainOf(heading)));
  const known = [...Object.keys(KEYS), ...Object.keys(FIELDS.user), ...Object.keys(FIELDS.group)];
  const meant = headings.flatMap((heading) => {
    const near = known.includes(plainOf(heading)) ? undefined : closest(plainOf(heading), known);
    return near === undefined ? [] : [`"${near}" for "${heading}"`];
  });
  const lack = key ? 'it names somebody, but no column that is known' : 'no column of it says whom a row is about';
  return meant.length === 0 ? lack : `${lack}; did you mean ${meant.join(', ')}?`;
}

/** @returns `undefined` when the headings are those of no overlay: no key, or nothing to set */
export function overlayColumns(headings: readonly string[]): OverlayColumns | undefined {
  const plain = headings.map(plainOf);
  const column = plain.findIndex((name) => Object.hasOwn(KEYS, name));
  const by = entryOf(KEYS, plain[column]);
  if (by === undefined) return undefined;
  const known = FIELDS[by === 'group' ? 'group' : 'user'];
  const fields: (OverlayField & { readonly column: number })[] = [];
  const unknown: OverlayColumns['unknown'][number][] = [];
  plain.forEach((name, index) => {
    const path = entryOf(known, name);
    if (path !== undefined) fields.push({ column: index, path, check: checkOf(path) });
    else if (index !== column && name !== '') {
      unknown.push({ heading: headings[index] ?? '', meant: closest(name, Object.keys(known)) });
    }
  });
  return fields.length === 0 ? undefined : { key: { column, by }, fields, unknown };
}

function plainOf(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** @returns whom a key cell names, or what is wrong with it */
export function overlayOwner(by: 'user' | 'dn' | 'group', cell: string): EntityRef | string {
  if (cell === '') return 'is empty';
  if (by === 'user') return { kind: 'user', key: userKey(cell) };
  if (by === 'dn') {
    const dn = readDn(cell);
    return dn === undefined ? 'is no number with its country, such as +12405550111' : { kind: 'dn', key: dn };
  }
  const parts = cell.split('/');
  if (parts.length !== 2 || parts.includes('')) return 'is not written as provider/group';
  try {
    return { kind: 'group', key: joinKey(...parts.map(decodeURIComponent)) };
  } catch {
    return 'holds a % that encodes nothing';
  }
}

function checkOf(path: string): OverlayField['check'] {
  const longest = path === 'firstName' || path === 'lastName' ? 64 : 161;
  return (value) => {
    if (value.length > longest) return `is longer than ${longest} characters`;
    if (path === 'emailAddress' && !/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(value))
      return 'is no e-mail address';
    return undefined;
  };
}
