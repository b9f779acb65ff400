import type { Draft, Loss } from '../../domain/drafts.ts';
import type { MapContext, Mapped } from '../context.ts';
import { destinationOf, unresolvedLoss } from '../features/destination.ts';
import type { Account } from '../features/merge.ts';
import { account, cannotHold, carried, NOTHING } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';

const SERVICE = 'BroadWorks Anywhere';

/**
 * Numbers of BroadWorks Anywhere as single number reach. Whether a number is switched on stands in an answer of its own
 * that is not read yet: it counts as in use (R-SVC-0).
 */
export function mapSingleNumberReach(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'broadWorksAnywhere');
  if (read === undefined) return NOTHING;
  const { data, ref, all } = read;
  const holders = { service: SERVICE, kinds: ['subscriber'] } as const;
  const lost = cannotHold(context, subject, holders, all, data.numbers.length > 0);
  if (lost) return lost;
  const drafts: Draft[] = [];
  const losses: Loss[] = [];
  const alertAll = ref('alertAllLocationsForClickToDialCalls');
  const accounts: Account[] = [
    account(ref('alertAllLocationsForGroupPagingCalls'), 'not used', 'paging-rings-phones-only'),
    ...(data.alertAllLocationsForClickToDialCalls === false
      ? [account(alertAll, 'migrated', 'same-as-target-default')]
      : []),
  ];
  if (data.alertAllLocationsForClickToDialCalls === true) {
    const value = { setting: 'singleNumberReach', owner: subject.owner.draft, alertAllForClickToDial: true } as const;
    drafts.push(settingDraft(context, subject, value, { alertAllForClickToDial: carried(alertAll) }));
  }
  const reached = new Set<string>();
  for (const [index, { phoneNumber, description }] of data.numbers.entries()) {
    // The number heads its row without being its name: rows of this table are counted.
    const source = ref(`phoneNumberTable[${index + 1}]`);
    const target = destinationOf(context, phoneNumber, subject.user.groupKey);
    if (target.value === undefined || !target.value.startsWith('+')) {
      const unresolved = target.unresolved ?? {
        written: phoneNumber,
        reason: 'single number reach takes full numbers',
      };
      accounts.push(account(source, 'manual', 'forward-target-unresolved'));
      losses.push(unresolvedLoss(context, `user:${subject.user.key}`, SERVICE, unresolved, true, source));
      continue;
    }
    if (reached.has(target.value)) {
      accounts.push(account(source, 'not used', 'number-is-listed-twice'));
      continue;
    }
    reached.add(target.value);
    const value = {
      setting: 'singleNumberReachNumber',
      owner: subject.owner.draft,
      reachedAt: target.value,
      name: description ?? target.value,
      enabled: true,
      doNotForwardCalls: false,
      answerConfirmation: false,
    } as const;
    const unread = { rule: 'number-detail-never-read', sources: [], note: 'whether it is switched on was not read' };
    const draft = settingDraft(context, subject, value, {
      reachedAt: { rule: 'R-NUM-1', sources: [source] },
      name: description === undefined ? { rule: 'name-from-number', sources: [] } : carried(source),
      enabled: unread,
      doNotForwardCalls: unread,
      answerConfirmation: unread,
    });
    drafts.push({ ...draft, id: `${draft.id}/${target.value}` });
  }
  return { drafts, accounts, losses };
}
