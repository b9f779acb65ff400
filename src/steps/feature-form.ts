import type { Difference } from '../domain/plan.ts';
import type { FeatureKind } from '../domain/plan-features.ts';
import type { OrgCall, Sent } from '../webex/call.ts';
import type { FeatureAt, FeatureSettingsApi } from '../webex/feature-settings.ts';

/**
 * One setting of a feature: `Seen` is what the target answers, `path` the last part of its address. `merge` puts what we
 * own over what stands there. `Value` names its audio as the target does.
 */
export interface FeatureForm<Value, Seen> {
  readonly path: string;
  get(api: FeatureSettingsApi, at: FeatureAt, call: OrgCall): Promise<Seen | undefined>;
  put(api: FeatureSettingsApi, at: FeatureAt, body: object, call: OrgCall): Promise<Sent>;
  compare(value: Value, seen: Seen): Difference[];
  merge(value: Value, feature: FeatureKind, seen: Seen | undefined): object;
}
