import type { OwnedResponse } from '../domain/feature-source.ts';
import type { EntityKind, EntityRef } from '../domain/keys.ts';
import type { BodyElement } from '../domain/response-body.ts';
import type { SourceFeature } from '../domain/source.ts';
import type { SnapshotModel } from './snapshot-model.ts';

export type { OwnedResponse };

/**
 * All that the tool knows of one family of responses, whatever the release. Fields are read by presence, columns by
 * heading; what is not read here stays in the stored body.
 */
export interface ResponseReader {
  readonly bases: readonly string[];
  /** Kinds of entity that it describes: an `echo` must name one of them. */
  readonly describes: readonly EntityKind[];
  /** Identity inside the response, in the releases that have one. */
  own?(body: BodyElement): EntityRef | undefined;
  /** Narrows the owner by something that the response itself names: one answer per service pack of a provider. */
  refine?(owner: EntityRef, body: BodyElement): EntityRef;
  /** Entities that it lists, for resolving an `echo`; called with the owner, where one is known. */
  /** Whether those are virtual users. */
  readonly listsInstances?: true;
  lists?(body: BodyElement, owner: EntityRef | undefined): Iterable<EntityRef>;
  /** Of a response that is nothing but a feature of its owner: that feature. `project` adds it. */
  feature?(response: OwnedResponse): SourceFeature;
  project(response: OwnedResponse, model: SnapshotModel): void;
}
