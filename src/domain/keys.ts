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
  return `${owner.kind}:${owner.key} ${responseBase}.${path}`;
}
