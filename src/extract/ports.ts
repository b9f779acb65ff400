import type { Shelf } from '../broadworks/shelved-map.ts';
import type { EntityRef } from '../domain/keys.ts';
import type { ResponseBatch } from '../domain/response-batch.ts';
import type { BodyElement } from '../domain/response-body.ts';
import type { CurrentResponse, ResponseRow, UserResponse } from '../domain/response-rows.ts';
import type { ExtractIssue, FileClaim, SnapshotRows } from '../domain/snapshot.ts';
import type { SourceFeature, SourceUser } from '../domain/source.ts';

import type { SourceAudio } from '../domain/source-audio.ts';
import type { AskedCounts } from './asked-users.ts';

export type { CurrentResponse, ResponseRow, UserResponse } from '../domain/response-rows.ts';

/** Takes what one file holds. Nothing of it counts before `finish`; `discard` leaves no trace. */
export interface FileSink {
  /** @param checkpoint - where to go on behind these rows, should the run be interrupted; stored with them */
  add(batch: ResponseBatch, checkpoint?: string): void;
  /** Whom the file describes where its answers do not say so: weaker than all that they say. */
  claim(claims: readonly FileClaim[]): void;
  /** The file is audio, and this is all that is kept of it. */
  audio(audio: Omit<SourceAudio, 'path' | 'groupKey'>): void;
  /** @returns false when a file of the same content is there already: then this one was discarded */
  finish(file: FileFacts): boolean;
  discard(): void;
}

/** A file that an interrupted run left half read. */
export interface HalfReadFile {
  readonly id: number;
  /** As it was given to `add`. */
  readonly checkpoint: string;
}

export interface FileFacts {
  readonly digest: string;
  /** Digest of the bytes alone, where `digest` covers more. */
  readonly content?: string;
  readonly bytes: number;
  readonly encoding: string;
  readonly documents: number;
  readonly commands: number;
}

export interface OwnerUpdate {
  readonly id: number;
  readonly owner: EntityRef | undefined;
  readonly joinedBy: 'request' | 'echo' | 'path' | 'manifest' | undefined;
}

export interface SettleIssue extends ExtractIssue {
  readonly file?: number;
}

/** The store as `extract` needs it. */
export interface SnapshotPort {
  /** Removes what an interrupted run left behind, except files of these names that can be gone on with. */
  dropUnfinished(keep: readonly string[]): void;
  halfRead(path: string): HalfReadFile | undefined;
  /** Takes away what was stored behind the checkpoint of the file: it is read again. */
  resumeFile(file: HalfReadFile): FileSink;
  hasDigest(digest: string): boolean;
  beginFile(path: string, readAt: Date): FileSink;
  /** Whether rows are there that only the whole of what is loaded can join. */
  hasOpenJoins(): boolean;
  /** Those rows, in order of reading: no owner yet, one by echo, or an echo that does not name the owner. */
  openResponses(): Iterable<ResponseRow>;
  responsesOf(ids: Iterable<number>): Iterable<ResponseRow>;
  responsesOfFiles(files: readonly number[]): Iterable<ResponseRow>;
  /** Claims of the files that count, in order of reading. */
  claims(): readonly (FileClaim & { readonly file: number })[];
  /** Whom answers describe by their own words or their requests, each once. */
  joinedOwners(): Iterable<EntityRef>;
  bases(): readonly string[];
  placeOf(id: number): { readonly type: string; readonly offset: number };
  bodies(bases: readonly string[]): Iterable<{ readonly id: number; readonly body: BodyElement }>;
  /** Of all that was read, whether it counts or not. */
  bodiesOf(base: string): Iterable<BodyElement>;
  /** What counts of one base, users' own responses excepted. */
  current(base: string): Iterable<CurrentResponse>;
  /**
   * What counts of each user, one user at a time; rows may be written meanwhile.
   *
   * @param read - bases whose content will be asked for
   */
  currentOfUsers(
    read: readonly string[],
  ): Iterable<{ readonly key: string; readonly responses: readonly UserResponse[] }>;
  setOwners(updates: readonly OwnerUpdate[]): void;
  /** Takes in the files that are complete. */
  admitFinished(): void;
  /** `User*` questions may be asked about virtual users: their answers belong to the instance. */
  ownByInstances(instances: readonly string[]): void;
  /** Marks the latest copy of each owner, base and part. */
  markCurrent(): void;
  /** For what does not fit into memory while everything is projected; empty. */
  shelf(): Shelf;
  clearRows(): void;
  addRows(rows: SnapshotRows): void;
  addUserRows(user: SourceUser, features: readonly SourceFeature[]): void;
  replaceSettleIssues(issues: readonly SettleIssue[]): void;
  /** Makes the indices that joining leans on, where they are missing. */
  buildIndices(): void;
  transaction<Result>(work: () => Result): Result;
  /** Whether a file of this size could be stored already. */
  mayHold(bytes: number): boolean;
  /** Facts of an earlier settling of the same files by the same rules. */
  settledFacts(rules: string): SnapshotFacts | undefined;
  rememberSettled(rules: string, facts: SnapshotFacts): void;
  /** Runs work that may be done again after a power cut. */
  bulk<Result>(work: () => Promise<Result>): Promise<Result>;
  /** @param askedUsers - as counted while users were settled */
  facts(askedUsers: AskedCounts): SnapshotFacts;
}

/** Totals over everything that is stored. */
export interface SnapshotFacts {
  readonly counts: {
    readonly documents: number;
    readonly commands: number;
    readonly serviceProviders: number;
    readonly groups: number;
    readonly users: number;
    readonly serviceInstances: number;
    readonly devices: number;
    readonly numbers: number;
    readonly servicePacks: number;
  };
  readonly errors: number;
  /** Audio files beside the captures. */
  readonly audioFiles: number;
  readonly orphans: readonly {
    readonly type: string;
    readonly file: string;
    readonly offset: number;
    readonly echo: string;
  }[];
  readonly unknown: readonly { readonly type: string; readonly count: number }[];
  readonly issues: readonly {
    readonly kind: ExtractIssue['kind'];
    readonly code: string;
    readonly message: string;
    readonly file: string | undefined;
    readonly offset: number | undefined;
  }[];
  readonly completeness: Completeness;
}

/** What was asked and answered, and what was not. */
export interface Completeness {
  readonly usersWithoutDetail: readonly string[];
  readonly usersWithoutServices: readonly string[];
  readonly packsWithoutDetail: readonly string[];
  readonly instancesWithoutDetail: readonly string[];
  readonly devicesReferencedOnly: readonly string[];
  /** Two sources that count the same things and do not agree. */
  readonly countsThatDisagree: readonly {
    readonly object: string;
    readonly what: string;
    readonly said: number;
    readonly saidBy: string;
    readonly found: number;
    readonly foundIn: string;
  }[];
  /** Numbers that a list gives to somebody whom nobody lists. */
  readonly numbersOfUnknown: readonly { readonly dn: string; readonly ownerKey: string }[];
  /** Per kind of response: how many owners were read, failed, or never asked. */
  readonly responses: readonly {
    readonly response: string;
    readonly read: number;
    readonly error: number;
    readonly neverAsked: number;
  }[];
}
