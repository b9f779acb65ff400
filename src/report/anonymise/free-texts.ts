/** Fields of drafts that hold what people have written: names, and texts on keys, menus and entries. */
const WRITTEN_BY_PEOPLE = /^(name|displayName|description|label|title|department)$|(Name|Label|Description)$/;

/** What people have written into an object, however deep: no list of kinds, so that none can be forgotten. */
export function freeTextsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]) =>
    typeof inner === 'string' ? (WRITTEN_BY_PEOPLE.test(field) ? [inner] : []) : freeTextsOf(inner),
  );
}
