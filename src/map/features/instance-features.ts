import { type SourceRef, sourceRef } from '../../domain/keys.ts';
import type { FeatureData, FeatureName, SourceInstance } from '../../domain/source.ts';
import type { MapContext } from '../context.ts';
import { instanceRef } from './instance-fields.ts';

/** What was read of one feature of a virtual user; `undefined` when it was never asked or answered with an error. */
export function readInstanceFeature<Name extends FeatureName>(
  context: MapContext,
  instance: SourceInstance,
  name: Name,
):
  | { readonly data: FeatureData[Name]; readonly ref: (path: string) => SourceRef; readonly all: SourceRef }
  | undefined {
  const feature = context.source.feature(instance.key, name);
  if (feature?.data === undefined || feature.state !== 'read') return undefined;
  const owner = instanceRef(instance);
  return {
    data: feature.data,
    ref: (path) => sourceRef(owner, feature.response, path),
    all: `${owner.kind}:${owner.key} ${feature.response}`,
  };
}
