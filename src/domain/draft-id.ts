/** `kind:natural key`, e.g. `location:acme/north`, stable from run to run. */
export type DraftId = string;
