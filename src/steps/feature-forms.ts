import type { WholeFeatureSetting } from '../domain/feature-settings.ts';
import type { AudioFile } from '../webex/announcements.ts';
import type { FeatureForm } from './feature-form.ts';
import { forwardingForm } from './feature-forwarding.ts';
import { forcedForwardForm, holidayServiceForm, nightServiceForm, strandedCallsForm } from './queue-services.ts';

/** A setting with its audio as the target names it. */
export type WrittenSetting = WholeFeatureSetting<AudioFile>;

/** Every setting of a feature has a form: one without does not compile. */
const FORMS: {
  readonly [Name in WrittenSetting['setting']]: FeatureForm<Extract<WrittenSetting, { setting: Name }>, unknown>;
} = {
  forwarding: forwardingForm,
  holidayService: holidayServiceForm,
  nightService: nightServiceForm,
  forcedForward: forcedForwardForm,
  strandedCalls: strandedCallsForm,
};

/** The form of a setting; it fits, for both are found by the same name. */
export function featureFormOf(value: Pick<WrittenSetting, 'setting'>): FeatureForm<WrittenSetting, unknown> {
  return FORMS[value.setting];
}
