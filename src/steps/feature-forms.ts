import type { WholeFeatureSetting } from '../domain/feature-settings.ts';
import type { FeatureForm } from './feature-form.ts';
import { forwardingForm } from './feature-forwarding.ts';
import { forcedForwardForm, holidayServiceForm, nightServiceForm, strandedCallsForm } from './queue-services.ts';

/** Every setting of a feature has a form: one without does not compile. */
const FORMS: {
  readonly [Name in WholeFeatureSetting['setting']]: FeatureForm<
    Extract<WholeFeatureSetting, { setting: Name }>,
    unknown
  >;
} = {
  forwarding: forwardingForm,
  holidayService: holidayServiceForm,
  nightService: nightServiceForm,
  forcedForward: forcedForwardForm,
  strandedCalls: strandedCallsForm,
};

/** The form of a setting; it fits, for both are found by the same name. */
export function featureFormOf(value: WholeFeatureSetting): FeatureForm<WholeFeatureSetting, unknown> {
  return FORMS[value.setting];
}
