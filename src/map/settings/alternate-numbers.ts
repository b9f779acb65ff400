import type { Loss, Why } from '../../domain/drafts.ts';
import type { FurtherSetting } from '../../domain/further-settings.ts';
import type { MapContext, Mapped } from '../context.ts';
import { destinationOf } from '../features/destination.ts';
import type { Account } from '../features/merge.ts';
import { userNumber } from '../phone-number.ts';
import { ringPatternOf } from '../ring-patterns.ts';
import { account, cannotHold, carried, lossOfUser, NOTHING, targetDefault } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';

const SERVICE = 'Alternate Numbers';

/** Further numbers of an owner. The target takes full numbers; an extension alone is left to a person. */
export function mapAlternateNumbers(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'alternateNumbers');
  if (read === undefined) return NOTHING;
  const { data, ref, all } = read;
  const holders = { service: SERVICE, kinds: ['subscriber', 'workspace'] } as const;
  const lost = cannotHold(context, subject, holders, all, data.entries.length > 0);
  if (lost) return lost;
  const accounts: Account[] = [];
  const losses: Loss[] = [];
  const numbers: FurtherSetting<'alternateNumbers'>['numbers'][number][] = [];
  const why: Record<string, Why> = {};
  const ownNumber = userNumber(subject.user, new Map());
  for (const { position, phoneNumber, extension, ringPattern, description } of data.entries) {
    const entry = ref(`alternateEntry${position}`);
    const full = fullNumber(context, subject, phoneNumber);
    if (full === undefined) {
      if (phoneNumber === undefined && extension === undefined) continue;
      accounts.push(account(entry, 'manual', 'alternate-without-full-number'));
      losses.push(
        lossOfUser(context, subject, SERVICE, {
          verdict: 'manual',
          notice: `The alternate ${phoneNumber ?? `extension ${extension}`} no longer rings: the target takes full numbers only.`,
          action: 'Give it a number, or a virtual line of its own.',
          sources: [entry],
        }),
      );
      continue;
    }
    if (full === ownNumber || numbers.some((number) => number.phoneNumber === full)) {
      accounts.push(account(entry, 'migrated', 'number-held-already'));
      continue;
    }
    if (description !== undefined) accounts.push(account(`${entry}.description`, 'lost', 'no-such-field'));
    why[`numbers.${numbers.length}`] = carried(entry);
    numbers.push({
      phoneNumber: full,
      ...(extension === undefined ? {} : { extension }),
      ringPattern: ringPatternOf(ringPattern),
    });
  }
  if (numbers.length === 0) {
    return { drafts: [], accounts: [...accounts, account(ref('distinctiveRing'), 'not used', 'no-numbers')], losses };
  }
  const wanted: FurtherSetting<'alternateNumbers'> = {
    setting: 'alternateNumbers',
    owner: subject.owner.draft,
    distinctiveRing: data.distinctiveRing ?? false,
    numbers,
  };
  const draft = settingDraft(context, subject, wanted, {
    distinctiveRing: data.distinctiveRing === undefined ? targetDefault : carried(ref('distinctiveRing')),
    numbers: carried(),
    ...why,
  });
  return { drafts: [draft], accounts, losses };
}

/** A number of this customer dials like an extension where its owner has one: the number itself is wanted here. */
export function fullNumber(context: MapContext, { user }: Subject, written: string | undefined): string | undefined {
  const { value } = destinationOf(context, written, user.groupKey);
  return value?.startsWith('+') ? value : undefined;
}

/** The alternate numbers of somebody that come along. */
export function alternatesOf(
  context: MapContext,
  subject: Subject,
): readonly { readonly phoneNumber: string; readonly extension?: string }[] {
  const { drafts } = mapAlternateNumbers(context, subject);
  return drafts.flatMap((draft) =>
    draft.kind === 'setting' && draft.data.setting === 'alternateNumbers' ? draft.data.numbers : [],
  );
}
