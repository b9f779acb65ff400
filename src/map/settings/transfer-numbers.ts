import type { FurtherSetting } from '../../domain/further-settings.ts';
import type { MapContext, Mapped } from '../context.ts';
import type { Account } from '../features/merge.ts';
import { openNumberLoss } from '../losses/transfer-numbers.ts';
import { transferWhy } from '../outgoing-permissions.ts';
import { numbersOfGroup, numbersOfUser, sameNumbers } from '../transfer-numbers.ts';
import { account, carried } from './further-parts.ts';
import { readFeature, type Subject, settingDraft, userRef } from './owner-settings.ts';

/**
 * Numbers to which the restricted calls of an owner are handed over, where they are not those of its location: its own, or
 * those of its department, for the target knows no departments.
 */
export function mapTransferNumbers(context: MapContext, subject: Subject): Mapped {
  const { user } = subject;
  const read = readFeature(context, user, 'transferNumbers');
  const held = numbersOfUser(context.source, user, context);
  const ofLocation = numbersOfGroup(context.source, user.groupKey, context)?.numbers ?? {};
  const own = held?.level === 'user';
  const follows: Account[] =
    read === undefined || own ? [] : [account(read.all, 'not used', 'follows-department-or-group')];
  if (held === undefined) return { drafts: [], accounts: follows };
  const open = held.level === 'group' ? [] : held.open;
  const accounts: Account[] = [
    ...follows,
    ...open.flatMap(({ refs }) => refs.map((ref) => account(ref, 'manual', 'transfer-number-cannot-be-dialled'))),
  ];
  const losses = open.map((number) => openNumberLoss(context, userRef(user), 'this person', number));
  if (sameNumbers(held.numbers, ofLocation)) {
    const same = own && read !== undefined ? [account(read.all, 'migrated', 'same-as-the-location')] : [];
    return { drafts: [], losses, accounts: [...accounts, ...same] };
  }
  const value: FurtherSetting<'transferNumbers'> = {
    setting: 'transferNumbers',
    owner: subject.owner.draft,
    custom: true,
    ...held.numbers,
  };
  const custom = own && read !== undefined ? carried(read.ref('useCustomSettings')) : DEPARTMENT;
  return {
    drafts: [settingDraft(context, subject, value, { custom, ...transferWhy('', held) })],
    losses,
    accounts,
  };
}

const DEPARTMENT = { rule: 'transfer-numbers-of-department', sources: [] } as const;
