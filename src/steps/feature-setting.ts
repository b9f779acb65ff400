import { audioOfSetting, withAudio } from '../domain/feature-settings.ts';
import type { FeatureSettingStep } from '../domain/plan-features.ts';
import { audioFileOf, missingAudio, playable, promised } from './audio.ts';
import { featureFormOf } from './feature-forms.ts';
import { knownFeature, neededFeature, shownPath } from './feature-place.ts';
import type { StepHandler } from './handler.ts';
import { inOrgPath, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/** Settings of hunt groups, queues and attendants that have a request of their own. */
export const featureSettingHandler: StepHandler<FeatureSettingStep> = {
  kind: 'featureSetting',
  safety: 'repeatable',
  canChange: true,
  calls: 2,
  key: ['feature', 'value.setting'],
  endpoints: ['PUT /telephony/config/locations/{locationId}/{features}/{featureId}/{setting}'],

  async lookUp(step, context) {
    const place = knownFeature(step, context);
    if (!place) return undefined;
    const value = withAudio(step.payload.value, playable(context, audioFileOf));
    const form = featureFormOf(value);
    const seen = await form.get(context.webex.featureSettings, place.at, place.call);
    return seen === undefined ? undefined : { outputs: {}, differences: form.compare(value, seen) };
  },

  async write(step, context) {
    const { at, call } = neededFeature(step, context);
    const { featureKind } = step.payload;
    const value = withAudio(step.payload.value, playable(context, audioFileOf));
    const form = featureFormOf(value);
    const seen = await form.get(context.webex.featureSettings, at, call);
    const body = form.merge(value, featureKind, seen);
    const leftOut = missingAudio(audioOfSetting(step.payload.value), context);
    const written = writtenAs(await form.put(context.webex.featureSettings, at, body, call), {});
    return leftOut.length === 0 ? written : { ...written, leftOut };
  },

  undo: { kind: 'with-owner', owner: 'its feature', note: 'what was set before is not kept' },

  describe(step, context) {
    const refer = shown(context);
    const { customer, featureKind } = step.payload;
    const value = withAudio(step.payload.value, promised(context, audioFileOf));
    const form = featureFormOf(value);
    const path = `${shownPath(step, refer)}/${form.path}`;
    return { method: 'PUT', path: inOrgPath(refer, customer, path), body: form.merge(value, featureKind, undefined) };
  },
};
