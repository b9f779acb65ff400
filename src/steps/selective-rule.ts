import type { SelectiveRuleStep } from '../domain/plan-features.ts';
import type { NewSelectiveRule, WebexSelectiveRule } from '../webex/feature-settings.ts';
import { differencesIn, differsIn, type Same, sameId } from './compare.ts';
import { knownFeature, neededFeature, shownPath } from './feature-place.ts';
import type { Found, StepContext, StepHandler } from './handler.ts';
import { inOrgPath, known, needed, shown } from './refs.ts';
import { standsUnder } from './standing.ts';
import { idAs, writtenAs } from './written.ts';

/**
 * One rule below the forwarding of a feature. Nothing says that the target refuses a second one of the same name, so it is
 * looked for before it is made; its id changes with its name.
 */
export const selectiveRuleHandler: StepHandler<SelectiveRuleStep> = {
  kind: 'selectiveRule',
  safety: 'look-first',
  canChange: true,
  calls: 2,
  key: ['feature', 'value.name'],
  endpoints: ['POST /telephony/config/locations/{locationId}/{features}/{featureId}/callForwarding/selectiveRules'],

  async lookUp(step, context) {
    const rule = await findRule(step, context);
    return rule && { outputs: { ruleId: rule.id }, differences: compareRule(step, rule) };
  },

  async write(step, context, found) {
    const { at, call } = neededFeature(step, context);
    const { rules } = context.webex.featureSettings;
    const id = found?.outputs.ruleId;
    const body = bodyOf(step, found);
    const sent = id === undefined ? await rules.create(at, body, call) : await rules.update(at, id, body, call);
    return writtenAs(sent, idAs('ruleId', sent));
  },

  undo: {
    kind: 'remove',
    standing: (step, context) => standsUnder('ruleId', selectiveRuleHandler.lookUp, step, context),
    remove: (step, context) => {
      const { at, call } = neededFeature(step, context);
      return context.webex.featureSettings.rules.remove(at, needed(context)(step.id, 'ruleId'), call);
    },
    describe(step, context) {
      const refer = shown(context);
      const path = `${pathOf(step, context)}/${refer(step.id, 'ruleId')}`;
      return { method: 'DELETE', path: inOrgPath(refer, step.payload.customer, path) };
    },
  },

  describe(step, context, found) {
    const refer = shown(context);
    const id = found?.outputs.ruleId;
    const path = id === undefined ? pathOf(step, context) : `${pathOf(step, context)}/${id}`;
    return {
      method: id === undefined ? 'POST' : 'PUT',
      path: inOrgPath(refer, step.payload.customer, path),
      body: bodyOf(step, found),
    };
  },
};

function pathOf(step: SelectiveRuleStep, context: Pick<StepContext, 'outputs'>): string {
  return `${shownPath(step, shown(context))}/callForwarding/selectiveRules`;
}

async function findRule(step: SelectiveRuleStep, context: StepContext): Promise<WebexSelectiveRule | undefined> {
  const place = knownFeature(step, context);
  if (!place) return undefined;
  const { forwarding, rules } = context.webex.featureSettings;
  const seen = await forwarding.get(place.at, place.call);
  const listed = seen?.callForwarding.rules ?? [];
  const own = known(context, step.id, 'ruleId');
  const entry =
    listed.find(({ id }) => own !== undefined && sameId(own, id)) ??
    listed.find(({ name }) => name === step.payload.value.name);
  return entry && rules.get(place.at, entry.id, place.call);
}

/** What a PUT leaves out stays: a schedule that is taken off is sent as the empty text that the target shows for none. */
function bodyOf({ payload: { value, called } }: SelectiveRuleStep, found?: Found): NewSelectiveRule {
  const { destination } = value;
  const schedule = (field: 'businessSchedule' | 'holidaySchedule') => {
    const name = value[field] ?? (differsIn(found, field) ? '' : undefined);
    return name === undefined ? {} : { [field]: name };
  };
  return {
    name: value.name,
    enabled: value.enabled,
    ...schedule('businessSchedule'),
    ...schedule('holidaySchedule'),
    forwardTo: { selection: value.forwardTo, ...(destination === undefined ? {} : { phoneNumber: destination }) },
    callsFrom: {
      selection: value.callsFrom,
      customNumbers: {
        privateNumberEnabled: value.privateNumbers,
        unavailableNumberEnabled: value.unavailableNumbers,
        numbers: value.numbers,
      },
    },
    callsTo: { numbers: [{ type: 'PRIMARY', ...called }] },
  };
}

function compareRule(step: SelectiveRuleStep, rule: WebexSelectiveRule) {
  const wanted = bodyOf(step);
  const custom = rule.callsFrom?.customNumbers;
  return differencesIn([
    ['name', wanted.name, rule.name],
    ['enabled', wanted.enabled, rule.enabled],
    // Without a schedule the rule holds always: one that stands there is a difference.
    ['businessSchedule', wanted.businessSchedule ?? '', rule.businessSchedule],
    ['holidaySchedule', wanted.holidaySchedule ?? '', rule.holidaySchedule],
    ['forwardTo.selection', wanted.forwardTo.selection, rule.forwardTo?.selection],
    ['forwardTo.phoneNumber', wanted.forwardTo.phoneNumber, rule.forwardTo?.phoneNumber],
    ['callsTo', wanted.callsTo.numbers, rule.callsTo?.numbers, sameCalled],
    ['callsFrom.selection', wanted.callsFrom.selection, rule.callsFrom?.selection],
    ...(wanted.callsFrom.selection === 'CUSTOM'
      ? ([
          ['callsFrom.privateNumberEnabled', step.payload.value.privateNumbers, custom?.privateNumberEnabled],
          [
            'callsFrom.unavailableNumberEnabled',
            step.payload.value.unavailableNumbers,
            custom?.unavailableNumberEnabled,
          ],
          ['callsFrom.numbers', [...step.payload.value.numbers].sort(), [...(custom?.numbers ?? [])].sort()],
        ] as const)
      : []),
  ]);
}

/** The target may leave out one of number and extension; what it shows must not be another one. */
const sameCalled: Same = (expected, actual) => {
  const wanted = linesIn(expected);
  const seen = linesIn(actual);
  const known = (own: string | undefined, there: string | undefined): boolean => there === undefined || own === there;
  return (
    wanted.length === seen.length &&
    wanted.every((own) =>
      seen.some(
        (there) =>
          own.type === there.type &&
          (there.phoneNumber ?? there.extension) !== undefined &&
          known(own.phoneNumber, there.phoneNumber) &&
          known(own.extension, there.extension),
      ),
    )
  );
};

type Called = NonNullable<NonNullable<WebexSelectiveRule['callsTo']>['numbers']>[number];

/** An empty text is no number. */
function linesIn(value: unknown): Called[] {
  const lines: readonly Called[] = Array.isArray(value) ? value : [];
  return lines.map(({ type, phoneNumber, extension }) => ({
    ...(type === undefined ? {} : { type }),
    ...(phoneNumber ? { phoneNumber } : {}),
    ...(extension ? { extension } : {}),
  }));
}
