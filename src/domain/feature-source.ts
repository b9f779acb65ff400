import type { EntityRef } from './keys.ts';
import type { BodyElement } from './response-body.ts';
import type { SourceFeature } from './source.ts';

/** A response that counts and whose owner is known. */
export interface OwnedResponse {
  readonly base: string;
  readonly owner: EntityRef;
  /** What of the owner it is about, as its request named it: `criteriaName=Night`. Empty for a plain question. */
  readonly part?: string;
  readonly state: 'read' | 'error';
  /** Empty for an error. */
  readonly body: BodyElement;
  readonly error?: string;
}

/**
 * Features of users are read when they are asked for: each is one response in other words, and there are as many as a
 * capture has answers. Those of other owners stand in their table.
 */
export interface FeatureSource {
  /** Kinds of response that are nothing but a feature. */
  readonly bases: readonly string[];
  read(response: OwnedResponse): SourceFeature | undefined;
}
