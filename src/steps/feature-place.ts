import type { FeatureSettingStep, SelectiveRuleStep } from '../domain/plan-features.ts';
import type { OrgCall } from '../webex/call.ts';
import type { FeatureAt } from '../webex/feature-settings.ts';
import type { StepContext } from './handler.ts';
import { known, needed, neededOrgCall, orgCall, type Refer } from './refs.ts';

const FEATURES = {
  huntGroup: ['huntGroups', 'huntGroupId'],
  callQueue: ['queues', 'queueId'],
  autoAttendant: ['autoAttendants', 'autoAttendantId'],
} as const;

type StepOfFeature = FeatureSettingStep | SelectiveRuleStep;

function featureOf({ payload }: StepOfFeature, refer: Refer): FeatureAt {
  const [plural, output] = FEATURES[payload.featureKind];
  return { locationId: refer(payload.location, 'locationId'), plural, id: refer(payload.feature, output) };
}

/** Organisation and feature of a step; `undefined` while one of them does not exist. */
export function knownFeature(
  step: StepOfFeature,
  context: StepContext,
): { readonly call: OrgCall; readonly at: FeatureAt } | undefined {
  const { customer, location, feature, featureKind } = step.payload;
  const call = orgCall(context, customer);
  const exists =
    known(context, location, 'locationId') !== undefined &&
    known(context, feature, FEATURES[featureKind][1]) !== undefined;
  return call === undefined || !exists ? undefined : { call, at: featureOf(step, needed(context)) };
}

export function neededFeature(
  step: StepOfFeature,
  context: StepContext,
): { readonly call: OrgCall; readonly at: FeatureAt } {
  return { call: neededOrgCall(context, step.payload.customer), at: featureOf(step, needed(context)) };
}

/** How the path of the feature is described: ids that do not exist yet are shown as what they will be. */
export function shownPath(step: StepOfFeature, refer: Refer): string {
  const { locationId, plural, id } = featureOf(step, refer);
  return `/telephony/config/locations/${locationId}/${plural}/${id}`;
}
