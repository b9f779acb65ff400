import type { Loss, SettingData, Why } from '../domain/drafts.ts';
import type { SourceRef } from '../domain/keys.ts';
import type { Voicemail } from '../domain/source.ts';
import type { MapContext } from './context.ts';
import { type Destination, destinationOf, unresolvedLoss } from './features/destination.ts';
import type { Account } from './features/merge.ts';

/** What happens to the messages of a mailbox, and to callers who dial 0: the same for people and for shared mailboxes. */
export type MailboxDelivery = Pick<
  Extract<SettingData, { setting: 'voicemail' }>,
  'notifyEmail' | 'copyEmail' | 'transferToNumber' | 'messageStorage' | 'externalEmail'
>;

const EMAIL_ONLY = 'Deliver To Email Address Only';

/**
 * @param of - whose mailbox it is: its group, and whom the losses are told of
 * @param ref - source reference of a field of the answer
 */
export function mailboxDelivery(
  context: MapContext,
  source: Voicemail,
  ref: (path: string) => SourceRef,
  of: { readonly groupKey: string; readonly owner: string; readonly service: string },
): {
  readonly data: MailboxDelivery;
  readonly why: Readonly<Record<string, Why>>;
  readonly losses: readonly Loss[];
  readonly accounts: readonly Account[];
} {
  const transfer = destinationOf(context, source.transferPhoneNumber, of.groupKey);
  const emailOnly = source.processing === EMAIL_ONLY;
  const [external] = source.deliveryEmails;
  const data: MailboxDelivery = {
    ...(source.sendNotifyEmail && source.notifyEmail !== undefined ? { notifyEmail: source.notifyEmail } : {}),
    ...(source.sendCarbonCopy && source.carbonCopyEmail !== undefined ? { copyEmail: source.carbonCopyEmail } : {}),
    ...(source.transferOnZero && transfer.value !== undefined ? { transferToNumber: transfer.value } : {}),
    messageStorage: emailOnly && external !== undefined ? 'EXTERNAL' : 'INTERNAL',
    ...(emailOnly && external !== undefined ? { externalEmail: external } : {}),
  };
  const { unresolved } = transfer;
  return {
    data,
    why: reasons(data, source, transfer, ref),
    accounts: leftOver(data, transfer, ref),
    losses:
      unresolved === undefined
        ? []
        : [
            unresolvedLoss(
              context,
              of.owner,
              of.service,
              unresolved,
              source.transferOnZero ?? false,
              ref('transferPhoneNumber'),
            ),
          ],
  };
}

function reasons(
  data: MailboxDelivery,
  source: Voicemail,
  transfer: Destination,
  ref: (path: string) => SourceRef,
): Record<string, Why> {
  const plain = (...paths: string[]): Why => ({ rule: 'carried-over', sources: paths.map(ref) });
  const lostTransfer = source.transferOnZero === true && transfer.value === undefined;
  const lostStorage = source.processing === EMAIL_ONLY && data.messageStorage === 'INTERNAL';
  return {
    notifyEmail: plain(
      'sendVoiceMessageNotifyEmail',
      ...(data.notifyEmail === undefined ? [] : ['voiceMessageNotifyEmailAddress']),
    ),
    copyEmail: plain(
      'sendCarbonCopyVoiceMessage',
      ...(data.copyEmail === undefined ? [] : ['voiceMessageCarbonCopyEmailAddress']),
    ),
    transferToNumber: lostTransfer
      ? {
          rule: 'forward-target-unresolved',
          sources: [ref('transferOnZeroToPhoneNumber')],
          changed: true,
          note: 'switched off: its target cannot be written',
        }
      : plain('transferOnZeroToPhoneNumber', ...(data.transferToNumber === undefined ? [] : ['transferPhoneNumber'])),
    messageStorage: lostStorage
      ? {
          rule: 'storage-without-address',
          sources: [ref('processing')],
          changed: true,
          note: 'kept in Webex: no address for delivery is stored',
        }
      : plain('processing'),
    ...(data.externalEmail === undefined
      ? {}
      : {
          externalEmail: {
            ...plain('voiceMessageDeliveryEmailAddress'),
            ...(source.deliveryEmails.length > 1
              ? { changed: true, note: `only the first of ${source.deliveryEmails.length} addresses` }
              : {}),
          },
        }),
  };
}

/** Stored values that no field carries: addresses and targets whose switch is off have no place beside the switch. */
function leftOver(data: MailboxDelivery, transfer: Destination, ref: (path: string) => SourceRef): Account[] {
  const unused = (path: string, reason: string): Account => ({ prefix: ref(path), outcome: 'not used', reason });
  const accounts: Account[] = [unused('outOfPrimaryZoneRedirectToVoiceMail', 'no-zones-in-webex')];
  if (data.notifyEmail === undefined) accounts.push(unused('voiceMessageNotifyEmailAddress', 'switched-off'));
  if (data.copyEmail === undefined) accounts.push(unused('voiceMessageCarbonCopyEmailAddress', 'switched-off'));
  if (data.externalEmail === undefined) {
    accounts.push(unused('voiceMessageDeliveryEmailAddress', 'messages-stay-in-webex'));
  }
  if (transfer.unresolved) {
    accounts.push({ prefix: ref('transferPhoneNumber'), outcome: 'manual', reason: 'forward-target-unresolved' });
  } else if (data.transferToNumber === undefined) accounts.push(unused('transferPhoneNumber', 'switched-off'));
  return accounts;
}
