import type { FeaturePart, FeatureParts } from '../../domain/feature-part.ts';
import type { EntityKind } from '../../domain/keys.ts';
import type { BodyElement } from '../../domain/response-body.ts';
import type { FeatureData, FeatureName } from '../../domain/source.ts';
import { partName } from '../identity.ts';
import { present } from '../present.ts';
import type { OwnedResponse, ResponseReader } from '../reader.ts';
import { toFeature } from './feature-reader.ts';

/** Features that are told part by part. */
type PartFeature = {
  [Name in FeatureName]: FeatureData[Name] extends FeatureParts<unknown> ? Name : never;
}[FeatureName];
type Content<Name extends PartFeature> = FeatureData[Name] extends FeatureParts<infer Part> ? Part : never;

/**
 * Reads answers about one part of their owner. The answer never says which part: its request did, or its `echo`. An
 * answer that nobody can place stays in its stored response and out of the feature.
 */
export function partReader<Name extends PartFeature>(
  describes: readonly EntityKind[],
  base: string,
  name: Name,
  read: (body: BodyElement, part: string) => Content<Name>,
  toData: (parts: readonly FeaturePart<Content<Name>>[]) => FeatureData[Name],
): ResponseReader {
  const feature = (response: OwnedResponse): ReturnType<typeof toFeature> => {
    const part = partName(response.part ?? '');
    const { state, error } = response;
    const parts: FeaturePart<Content<Name>>[] =
      part === undefined
        ? []
        : [
            state === 'read'
              ? { name: part, state, content: read(response.body, part) }
              : { name: part, state, ...present({ error }) },
          ];
    const { error: _told, ...whole } = response;
    // A part that failed is no reason to call the others unreadable.
    return toFeature({ ...whole, state: 'read' }, { name, read: () => toData(parts) });
  };
  return {
    bases: [base],
    describes,
    ...(describes.includes('user') ? { feature } : {}),
    project: (response, model) => model.addFeature(feature(response)),
  };
}
