import type { Loss } from '../../domain/drafts.ts';
import { partRef } from '../../domain/keys.ts';
import type { MediaFile } from '../../domain/media-file.ts';
import type { VoicemailGreetings } from '../../domain/source-policies.ts';
import type { MapContext, Mapped } from '../context.ts';
import { lossOfUser } from './further-parts.ts';
import { readFeature, type Subject, userRef } from './owner-settings.ts';

const SERVICE = 'Voice Messaging User';
const LISTS = 'UserVoiceMessagingUserGetDistributionListResponse';

/** What a mailbox holds besides its settings: nobody can write it, so its owner is told what is gone, by name. */
export function mapMailboxLosses(context: MapContext, subject: Subject): Mapped {
  if (!context.inUse(subject.user).some(({ name }) => name === SERVICE)) return { drafts: [] };
  return {
    drafts: [],
    losses: [
      ...greetingLoss(context, subject),
      ...recordedNameLoss(context, subject),
      ...distributionLists(context, subject),
    ],
  };
}

function greetingLoss(context: MapContext, subject: Subject): Loss[] {
  const read = readFeature(context, subject.user, 'voicemailGreetings');
  if (read === undefined) return [];
  const greetings = greetingsInUse(read.data);
  const closed = read.data.disableMessageDeposit === true ? [depositOf(read.data)] : [];
  const told = [
    ...(greetings.length === 0 ? [] : [`Recorded greetings do not come along: ${greetings.join(', ')}.`]),
    ...closed,
  ];
  if (told.length === 0) return [];
  return [
    lossOfUser(context, subject, SERVICE, {
      verdict: 'manual',
      notice: told.join(' '),
      action:
        closed.length === 0
          ? 'Record them again, or upload the files in Control Hub.'
          : 'Record greetings again, and decide with the user whether callers may leave messages.',
      sources: [read.all],
    }),
  ];
}

/** Only what callers hear today: a file that is stored and not chosen is no loss. */
function greetingsInUse({ busy, noAnswer, extendedAway, files, alternates }: VoicemailGreetings): string[] {
  const alternate = alternates.find(({ position }) => noAnswer === `Alternate${position}`);
  return [
    ...(busy === 'Personal' ? [named('busy', files.busyPersonalAudioFile)] : []),
    ...(noAnswer === 'Personal' ? [named('no answer', files.noAnswerPersonalAudioFile)] : []),
    ...(noAnswer?.startsWith('Alternate') === true
      ? [named(`no answer ${alternate?.name ?? noAnswer}`, alternate?.audioFile)]
      : []),
    ...(extendedAway === true ? [named('extended away', files.extendedAwayAudioFile)] : []),
  ];
}

function depositOf({
  disableMessageDepositAction: action,
  greetingOnlyForwardDestination: to,
}: VoicemailGreetings): string {
  const then = action === 'Forward' ? `went on to ${to ?? 'nowhere that is said'}` : 'were cut off';
  return `The mailbox took no messages: callers heard the greeting and ${then}; in Webex they can leave one.`;
}

function recordedNameLoss(context: MapContext, subject: Subject): Loss[] {
  const read = readFeature(context, subject.user, 'userVoicePortal');
  if (read?.data.usePersonalizedName !== true) return [];
  return [
    lossOfUser(context, subject, SERVICE, {
      verdict: 'manual',
      notice: `The recorded name does not come along: ${named('name', read.data.personalizedName)}.`,
      action: 'Record it again.',
      sources: [read.ref('usePersonalizedName')],
    }),
  ];
}

function named(what: string, file: MediaFile | undefined): string {
  return file === undefined ? what : `${what} (file "${file.name}")`;
}

/** With all their numbers, which are nowhere else. */
function distributionLists(context: MapContext, subject: Subject): Loss[] {
  const lists = (context.source.feature(subject.user.key, 'voicemailDistributionLists')?.data?.parts ?? []).flatMap(
    ({ name, content }) => (content === undefined || content.phoneNumbers.length === 0 ? [] : [{ name, ...content }]),
  );
  return lists.map(({ name, description, phoneNumbers }) =>
    lossOfUser(context, subject, SERVICE, {
      verdict: 'lost',
      notice: `Distribution list ${name}${description === undefined ? '' : ` "${description}"`} ends: ${phoneNumbers.join(', ')}.`,
      action: 'Keep the numbers; a message is sent on to one person at a time.',
      sources: [partRef(userRef(subject.user), LISTS, `listId=${name}`)],
    }),
  );
}
