import type { DraftOf } from '../domain/drafts.ts';
import type { SourceUser } from '../domain/source.ts';
import { countryCode } from './address.ts';
import type { Mapped } from './context.ts';
import { serviceAccount } from './coverage-proof/service-responses.ts';
import type { Structure } from './create-context.ts';
import { type Account, mergeMapped } from './features/merge.ts';
import { assignedServices } from './in-use.ts';
import { languageOf } from './locale.ts';
import { mailboxDelivery } from './mailbox-delivery.ts';
import { passcodeLoss } from './mailbox-loss.ts';
import { displayName, displayNameWhy } from './owner-names.ts';
import { phoneFields, phoneWhy } from './people.ts';
import { userRefs } from './provenance.ts';
import { FAX_SERVICE, faxOf } from './settings/fax.ts';
import { readFeature, serviceSource } from './settings/owner-settings.ts';
import { indexOf } from './source-index.ts';

const SERVICE = 'Voice Messaging User';
const RESPONSE = 'UserVoiceMessagingUserGetVoiceManagementResponse';

/** Users who are nothing but a mailbox, as decided -> voicemail groups: callers leave a message, and several may hear it. */
export function mapMailboxUsers(context: Structure): Required<Mapped> {
  return mergeMapped(
    context.users.map((user) => {
      const id = context.mailbox?.(user.key);
      return id === undefined ? { drafts: [] } : mapMailbox(context, user, id);
    }),
  );
}

function mapMailbox(context: Structure, user: SourceUser, id: string): Mapped {
  const location = context.locationOf(user);
  const read = readFeature(context, user, 'voicemail');
  if (location === undefined || read === undefined) return { drafts: [] };
  const { ref } = read;
  const owner = `user:${user.key}`;
  const delivery = mailboxDelivery(context, read.data, ref, { groupKey: user.groupKey, owner, service: SERVICE });
  const fax = faxOf(context, user);
  const group = indexOf(context.source).group(user.groupKey);
  const language = languageOf(
    user.language,
    countryCode(group?.address?.country, context.catalogues),
    context.catalogues,
  );
  const phone = phoneFields(context, user);
  const name = displayName(user);
  const draft: DraftOf<'voicemailGroup'> = {
    id,
    kind: 'voicemailGroup',
    customer: context.customer,
    from: owner,
    data: {
      location,
      name,
      ...phone,
      language: language ?? context.locale(user.groupKey).language,
      ...delivery.data,
      ...fax.data,
    },
    why: {
      location: { rule: 'location-from-group', sources: [] },
      name: displayNameWhy(context, user, name),
      ...phoneWhy(context, user, phone),
      language:
        language === undefined
          ? { rule: 'language-of-location', sources: [] }
          : { rule: 'R-LOC-3', sources: userRefs(context.source, user, 'language') },
      ...delivery.why,
      ...fax.why,
    },
  };
  return {
    drafts: [draft],
    losses: [
      ...delivery.losses,
      ...fax.losses,
      passcodeLoss(context.customer, owner, name, [serviceSource(context, user, SERVICE)]),
    ],
    accounts: [
      ...delivery.accounts,
      ...fax.accounts,
      ...switches(`${owner} ${RESPONSE}`),
      ...services(context, user, fax.data.fax === undefined ? [SERVICE] : [SERVICE, FAX_SERVICE]),
      ...identity(user),
    ],
  };
}

/** A voicemail group has no switch that sends calls to it: whoever calls it leaves a message. */
function switches(response: string): Account[] {
  return [
    ...['isActive', 'alwaysRedirectToVoiceMail', 'busyRedirectToVoiceMail', 'noAnswerRedirectToVoiceMail'].map(
      (field): Account => ({ prefix: `${response}.${field}`, outcome: 'migrated', reason: 'mailbox-takes-all-calls' }),
    ),
    {
      prefix: `${response}.usePhoneMessageWaitingIndicator`,
      outcome: 'not used',
      reason: 'mailbox-without-phone',
    },
  ];
}

/** What needs a phone or an app was of no use before; what works without one would have kept the user from this fate. */
function services({ source }: Structure, user: SourceUser, carried: readonly string[]): Account[] {
  return assignedServices(source, user).map(({ name }) => ({
    prefix: serviceAccount(user.key, name),
    ...(carried.includes(name)
      ? ({ outcome: 'changed', reason: 'service-part' } as const)
      : ({ outcome: 'not used', reason: 'mailbox-without-phone' } as const)),
  }));
}

/** A voicemail group has no zone of its own; an address is where its messages go, and that stands with the mailbox. */
function identity({ key }: SourceUser): Account[] {
  return ['timeZone', 'emailAddress'].map((field) => ({
    prefix: `user:${key} UserGetResponse.${field}`,
    outcome: 'not used',
    reason: 'mailbox-without-phone',
  }));
}
