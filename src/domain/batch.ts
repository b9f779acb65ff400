import type { DraftId } from './draft-id.ts';

/** Name of the plan of everything that is ready; no batch is called so. */
export const BATCH_ALL = 'all';

/** Somebody who stays behind and keeps the extension for those who moved. */
export interface StagedExtension {
  readonly draft: DraftId;
  readonly customer: DraftId;
  readonly location: DraftId;
  readonly displayName: string;
  readonly extension: string;
  /** Missing: there is no number outside that the extension could lead to. */
  readonly phoneNumber?: string;
}

/** What a batch leaves outside, as a plan needs to know it. */
export interface BatchCut {
  readonly batch: string;
  /** Owners and features outside that are not in the target yet, by name, and where they are instead. */
  readonly outside: ReadonlyMap<DraftId, { readonly name: string; readonly where: string }>;
  /** Owners and features that come along without being members: their own batch activates their numbers. */
  readonly along: ReadonlyMap<DraftId, { readonly name: string; readonly where: string }>;
  readonly staged: readonly StagedExtension[];
}

/** BroadWorks user or virtual user (`user:key`, `serviceInstance:key`) → batch. Nobody is in two. */
export type Membership = ReadonlyMap<string, string>;
