import type { Loss, Why } from '../../domain/drafts.ts';
import type { FaxData } from '../../domain/fax.ts';
import type { SourceUser } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { destinationOf } from '../features/destination.ts';
import type { Account } from '../features/merge.ts';
import { account, carried, NOTHING } from './further-parts.ts';
import { readFeature, type Subject } from './owner-settings.ts';

export const FAX_SERVICE = 'Fax Messaging';

/** What a mailbox says of faxes, beside everything else of it. */
export interface MappedFax {
  readonly data: { readonly fax?: FaxData };
  readonly why: Readonly<Record<string, Why>>;
  readonly accounts: readonly Account[];
  readonly losses: readonly Loss[];
}
const NO_FAX: MappedFax = { data: {}, why: {}, accounts: [], losses: [] };

/** Faxes of a user whose mailbox comes along. One that is off travels as off with its numbers; an empty one is not written. */
export function faxOf(context: MapContext, user: SourceUser): MappedFax {
  const read = readFeature(context, user, 'faxMessaging');
  if (read === undefined) return NO_FAX;
  const { data, ref } = read;
  const number = fullNumber(context, user, data.phoneNumber);
  const left = data.phoneNumber !== undefined && number === undefined;
  const told = {
    accounts: [
      account(ref('alias'), 'not used', 'sip-identity-is-new'),
      ...(left ? [account(ref('phoneNumber'), 'manual', 'fax-number-unresolved')] : []),
    ],
    losses: left
      ? [
          faxLoss(context, user, `Faxes to ${data.phoneNumber} no longer arrive: it is no full number.`, [
            ref('phoneNumber'),
          ]),
        ]
      : [],
  };
  if (number === undefined && data.extension === undefined) {
    const nothing = account(ref('isActive'), 'not used', 'inactive-and-empty');
    return left ? { ...NO_FAX, ...told } : { ...NO_FAX, accounts: [...told.accounts, nothing] };
  }
  return {
    ...told,
    data: {
      fax: {
        enabled: data.isActive,
        ...(number === undefined ? {} : { phoneNumber: number }),
        ...(data.extension === undefined ? {} : { extension: data.extension }),
      },
    },
    why: {
      'fax.enabled': carried(ref('isActive')),
      ...(number === undefined ? {} : { 'fax.phoneNumber': { ...carried(ref('phoneNumber')), rule: 'R-NUM-1' } }),
      ...(data.extension === undefined ? {} : { 'fax.extension': carried(ref('extension')) }),
    },
  };
}

/** Faxes of somebody whose mailbox does not come along, or has none in the target. */
export function mapFaxWithoutMailbox(context: MapContext, { user, owner }: Subject): Mapped {
  const read = readFeature(context, user, 'faxMessaging');
  if (read === undefined) return NOTHING;
  if (owner.kind !== 'workspace' && readFeature(context, user, 'voicemail') !== undefined) return NOTHING;
  const { data, ref, all } = read;
  const reached = [data.phoneNumber, data.extension].filter((each) => each !== undefined).join(', ');
  if (!data.isActive || reached === '')
    return { drafts: [], accounts: [account(all, 'not used', 'inactive-and-empty')] };
  return {
    drafts: [],
    accounts: [account(all, 'manual', 'fax-without-mailbox')],
    losses: [
      faxLoss(context, user, `Faxes to ${reached} no longer arrive: no mailbox that takes them comes along.`, [
        ref('phoneNumber'),
      ]),
    ],
  };
}

function fullNumber(context: MapContext, user: SourceUser, written: string | undefined): string | undefined {
  const { value } = destinationOf(context, written, user.groupKey);
  return value?.startsWith('+') ? value : undefined;
}

function faxLoss(context: MapContext, user: SourceUser, notice: string, sources: Loss['sources']): Loss {
  const action = 'Set the fax number under voicemail in Control Hub, and send a test fax.';
  return {
    customer: context.customer,
    owner: `user:${user.key}`,
    service: FAX_SERVICE,
    verdict: 'manual',
    notice,
    action,
    sources,
  };
}
