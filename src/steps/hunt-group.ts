import type { FeatureForward } from '../domain/feature-settings.ts';
import type { HuntGroupStep } from '../domain/plan-features.ts';
import type { HuntGroupChange, HuntGroupRedirect, NewHuntGroup, WebexHuntGroup } from '../webex/hunt-groups.ts';
import { agentCheck, agentsOf, missingAgents, onlyGrows } from './agents.ts';
import { alternateChecks } from './alternate-numbers.ts';
import { type Check, differencesIn, ignoringCase } from './compare.ts';
import { dialled, findFeature } from './find-feature.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { inOrgPath, known, neededPlace, placeOf, shown } from './refs.ts';
import { undoInLocation } from './undo-in-location.ts';
import { idAs, writtenAs } from './written.ts';

export const huntGroupHandler: StepHandler<HuntGroupStep> = {
  kind: 'huntGroup',
  safety: 'look-first',
  canChange: true,
  createsInParts: true,
  calls: 2,
  key: ['location', 'name'],
  endpoints: ['POST /telephony/config/locations/{locationId}/huntGroups'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    if (!place) return undefined;
    const { huntGroups } = context.webex;
    const listed = await huntGroups.list({ locationId: place.locationId }, place.call);
    const entry = findFeature(listed, step, known(context, step.id, 'huntGroupId'), context);
    const group = entry && (await huntGroups.get(place.locationId, entry.id, place.call));
    return group && { outputs: { huntGroupId: group.id }, differences: compareGroup(step, group, context) };
  },

  async write(step, context, found) {
    const { call, locationId } = neededPlace(context, step.payload);
    const { huntGroups } = context.webex;
    const left = missingAgents(step.payload.agents, context);
    const id = found?.outputs.huntGroupId;
    if (id !== undefined) {
      const growing = onlyGrows(agentsWish(step), context);
      const standing = growing ? await huntGroups.get(locationId, id, call) : undefined;
      const sent = await huntGroups.update(locationId, id, changeOf(step, context, standing), call);
      return { ...writtenAs(sent, { huntGroupId: id }), ...left };
    }
    const sent = await huntGroups.create(locationId, bodyOf(step, context), call);
    // Without an id the engine looks it up, finds it without its further numbers, and changes it.
    const whole = step.payload.alternateNumbers === undefined;
    return { ...writtenAs(sent, whole ? idAs('huntGroupId', sent) : undefined), ...left };
  },

  undo: undoInLocation(
    'huntGroupId',
    'huntGroups',
    (step, context) => huntGroupHandler.lookUp(step, context),
    (webex, locationId, id, call) => webex.huntGroups.remove(locationId, id, call),
  ),

  describe(step, context, found) {
    const refer = shown(context);
    const { customer, location } = step.payload;
    const base = `/telephony/config/locations/${refer(location, 'locationId')}/huntGroups`;
    const id = found?.outputs.huntGroupId;
    return id === undefined
      ? { method: 'POST', path: inOrgPath(refer, customer, base), body: bodyOf(step, context) }
      : { method: 'PUT', path: inOrgPath(refer, customer, `${base}/${id}`), body: changeOf(step, context) };
  },
};

function rulesOf({ payload }: HuntGroupStep) {
  return { weighted: payload.policy === 'WEIGHTED', skilled: false };
}

function agentsWish({ payload }: HuntGroupStep) {
  return { list: payload.agents, open: payload.open };
}

function bodyOf(
  step: HuntGroupStep,
  context: Pick<StepContext, 'outputs'>,
  standing?: Pick<WebexHuntGroup, 'agents'>,
): NewHuntGroup {
  const { payload } = step;
  const { destination, ...noAnswer } = payload.noAnswer;
  return {
    name: payload.name,
    ...dialled(payload),
    languageCode: payload.language,
    timeZone: payload.timeZone,
    enabled: payload.enabled,
    callPolicies: {
      policy: payload.policy,
      waitingEnabled: payload.waitingEnabled,
      groupBusyEnabled: payload.groupBusyEnabled,
      noAnswer: { ...noAnswer, ...(destination === undefined ? {} : { destination }) },
      ...(payload.busyRedirect === undefined ? {} : { busyRedirect: redirect(payload.busyRedirect) }),
      ...(payload.notReachable === undefined ? {} : { businessContinuityRedirect: redirect(payload.notReachable) }),
    },
    agents: agentsOf(agentsWish(step), context, rulesOf(step), standing?.agents),
  };
}

