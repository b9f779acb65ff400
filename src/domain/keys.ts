/**
 * Keys of BroadWorks entities: the form in which `echo` names them, in which the store joins them and in which the
 * operator types them. Parts are percent-encoded because ids may hold any character, `/` included.
 */
export type EntityKind =
  | 'system'
  | 'serviceProvider'
  | 'group'
  | 'department'
  | 'user'
  | 'serviceInstance'
  | 'device'
  | 'servicePack'
  | 'dn'
  | 'schedule'
  | 'callPark'
  | 'callPickup'
  | 'trunkGroup';

export interface EntityRef {
  readonly kind: EntityKind;
  readonly key: string;
}

export function joinKey(...parts: readonly string[]): string {
  return parts.map(encodeURIComponent).join('/');
}

export function splitKey(key: string): string[] {
  return key.split('/').map(decodeURIComponent);
}

/** `acme/boston lab` for the key `acme/boston%20lab`: as a person writes it. A stray `%` is taken as it stands. */
export function writtenKey(key: string): string {
  try {
    return splitKey(key).join('/');
  } catch {
    return key;
  }
}

/**
 * Whether somebody means the entity with a key: the key itself or as a person writes it, also partly encoded, with or
 * without one of the kinds in front as outputs have it (`group:acme/north`).
 */
export function isMeant(key: string, said: string, kinds: readonly string[]): boolean {
  const kind = kinds.find((one) => said.startsWith(`${one}:`));
  const bare = kind === undefined ? said : said.slice(kind.length + 1);
  const written = writtenKey(key).toLowerCase();
  return [said, bare].some(
    (form) => form === key || form.toLowerCase() === written || writtenKey(form).toLowerCase() === written,
  );
}

/** User ids and domains compare without case in BroadWorks: the key is lower case, the row keeps the spelling. */
export function userKey(userId: string): string {
  // Most ids are their own key, and this is asked millions of times.
  if (/^[a-z0-9@.+_-]+$/.test(userId)) return userId;
  return encodeURIComponent(userId.trim().toLowerCase()).replaceAll('%40', '@').replaceAll('%2B', '+');
}

/**
 * Where a value came from, stable whatever the order of reading: owner, response and path inside it, e.g.
 * `user:anna@example.test UserGetResponse.emailAddress`. The store turns it into file and byte offset.
 * Table cells: `group:acme/north UserGetListInGroupResponse.userTable[anna@example.test].Email Address`.
 */
export type SourceRef = string;

export function sourceRef(owner: EntityRef, responseBase: string, path: string): SourceRef {
  return inOnePiece(`${owner.kind}:${owner.key} ${responseBase}.${path}`);
}

/**
 * The same text. What is put together is kept as a chain of its pieces until somebody reads it, at three times the memory:
 * a customer has some dozen references for each user in hand.
 */
function inOnePiece(text: string): string {
  text.charCodeAt(0);
  return text;
}

/**
 * The same of an answer about a part of its owner, which the name of the response alone does not tell from its siblings:
 * `user:anna@example.test UserSelectiveCallRejectionGetCriteriaResponse?criteriaName=Night.blacklisted`.
 *
 * @param part - as the request named it: `criteriaName=Night`
 * @param path - left out: the whole answer
 */
export function partRef(owner: EntityRef, responseBase: string, part: string, path?: string): SourceRef {
  return `${owner.kind}:${owner.key} ${partBase(responseBase, part)}${path === undefined ? '' : `.${path}`}`;
}

/** How a reference names the answer about a part; it holds neither blanks nor dots. */
export function partBase(responseBase: string, part: string): string {
  return `${responseBase}?${encodeURIComponent(part).replaceAll('.', '%2E')}`;
}
