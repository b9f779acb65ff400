/** `kind:natural key`, e.g. `location:acme/north`, stable from run to run. */
export type DraftId = string;

/** The natural key in the id of a draft, or the key in `kind:key` of an entity: `acme/north` of `location:acme/north`. */
export function withoutKind(id: string): string {
  return id.slice(id.indexOf(':') + 1);
}
