import type { EntityKind } from '../../domain/keys.ts';
import { userKey } from '../../domain/keys.ts';
import { type BodyElement, tableRows } from '../../domain/response-body.ts';
import type { FeatureData, FeatureName, SourceFeature } from '../../domain/source.ts';
import type { FeatureMember } from '../../domain/source-features.ts';
import { present } from '../present.ts';
import type { OwnedResponse, ResponseReader } from '../reader.ts';
import type { SnapshotModel } from '../snapshot-model.ts';

/** A response that is one feature of its owner. */
export interface FeatureResponse<Name extends FeatureName> {
  readonly base: string;
  readonly name: Name;
  /** `undefined` = the answer lacks what it is about. */
  read(body: BodyElement): FeatureData[Name] | undefined;
}

export function addFeature<Name extends FeatureName>(
  response: OwnedResponse,
  model: SnapshotModel,
  feature: FeatureResponse<Name>,
): void {
  model.addFeature(toFeature(response, feature));
}

/** @param lacking - what is said of an answer that lacks what it is about */
export function toFeature<Name extends FeatureName>(
  { owner, base, state, error, body }: OwnedResponse,
  { name, read }: Pick<FeatureResponse<Name>, 'name' | 'read'>,
  lacking = 'the answer lacks its content',
): SourceFeature {
  const data = state === 'read' ? read(body) : undefined;
  const reason = error ?? (state === 'read' && data === undefined ? lacking : undefined);
  const feature: SourceFeature<Name> = {
    owner,
    name,
    response: base,
    ...(data === undefined ? { state: 'error' } : { state: 'read', data }),
    ...present({ error: reason }),
  };
  return feature;
}

/** @param also - what else of the answer is projected */
export function featureReader<Name extends FeatureName>(
  describes: readonly EntityKind[],
  feature: FeatureResponse<Name>,
  also?: (response: OwnedResponse, model: SnapshotModel) => void,
): ResponseReader {
  return {
    bases: [feature.base],
    describes,
    ...(also === undefined ? { feature: (response: OwnedResponse) => toFeature(response, feature) } : {}),
    project(response, model) {
      also?.(response, model);
      addFeature(response, model, feature);
    },
  };
}

/** Users of a table in the order of its rows. */
export function membersOf(body: BodyElement, table: string): FeatureMember[] {
  return tableRows(body, table).flatMap((row) => {
    const userId = row.get('User Id');
    return userId === undefined ? [] : [{ userKey: userKey(userId), userId }];
  });
}
