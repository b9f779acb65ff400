import type { SettingData } from '../domain/drafts.ts';
import type { ForwardingRule } from '../domain/feature-data.ts';
import type { CallForwardingSetting } from '../webex/setting-shapes.ts';
import { type Check, differencesIn } from './compare.ts';
import type { SettingForm } from './setting-form.ts';

type Value = Extract<SettingData, { setting: 'callForwarding' }>;
type Rules = CallForwardingSetting['callForwarding'];

/** All four rules are ours; a rule that forwards to voicemail instead of a number is not what the source says. */
export const callForwardingForm: SettingForm<Value, CallForwardingSetting> = {
  get: (api, owner, call) => api.getCallForwarding(owner, call),
  put: (api, owner, body, call) => api.putCallForwarding(owner, body, call),

  merge(value, _owner, seen) {
    const { always, noAnswer } = value;
    const rings = noAnswer.numberOfRings ?? seen?.callForwarding.noAnswer.numberOfRings;
    return {
      callForwarding: {
        always: {
          ...ruleBody(always),
          ringReminderEnabled: always.ringReminder ?? seen?.callForwarding.always.ringReminderEnabled ?? false,
        },
        busy: ruleBody(value.busy),
        noAnswer: { ...ruleBody(noAnswer), ...(rings === undefined ? {} : { numberOfRings: rings }) },
      },
      businessContinuity: ruleBody(value.notReachable),
    };
  },

  compare(value, seen) {
    const { always, busy, noAnswer } = seen.callForwarding;
    return differencesIn([
      ...ruleChecks('always', value.always, always),
      ['always.ringReminderEnabled', value.always.ringReminder, always.ringReminderEnabled],
      ...ruleChecks('busy', value.busy, busy),
      ...ruleChecks('noAnswer', value.noAnswer, noAnswer),
      ['noAnswer.numberOfRings', value.noAnswer.numberOfRings, noAnswer.numberOfRings],
      ...ruleChecks('businessContinuity', value.notReachable, seen.businessContinuity),
    ]);
  },
};

function ruleBody({ enabled, destination }: ForwardingRule): Rules['busy'] {
  const to = destination === undefined || destination === '' ? {} : { destination };
  return { enabled, ...to, destinationVoicemailEnabled: false };
}

function ruleChecks(name: string, rule: ForwardingRule, seen: Rules['busy']): Check[] {
  return [
    [`${name}.enabled`, rule.enabled, seen.enabled],
    // A number that is stored but not used travels too: an operator may switch it on again.
    [`${name}.destination`, rule.destination ?? '', seen.destination],
    [`${name}.destinationVoicemailEnabled`, false, seen.destinationVoicemailEnabled ?? false],
  ];
}
