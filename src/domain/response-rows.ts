import type { EntityKind, EntityRef } from './keys.ts';
import type { BodyElement } from './response-body.ts';

/** Of a stored response, what joining needs. */
export interface ResponseRow {
  readonly id: number;
  readonly file: number;
  readonly stream: number;
  readonly base: string;
  readonly state: 'read' | 'error';
  readonly echo: string;
  readonly ownerKind: EntityKind | undefined;
  readonly ownerKey: string | undefined;
  readonly joinedBy: 'self' | 'request' | 'echo' | 'path' | 'manifest' | 'system' | undefined;
  /** Only of errors whose question is unknown. */
  readonly errorText: string | undefined;
}

export interface CurrentResponse {
  readonly base: string;
  readonly owner: EntityRef;
  readonly part: string;
  readonly state: 'read' | 'error';
  readonly error: string | undefined;
  readonly body: BodyElement;
}

/** One of a user; only those of the bases that were asked for have a content. */
export interface UserResponse {
  readonly base: string;
  readonly part: string;
  readonly state: 'read' | 'error';
  content(): CurrentResponse;
}
