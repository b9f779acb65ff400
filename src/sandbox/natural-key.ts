import type { Db } from './state.ts';

/** Body fields that name an object, strongest first. */
const NAMES = ['externalId', 'email', 'mac', 'name', 'displayName', 'phoneNumber', 'extension', 'id'] as const;

/**
 * The natural key of a request: what it is about, free of generated ids, so that faults can be repeated in a new
 * sandbox. Ids in path, query and body are replaced by the natural keys of their objects.
 */
export function createKeyReader(db: Db) {
  const select = db.prepare<[string], { key: string }>('SELECT key FROM object WHERE id = ?');
  const named = (value: string): string => select.get(value.replace(/=+$/, ''))?.key ?? value;

  return function requestKey(params: Readonly<Record<string, string>>, query: URLSearchParams, body: unknown): string {
    const parts = Object.values(params).map(named);
    for (const [name, value] of [...query].sort(([left], [right]) => left.localeCompare(right))) {
      if (name !== 'orgId') parts.push(`${name}=${named(value)}`);
    }
    if (parts.length === 0 || body !== undefined) parts.push(...bodyKey(body).map(named));
    return parts.join(' ');
  };
}

function bodyKey(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  const field = (name: string): unknown => Reflect.get(body, name);
  for (const name of NAMES) {
    const value = field(name);
    if (typeof value === 'string') return [value];
  }
  const { firstName, lastName } = { firstName: field('firstName'), lastName: field('lastName') };
  if (typeof firstName === 'string') return [`${firstName} ${String(lastName ?? '')}`];
  for (const name of ['phoneNumbers', 'extensions', 'macs']) {
    const list = field(name);
    if (Array.isArray(list)) return [list.map(String).sort().join(',')];
  }
  return [];
}