/** Further numbers are taken by a change only. */
function changeOf(
  step: HuntGroupStep,
  context: Pick<StepContext, 'outputs'>,
  standing?: Pick<WebexHuntGroup, 'agents'>,
): HuntGroupChange {
  const { alternateNumbers, distinctiveRing } = step.payload;
  return {
    ...bodyOf(step, context, standing),
    ...(alternateNumbers === undefined ? {} : { alternateNumbers, distinctiveRing: distinctiveRing ?? false }),
  };
}

function redirect(forward: FeatureForward): HuntGroupRedirect {
  return { ...forward, destinationVoicemailEnabled: false };
}

function redirectChecks(
  field: 'busyRedirect' | 'businessContinuityRedirect',
  wanted: HuntGroupRedirect | undefined,
  policies: WebexHuntGroup['callPolicies'],
): Check[] {
  if (wanted === undefined) return [];
  const actual = policies?.[field];
  return [
    [`callPolicies.${field}.enabled`, wanted.enabled, actual?.enabled ?? false],
    [`callPolicies.${field}.destination`, wanted.destination ?? '', actual?.destination],
    [`callPolicies.${field}.destinationVoicemailEnabled`, false, actual?.destinationVoicemailEnabled ?? false],
  ];
}

function compareGroup(step: HuntGroupStep, group: WebexHuntGroup, context: StepContext) {
  const wanted = bodyOf(step, context, group);
  const { noAnswer } = wanted.callPolicies;
  const policies = group.callPolicies;
  const actual = policies?.noAnswer;
  return differencesIn([
    ['name', wanted.name, group.name],
    ['phoneNumber', wanted.phoneNumber, group.phoneNumber],
    ['extension', wanted.extension, group.extension],
    ...alternateChecks('', step.payload, {
      numbers: group.alternateNumbers,
      distinctiveRing: group.distinctiveRing,
    }),
    ['enabled', wanted.enabled, group.enabled],
    ['languageCode', wanted.languageCode, group.languageCode, ignoringCase],
    ['timeZone', wanted.timeZone, group.timeZone],
    ['callPolicies.policy', wanted.callPolicies.policy, policies?.policy],
    ['callPolicies.waitingEnabled', wanted.callPolicies.waitingEnabled, policies?.waitingEnabled],
    ['callPolicies.groupBusyEnabled', wanted.callPolicies.groupBusyEnabled, policies?.groupBusyEnabled],
    ['callPolicies.noAnswer.nextAgentEnabled', noAnswer.nextAgentEnabled, actual?.nextAgentEnabled],
    ['callPolicies.noAnswer.nextAgentRings', noAnswer.nextAgentRings, actual?.nextAgentRings],
    ['callPolicies.noAnswer.forwardEnabled', noAnswer.forwardEnabled, actual?.forwardEnabled],
    ['callPolicies.noAnswer.numberOfRings', noAnswer.numberOfRings, actual?.numberOfRings],
    ['callPolicies.noAnswer.destination', noAnswer.destination, actual?.destination],
    [
      'callPolicies.noAnswer.destinationVoicemailEnabled',
      noAnswer.destinationVoicemailEnabled,
      actual?.destinationVoicemailEnabled,
    ],
    ...redirectChecks('busyRedirect', wanted.callPolicies.busyRedirect, policies),
    ...redirectChecks('businessContinuityRedirect', wanted.callPolicies.businessContinuityRedirect, policies),
    agentCheck(wanted.agents, group.agents, wanted.callPolicies.policy, rulesOf(step)),
  ]);
}
