import type { EntityKind } from './keys.ts';
import type {
  SourceDepartment,
  SourceDevice,
  SourceDn,
  SourceFeature,
  SourceGroup,
  SourceInstance,
  SourcePack,
  SourceProvider,
  SourceUser,
} from './source.ts';

/**
 * Everything that the current responses say, as the projected tables hold it; sorted by key in each list. Of the three
 * that are long, rows are made when they are asked for.
 */
export interface SnapshotRows {
  readonly providers: readonly SourceProvider[];
  readonly groups: readonly SourceGroup[];
  readonly departments: readonly SourceDepartment[];
  readonly users: Iterable<SourceUser>;
  readonly instances: readonly SourceInstance[];
  readonly devices: Iterable<SourceDevice>;
  readonly dns: Iterable<SourceDn>;
  readonly packs: readonly SourcePack[];
  readonly features: readonly SourceFeature[];
}

/** One response of a capture as it is stored. */
export interface StoredResponse {
  readonly offset: number;
  readonly type: string;
  readonly base: string;
  readonly state: 'read' | 'error';
  /** Whether a reader projects it; others are kept and counted. */
  readonly known: boolean;
  /** Distinguishes sessions of a file, so that an `echo` convention is judged per stream. */
  readonly stream: number;
  /** `null` where it names the owner, as most do. */
  readonly echo: string | null;
  /** Who it is about by its own words or its request; an `echo` is resolved after loading. */
  readonly ownerKind?: string;
  readonly ownerKey?: string;
  readonly joinedBy?: 'self' | 'request' | 'system';
  /** What else the request named (search, page, submenu): keeps two answers of one owner apart. */
  readonly part: string;
  readonly errorCode?: string;
  readonly errorText?: string;
  readonly settings: number;
  /** As `encodeBody` writes it. */
  readonly body: string;
}

/** Whom a file describes by its place or by a manifest beside it. */
export interface FileClaim {
  readonly rule: 'path' | 'manifest';
  /** Response that it is about, without release; all of the file where it is missing. */
  readonly base?: string;
  /** Folders from the root on for a path, parts of an entity key for a manifest; decoded. */
  readonly parts: readonly string[];
  /** Where it is said. */
  readonly place: string;
}

/** Something that an operator should know about a capture. */
export interface ExtractIssue {
  readonly kind: 'conflict' | 'warning' | 'orphan';
  readonly code: string;
  readonly message: string;
  readonly offset?: number;
}

/** A response that a complete capture would hold and that nobody asked for. */
export interface SnapshotGap {
  readonly base: string;
  readonly kind: EntityKind;
  readonly key: string;
  /** As BroadWorks spells it, where keys do not keep the spelling. */
  readonly id?: string;
  /** Of the request, where the capture shows none of its platform's. */
  readonly release: string;
  /** Where only a part of the entity is asked about: the element that names it. */
  readonly part?: { readonly element: string; readonly name: string };
}
