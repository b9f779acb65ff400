import type { Loss, Why } from '../../domain/drafts.ts';
import type { ForwardingRule } from '../../domain/feature-data.ts';
import type { MapContext, Mapped } from '../context.ts';
import { destinationOf, unresolvedLoss } from '../features/destination.ts';
import type { Account } from '../features/merge.ts';
import { hasService, readFeature, type Subject, settingDraft } from './owner-settings.ts';
import { ringsWithinRange } from './rings.ts';

const RULES = [
  { field: 'always', feature: 'callForwardingAlways', service: 'Call Forwarding Always' },
  { field: 'busy', feature: 'callForwardingBusy', service: 'Call Forwarding Busy' },
  { field: 'noAnswer', feature: 'callForwardingNoAnswer', service: 'Call Forwarding No Answer' },
  { field: 'notReachable', feature: 'callForwardingNotReachable', service: 'Call Forwarding Not Reachable' },
] as const;
type Rule = (typeof RULES)[number];

interface MappedRule {
  readonly rule: ForwardingRule;
  readonly why: Record<string, Why>;
  /** Active, or with a value worth keeping: the night target that is switched off by day. */
  readonly worthWriting: boolean;
  readonly account?: Account;
  readonly loss?: Loss;
}

/**
 * The four forwardings of one owner as one setting. What is switched off keeps its target; what was never read is left
 * as the target has it, which is off.
 */
export function mapCallForwarding(context: MapContext, subject: Subject): Mapped {
  const { user } = subject;
  const mapped = {
    always: mapRule(context, subject, RULES[0]),
    busy: mapRule(context, subject, RULES[1]),
    noAnswer: mapRule(context, subject, RULES[2]),
    notReachable: mapRule(context, subject, RULES[3]),
  };
  const all = Object.values(mapped);
  const losses = all.flatMap(({ loss }) => (loss === undefined ? [] : [loss]));
  const accounts = all.flatMap(({ account }) => (account === undefined ? [] : [account]));
  if (!all.some(({ worthWriting }) => worthWriting)) {
    const empty = RULES.flatMap((rule): Account[] => {
      const read = readFeature(context, user, rule.feature);
      return read === undefined ? [] : [{ prefix: read.all, outcome: 'not used', reason: 'inactive-and-empty' }];
    });
    return { drafts: [], losses, accounts: [...accounts, ...empty] };
  }
  const draft = settingDraft(
    context,
    subject,
    {
      setting: 'callForwarding',
      owner: subject.owner.draft,
      always: mapped.always.rule,
      busy: mapped.busy.rule,
      noAnswer: mapped.noAnswer.rule,
      notReachable: mapped.notReachable.rule,
    },
    Object.assign({}, ...all.map(({ why }) => why)),
  );
  return { drafts: [draft], losses, accounts };
}

function mapRule(context: MapContext, { user }: Subject, { field, feature, service }: Rule): MappedRule {
  const read = readFeature(context, user, feature);
  if (read === undefined) {
    const absent = hasService(context, user, service) === 'no';
    return {
      rule: { enabled: false },
      worthWriting: false,
      why: {
        [field]: {
          rule: absent ? 'target-default' : 'forwarding-never-asked',
          sources: [],
          note: absent ? `the user does not have ${service}` : `${service} was not read: left as the target has it`,
        },
      },
    };
  }
  const { data, ref } = read;
  const target = destinationOf(context, data.forwardToPhoneNumber, user.groupKey);
  const enabled = data.isActive && target.value !== undefined;
  const rings =
    field === 'noAnswer' && data.numberOfRings !== undefined
      ? ringsWithinRange(data.numberOfRings, ref('numberOfRings'))
      : undefined;
  const switchedOff = data.isActive && !enabled;
  return {
    rule: {
      enabled,
      ...(target.value === undefined ? {} : { destination: target.value }),
      ...(rings === undefined ? {} : { numberOfRings: rings.value }),
      ...(data.isRingSplashActive === undefined ? {} : { ringReminder: data.isRingSplashActive }),
    },
    worthWriting: data.isActive || data.forwardToPhoneNumber !== undefined,
    why: {
      [field]: { rule: 'carried-over', sources: [] },
      [`${field}.enabled`]: switchedOff
        ? {
            rule: 'forward-target-unresolved',
            sources: [ref('isActive')],
            changed: true,
            note: target.unresolved
              ? `switched off: "${target.unresolved.written}" cannot be written (${target.unresolved.reason})`
              : 'switched off: it has no target',
          }
        : { rule: 'carried-over', sources: [ref('isActive')] },
      ...(target.value === undefined
        ? {}
        : { [`${field}.destination`]: { rule: 'R-NUM-1', sources: [ref('forwardToPhoneNumber')] } }),
      ...(rings === undefined ? {} : { [`${field}.numberOfRings`]: rings.why }),
      ...(data.isRingSplashActive === undefined
        ? {}
        : { [`${field}.ringReminder`]: { rule: 'carried-over', sources: [ref('isRingSplashActive')] } }),
    },
    ...(target.unresolved
      ? {
          account: {
            prefix: ref('forwardToPhoneNumber'),
            outcome: 'manual',
            reason: 'forward-target-unresolved',
          },
          loss: unresolvedLoss(
            context,
            `user:${user.key}`,
            service,
            target.unresolved,
            data.isActive,
            ref('forwardToPhoneNumber'),
          ),
        }
      : {}),
  };
}
