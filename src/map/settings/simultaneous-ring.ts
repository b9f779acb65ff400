import type { Loss, Why } from '../../domain/drafts.ts';
import type { FurtherSetting } from '../../domain/further-settings.ts';
import type { MapContext, Mapped } from '../context.ts';
import { destinationOf, unresolvedLoss } from '../features/destination.ts';
import type { Account } from '../features/merge.ts';
import { account, cannotHold, carried, lossOfUser, NOTHING, targetDefault } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';
import { leaveRingRules } from './ringing-rules.ts';

const SERVICE = 'Simultaneous Ring Personal';
const MOST_NUMBERS = 10;

/**
 * Numbers that ring together. Switched off it keeps its numbers. Rules about callers and times have no documented form:
 * the numbers then ring for every call, and the person is told what the rules said.
 */
export function mapSimultaneousRing(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'simultaneousRing');
  if (read === undefined) return NOTHING;
  const { data, ref, all } = read;
  const active = data.isActive === true;
  const holders = { service: SERVICE, kinds: ['subscriber', 'workspace'] } as const;
  const lost = cannotHold(context, subject, holders, all, active && data.numbers.length > 0);
  if (lost) return lost;
  if (data.numbers.length === 0 && data.criteria.length === 0) {
    return { drafts: [], accounts: [account(all, 'not used', 'inactive-and-empty')] };
  }
  const accounts: Account[] = [];
  const losses: Loss[] = [];
  const numbers: FurtherSetting<'simultaneousRing'>['numbers'][number][] = [];
  const why: Record<string, Why> = {};
  for (const [index, { phoneNumber, answerConfirmation }] of data.numbers.entries()) {
    const element = `simultaneousRingNumber${index === 0 ? '' : `[${index + 1}]`}`;
    const source = ref(element);
    const target = destinationOf(context, phoneNumber, subject.user.groupKey);
    if (target.unresolved) {
      accounts.push(account(source, 'manual', 'forward-target-unresolved'));
      losses.push(unresolvedLoss(context, `user:${subject.user.key}`, SERVICE, target.unresolved, active, source));
    } else if (target.value === undefined || numbers.length === MOST_NUMBERS) {
      accounts.push(account(source, 'lost', 'over-10-numbers'));
      losses.push(
        lossOfUser(context, subject, SERVICE, {
          verdict: 'part',
          notice: `${phoneNumber} no longer rings along: the target takes ${MOST_NUMBERS} numbers.`,
          action: 'Decide which numbers ring along.',
          sources: [source],
        }),
      );
    } else {
      why[`numbers.${numbers.length}`] = carried(source);
      numbers.push({ phoneNumber: target.value, answerConfirmation: answerConfirmation ?? false });
    }
  }
  const left = leaveRingRules(context, subject, SERVICE, {
    rules: data.criteria,
    table: ref('criteriaTable'),
    // Rules over numbers that are none, or that ring no more, change nothing.
    rings: active && numbers.length > 0,
  });
  accounts.push(...left.accounts);
  losses.push(...left.losses);
  if (numbers.length === 0) return { drafts: [], accounts, losses };
  const value: FurtherSetting<'simultaneousRing'> = {
    setting: 'simultaneousRing',
    owner: subject.owner.draft,
    enabled: active,
    doNotRingIfOnCall: data.doNotRingIfOnCall ?? false,
    numbers,
  };
  const onCall = data.doNotRingIfOnCall === undefined ? targetDefault : carried(ref('doNotRingIfOnCall'));
  const draft = settingDraft(context, subject, value, {
    enabled: carried(ref('isActive')),
    doNotRingIfOnCall: onCall,
    numbers: carried(),
    ...why,
  });
  return { drafts: [draft], accounts, losses };
}
