import pLimit from 'p-limit';
import type { WholeSetting } from '../domain/drafts.ts';
import { MigrationError } from '../domain/errors.ts';
import { SELECTIVE_PATHS, type SelectiveService } from '../domain/further-settings.ts';
import type { VerifyItem } from '../domain/outcomes.ts';
import { DONE_STATES, type SettingStep, type Step } from '../domain/plan.ts';
import type { FeatureSettingStep } from '../domain/plan-features.ts';
import type { PlanRecord, StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { orAbsent } from '../steps/absent.ts';
import { sameId } from '../steps/compare.ts';
import { knownFeature } from '../steps/feature-place.ts';
import type { StepContext } from '../steps/handler.ts';
import { readPatiently } from '../steps/read-patiently.ts';
import { orgCall } from '../steps/refs.ts';
import { knownOwner } from '../steps/setting-owner.ts';
import { orRefused } from './or-refused.ts';
import type { VerifyPorts } from './ports.ts';

/** A rule that stands in the target. */
interface SeenRule {
  readonly id: string;
  /** What a person calls it. */
  readonly text: string;
  /** Rules of features have one, those of people do not. */
  readonly name?: string | undefined;
}

/**
 * Rules below selective services of people and below the forwarding of features, and patterns of digits of people, that no
 * step of the plan has made: they turn calls away, let them pass or send them elsewhere, whatever is planned. Looked for wherever the plan sets the service itself, and
 * wherever an earlier plan has set one that BroadWorks no longer has.
 */
export async function findExtraRules(
  context: StageContext,
  plan: PlanRecord,
  states: ReadonlyMap<StepId, StepRecord>,
  ports: VerifyPorts,
  concurrency: number,
): Promise<{ readonly items: readonly VerifyItem[]; readonly notes: readonly string[] }> {
  const { signal } = context;
  const isDone = (step: StepId): boolean => DONE_STATES.includes(states.get(step)?.state ?? 'pending');
  const at: StepContext = {
    webex: ports.webex,
    signal,
    outputs: (step) => (isDone(step) ? states.get(step)?.outputs : undefined),
  };
  const planned = rulesOf(plan, states);
  const notes: string[] = [];
  const limit = pLimit(concurrency);
  const gone = noLongerPlanned(plan, ports);
  const steps = [...plan.steps.map((each) => each.step), ...gone];
  const items = steps.flatMap((step): Promise<VerifyItem[]>[] => {
    const place = isDone(step.id) ? placeOf(step) : undefined;
    if (place === undefined) return [];
    const mine = planned.get(place.key) ?? [];
    // While one of its own is open, nobody can tell a nameless one from it.
    if (mine.some(({ id, name }) => id === undefined && name === undefined)) return [];
    const isMine = (rule: SeenRule): boolean =>
      mine.some(({ id, name }) => (id === undefined ? name === rule.name : sameId(id, rule.id)));
    return [
      limit(async () => {
        const seen = await orRefused(readPatiently(() => place.read(at), { signal, sleep: ports.clock.sleep }));
        if (seen instanceof MigrationError) {
          notes.push(`No further rules were looked for below ${step.label}: ${seen.message}`);
          return [];
        }
        return seen
          .filter((rule) => !isMine(rule))
          .map(
            (rule): VerifyItem => ({
              step: `extra:${step.id}:${rule.id}`,
              kind: place.kind,
              label: `${rule.text} of ${step.label}${gone.includes(step) ? ', which BroadWorks no longer has' : ''}`,
              state: 'extra',
              differences: [],
            }),
          );
      }),
    ];
  });
  return { items: (await Promise.all(items)).flat(), notes };
}

/** Services that an earlier plan has set, and neither this one nor what other batches move. */
function noLongerPlanned(plan: PlanRecord, ports: VerifyPorts): readonly Step[] {
  const planned = new Set(plan.steps.map(({ step }) => step.id));
  const others = new Set(ports.othersOf(plan).map(({ id }) => id));
  return ports.everWithRules(plan.target).filter(({ id, draft }) => !planned.has(id) && !others.has(draft));
}

/** Where rules stand, and how to read them. */
interface Place {
  readonly key: string;
  readonly kind: 'settingEntry' | 'selectiveRule';
  read(context: StepContext): Promise<SeenRule[]>;
}

function placeOf(step: Step): Place | undefined {
  if (step.kind === 'setting' && step.payload.value.setting === 'digitPatterns' && step.payload.value.custom) {
    return {
      key: `${step.payload.owner} digitPatterns`,
      kind: 'settingEntry',
      read: (context) => patternsOfPerson(step, context),
    };
  }
  if (step.kind === 'setting' && hasRules(step.payload.value)) {
    const service = step.payload.value.setting;
    return {
      key: `${step.payload.owner} ${service}`,
      kind: 'settingEntry',
      read: (context) => rulesOfPerson(step, service, context),
    };
  }
  if (step.kind === 'featureSetting' && step.payload.value.setting === 'forwarding') {
    return { key: step.payload.feature, kind: 'selectiveRule', read: (context) => rulesOfFeature(step, context) };
  }
  return undefined;
}

/** Filters of executives count only where the filter goes by them. */
function hasRules(value: WholeSetting): value is Extract<WholeSetting, { setting: SelectiveService }> {
  if (value.setting === 'executiveFiltering') return value.filterType === 'CUSTOM_CALL_FILTERS';
  return Object.hasOwn(SELECTIVE_PATHS, value.setting);
}

async function rulesOfPerson(step: SettingStep, service: SelectiveService, context: StepContext): Promise<SeenRule[]> {
  const owner = knownOwner(step, context);
  const call = orgCall(context, step.payload.customer);
  if (owner === undefined || call === undefined) return [];
  const seen = await orAbsent(context.webex.ownerSettings.further[service].get(owner, call));
  const criteria: readonly ListedRule[] = seen?.criteria ?? [];
  return criteria.map(({ id, source, scheduleName, filterName }) => ({
    id,
    text:
      filterName === undefined
        ? `rule for ${source ?? 'calls'}${scheduleName ? ` in "${scheduleName}"` : ''}`
        : `filter "${filterName}"`,
  }));
}

/** Patterns of digits count only while their owner uses its own. */
async function patternsOfPerson(step: SettingStep, context: StepContext): Promise<SeenRule[]> {
  const owner = knownOwner(step, context);
  const call = orgCall(context, step.payload.customer);
  if (owner === undefined || call === undefined) return [];
  const seen = await orAbsent(context.webex.ownerSettings.further.digitPatterns.get(owner, call));
  if (seen?.useCustomDigitPatterns !== true) return [];
  return seen.digitPatterns.map(({ id, name, pattern }) => ({ id, name, text: `digit pattern ${name} (${pattern})` }));
}

/** What the lists of the services say of a rule. */
interface ListedRule {
  readonly id: string;
  readonly source?: string | undefined;
  readonly scheduleName?: string | undefined;
  readonly filterName?: string | undefined;
}

async function rulesOfFeature(step: FeatureSettingStep, context: StepContext): Promise<SeenRule[]> {
  const place = knownFeature(step, context);
  const seen = place && (await context.webex.featureSettings.forwarding.get(place.at, place.call));
  return (seen?.callForwarding.rules ?? []).map(({ id, name }) => ({ id, name, text: `rule "${name ?? id}"` }));
}

interface PlannedRule {
  /** Of rules that were made or found. */
  readonly id: string | undefined;
  readonly name?: string;
}

/** Rules of the plan by the place where they stand. */
function rulesOf(plan: PlanRecord, states: ReadonlyMap<StepId, StepRecord>): ReadonlyMap<string, PlannedRule[]> {
  const rules = new Map<string, PlannedRule[]>();
  const add = (key: string, rule: PlannedRule): void => {
    rules.set(key, [...(rules.get(key) ?? []), rule]);
  };
  for (const { step, action } of plan.steps) {
    const outputs = states.get(step.id)?.outputs;
    // A blocked rule was never sent, and none is expected.
    if (action === 'blocked' && outputs === undefined) continue;
    if (step.kind === 'settingEntry' && step.payload.value.setting === 'selectiveRule') {
      add(`${step.payload.owner} ${step.payload.value.service}`, { id: outputs?.entryId });
    }
    if (step.kind === 'settingEntry' && step.payload.value.setting === 'digitPattern') {
      add(`${step.payload.owner} digitPatterns`, { id: outputs?.entryId, name: step.payload.value.name });
    }
    if (step.kind === 'selectiveRule') {
      add(step.payload.feature, { id: outputs?.ruleId, name: step.payload.value.name });
    }
  }
  return rules;
}
