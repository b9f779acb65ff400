export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Value at a path of property names; `undefined` where it ends early. */
export function at(document: JsonObject, ...path: readonly string[]): Json | undefined {
  let here: Json | undefined = document;
  for (const name of path) {
    if (!isObject(here)) return undefined;
    here = here[name];
  }
  return here;
}

export function objectAt(document: JsonObject, ...path: readonly string[]): JsonObject {
  const found = at(document, ...path);
  if (!isObject(found)) throw new Error(`the contract has no ${path.join('.')}: mend the mend`);
  return found;
}
