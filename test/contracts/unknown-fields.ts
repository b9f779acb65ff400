import { resolveRef } from './contract-operations.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** Paths of fields that a schema does not name (`agents.joinEnabled`), list positions left out, each once. */
export function findUnknownFields(document: JsonObject, schema: Json, value: unknown): string[] {
  return [...new Set(walk(document, schema, value, ''))];
}

function walk(document: JsonObject, schema: Json, value: unknown, path: string): string[] {
  const resolved = resolveRef(document, schema);
  if (!resolved) return [];
  if (Array.isArray(value)) {
    const items = resolved.items;
    return items === undefined ? [] : value.flatMap((item) => walk(document, items, item, path));
  }
  if (!isObject(value)) return [];
  const properties = collectProperties(document, resolved);
  if (!properties) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = path === '' ? name : `${path}.${name}`;
    const field = properties.get(name);
    return field === undefined ? [here] : walk(document, field, inner, here);
  });
}

/** Named properties of an object schema; `undefined` where it names none, so that anything goes. */
function collectProperties(document: JsonObject, schema: JsonObject): Map<string, Json> | undefined {
  const parts = [schema];
  for (const keyword of ['allOf', 'oneOf', 'anyOf'] as const) {
    const alternatives = schema[keyword];
    if (!Array.isArray(alternatives)) continue;
    for (const alternative of alternatives) {
      const part = resolveRef(document, alternative);
      if (part) parts.push(part);
    }
  }
  const found = new Map<string, Json>();
  for (const part of parts) {
    if (part.additionalProperties !== undefined && part.additionalProperties !== false) return undefined;
    const properties = part.properties;
    for (const [name, field] of Object.entries(isObject(properties) ? properties : {})) found.set(name, field);
  }
  return found.size === 0 ? undefined : found;
}
