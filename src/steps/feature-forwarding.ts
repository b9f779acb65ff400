import type { FeatureForwarding } from '../domain/feature-settings.ts';
import type { FeatureKind } from '../domain/plan-features.ts';
import type { WebexForwarding } from '../webex/feature-settings.ts';
import { type Check, differencesIn } from './compare.ts';
import type { FeatureForm } from './feature-form.ts';

type Forward = FeatureForwarding['always'];

/**
 * Forwarding of all calls, and the switch over the rules; the rules are steps of their own and stay as they are, and so
 * do operating modes, which the source does not have.
 */
export const forwardingForm: FeatureForm<FeatureForwarding, WebexForwarding> = {
  path: 'callForwarding',
  get: (api, at, call) => api.forwarding.get(at, call),
  put: (api, at, body, call) => api.forwarding.put(at, body, call),

  merge({ always, selective }, feature, seen) {
    const rules = seen?.callForwarding.rules ?? [];
    return {
      callForwarding: {
        always: forwardBody(always, feature),
        selective: forwardBody(selective, feature),
        ...(rules.length === 0
          ? {}
          : { rules: rules.map(({ id, enabled }) => ({ id, ...(enabled === undefined ? {} : { enabled }) })) }),
      },
    };
  },

  compare(value, seen) {
    const { always, selective } = seen.callForwarding;
    return differencesIn([
      ...forwardChecks('always', value.always, always),
      ...forwardChecks('selective', value.selective, selective),
    ]);
  },
};

function forwardBody({ enabled, destination, ringReminder }: Forward, feature: FeatureKind) {
  return {
    enabled,
    ...(destination === undefined ? {} : { destination }),
    ringReminderEnabled: ringReminder,
    // The same thing under two names.
    ...(feature === 'autoAttendant' ? { sendToVoicemailEnabled: false } : { destinationVoicemailEnabled: false }),
  };
}

function forwardChecks(name: string, rule: Forward, seen: WebexForwarding['callForwarding']['always']): Check[] {
  return [
    [`${name}.enabled`, rule.enabled, seen.enabled],
    // A number that is stored but not used travels too: an operator may switch it on again.
    [`${name}.destination`, rule.destination ?? '', seen.destination],
    [`${name}.ringReminderEnabled`, rule.ringReminder, seen.ringReminderEnabled ?? false],
    [`${name}.voicemail`, false, seen.destinationVoicemailEnabled ?? seen.sendToVoicemailEnabled ?? false],
  ];
}
