import type { DraftId } from '../domain/draft-id.ts';
import type { DraftOf } from '../domain/drafts.ts';
import {
  audioOfSetting,
  type FeatureSettingData,
  type SelectiveRule,
  schedulesOf,
  withAudio,
} from '../domain/feature-settings.ts';
import type { FeatureSettingStep, SelectiveRuleStep } from '../domain/plan-features.ts';
import type { StepId } from '../domain/plan-step.ts';
import { audioOf } from './announcement-steps.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { type LineAt, linesOf } from './dialled-lines.ts';
import { nameOfDraft } from './draft-index.ts';
import { FEATURE_SETTING_NAMES } from './setting-names.ts';
import { type StepIdentity, stepBase } from './step-identity.ts';

type Feature = DraftOf<'huntGroup'> | DraftOf<'callQueue'> | DraftOf<'autoAttendant'>;

/**
 * Settings of hunt groups, queues and attendants, once all of those exist: calls may be sent from any of them to any
 * other. Rules come before the switch over them, and all of them: one of them may be what keeps calls from being
 * forwarded. A schedule that is not there stops what follows it, for a rule without
 * its schedule holds always.
 */
export function addFeatureSettingSteps(context: BuildContext): void {
  const drafts = context.drafts.of(context.customer.id, 'featureSetting');
  const lines = linesOf(context);
  const rules = new Map<DraftId, StepId[]>();
  for (const draft of drafts) {
    const { data } = draft;
    if (data.setting !== 'selectiveRule') continue;
    const step = addRule(context, draft, data, lines);
    if (step !== undefined) rules.set(data.feature, [...(rules.get(data.feature) ?? []), step]);
  }
  for (const draft of drafts) {
    const { data } = draft;
    if (data.setting === 'selectiveRule') continue;
    const shared = sharedParts(context, draft, lines, 'featureSetting');
    if (shared === undefined) continue;
    const below = data.setting === 'forwarding' ? (rules.get(data.feature) ?? []) : [];
    const value = withAudio(withScheduleNames(context, data), (id) => audioOf(context, id));
    const payload: FeatureSettingStep['payload'] = { ...shared.refs, value };
    // Without its audio a service still does what it does, and the target speaks for itself.
    const soft = [...(shared.identity.soft ?? []), ...audioOfSetting(value).map(({ step }) => step)];
    const hard = [...(shared.identity.hard ?? []), ...below];
    const base = stepBase('featureSetting', { ...shared.identity, hard, soft }, payload);
    context.add({ ...base, kind: 'featureSetting', payload }, blockedNote(context, draft.id));
  }
}

function addRule(
  context: BuildContext,
  draft: DraftOf<'featureSetting'>,
  rule: SelectiveRule,
  lines: LineAt,
): StepId | undefined {
  const shared = sharedParts(context, draft, lines, 'selectiveRule');
  if (shared === undefined) return undefined;
  const { phoneNumber, extension } = shared.feature.data;
  const payload: SelectiveRuleStep['payload'] = {
    ...shared.refs,
    value: withScheduleNames(context, rule),
    called: {
      ...(phoneNumber === undefined ? {} : { phoneNumber }),
      ...(extension === undefined ? {} : { extension }),
    },
  };
  const step: SelectiveRuleStep = {
    ...stepBase('selectiveRule', shared.identity, payload),
    kind: 'selectiveRule',
    payload,
  };
  return context.add(step, blockedNote(context, draft.id)) ? step.id : undefined;
}

/** What every setting of a feature has; `undefined` where the feature is not planned, which is told. */
function sharedParts(
  context: BuildContext,
  draft: DraftOf<'featureSetting'>,
  lines: LineAt,
  kind: 'featureSetting' | 'selectiveRule',
):
  | {
      readonly feature: Feature;
      readonly refs: Omit<FeatureSettingStep['payload'], 'value'>;
      readonly identity: StepIdentity;
    }
  | undefined {
  const { data } = draft;
  const feature = context.drafts.get(data.feature);
  const name = data.setting === 'selectiveRule' ? ` ${data.name}` : '';
  const label = `${FEATURE_SETTING_NAMES[data.setting]}${name} of ${nameOfDraft(context.drafts, data.feature)}`;
  const step = context.features.get(data.feature);
  const place = isFeature(feature) ? context.locations.get(feature.data.location) : undefined;
  if (!isFeature(feature) || step === undefined || place === undefined) {
    const reason = context.blockedDrafts.get(data.feature) ?? 'its feature is not planned';
    context.omit(kind, draft, reason, true, label);
    return undefined;
  }
  return {
    feature,
    refs: { customer: context.customerStep, location: place.location, feature: step, featureKind: feature.kind },
    identity: {
      draft: draft.id,
      customer: context.customer.id,
      naturalKey: `${data.feature} ${data.setting}${name}`,
      label,
      // What was not mapped leaves an edge to nowhere, which blocks the step.
      hard: [
        step,
        ...schedulesOf(data).map((schedule) => context.schedules.get(schedule) ?? schedule),
        ...(data.setting === 'selectiveRule' && data.attendant !== undefined
          ? [context.features.get(data.attendant) ?? data.attendant]
          : []),
      ],
      soft: targetsOf(data).map((target) => lines(target, feature.data.location)),
    },
  };
}

function isFeature(draft: { readonly kind: string } | undefined): draft is Feature {
  return draft?.kind === 'huntGroup' || draft?.kind === 'callQueue' || draft?.kind === 'autoAttendant';
}

/** Numbers and extensions that a setting sends calls to. */
function targetsOf(value: FeatureSettingData): readonly string[] {
  const targets =
    value.setting === 'forwarding' ? [value.always.destination, value.selective.destination] : [value.destination];
  return targets.filter((target) => target !== undefined);
}

/** The target refers to schedules by name. */
function withScheduleNames<Value extends FeatureSettingData>(context: BuildContext, value: Value): Value {
  const named = (id: DraftId): string => {
    const draft = context.drafts.get(id);
    return draft?.kind === 'schedule' ? draft.data.name : id;
  };
  const names = Object.fromEntries(
    (['businessSchedule', 'holidaySchedule'] as const).flatMap((field) => {
      const id: unknown = Reflect.get(value, field);
      return typeof id === 'string' ? [[field, named(id)]] : [];
    }),
  );
  return { ...value, ...names };
}
