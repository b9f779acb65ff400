import type { DraftId } from '../../domain/draft-id.ts';
import type { DraftOf } from '../../domain/drafts.ts';
import { type SourceRef, sourceRef } from '../../domain/keys.ts';
import type { SourceUser } from '../../domain/source.ts';
import { type Audio, audioFor, mediaPaths } from '../audio/announcements.ts';
import type { MapContext, Mapped } from '../context.ts';
import type { Account } from '../features/merge.ts';
import { account, carried, lossOfUser, NOTHING, sameAsDefault, targetDefault } from './further-parts.ts';
import { readFeature, type Subject, settingDraft, userRef } from './owner-settings.ts';

const SERVICE = 'Music On Hold User';
export const USER_MUSIC_RESPONSE = 'UserMusicOnHoldUserGetResponse';

/**
 * Whether callers of a user hear music, and which: own audio where its file is there, else that of the location. On,
 * with the music of the location, is what the target starts with.
 */
export function mapMusicOnHold(context: MapContext, subject: Subject): Mapped {
  const own = ownMusic(context, subject.user);
  const read = readFeature(context, subject.user, 'userMusicOnHold');
  const enabled = read?.data.isActive ?? true;
  const source = read?.ref('isActive');
  const audio = own?.audio;
  const accounts = [...(own === undefined ? [] : furtherAccounts(own))];
  const losses =
    audio !== undefined && 'missing' in audio && own !== undefined
      ? [
          lossOfUser(context, subject, SERVICE, {
            verdict: 'part',
            notice: `Callers on hold hear the music of the location and not its own: ${audio.missing}.`,
            action:
              'Put the audio beside the captures and publish it, then extract and map again; or upload it in Control Hub.',
            sources: [own.selection],
          }),
        ]
      : [];
  const plays = audio !== undefined && 'draft' in audio ? audio : undefined;
  if (enabled && plays === undefined) {
    if (source === undefined && own === undefined) return NOTHING;
    return { drafts: [], losses, accounts: [...accounts, ...(source === undefined ? [] : [sameAsDefault(source)])] };
  }
  const data = {
    setting: 'musicOnHold',
    owner: subject.owner.draft,
    enabled,
    ...(plays === undefined ? {} : { announcement: plays.draft.id }),
  } as const;
  const why = {
    enabled: source === undefined ? targetDefault : carried(source),
    ...(plays === undefined || own === undefined ? {} : { announcement: plays.why(...own.named) }),
  };
  return { drafts: [settingDraft(context, subject, data, why)], losses, accounts };
}

/** The announcement of whoever plays audio of its own. */
export function musicAnnouncement(context: MapContext, user: SourceUser): DraftOf<'announcement'> | undefined {
  const audio = ownMusic(context, user)?.audio;
  return audio !== undefined && 'draft' in audio ? audio.draft : undefined;
}

interface OwnMusic {
  /** Missing: the user plays the music of its group. */
  readonly audio?: Audio;
  /** The answer as a whole. */
  readonly whole: SourceRef;
  readonly selection: SourceRef;
  /** Values that name the audio. */
  readonly named: readonly SourceRef[];
  /** Pictures, or other music for calls from inside: neither has a place in the target. */
  readonly more: boolean;
}

function ownMusic(context: MapContext, user: SourceUser): OwnMusic | undefined {
  const read = readFeature(context, user, 'userMusicSource');
  const location: DraftId | undefined = context.locationOf(user);
  if (read === undefined || location === undefined) return undefined;
  const owner = userRef(user);
  const selection = read.ref('source.messageSourceSelection');
  const { source, useAlternateSourceForInternalCalls: alternate, enableVideo } = read.data;
  const more = alternate === true || enableVideo === true;
  if (source?.selection !== 'Custom') return { whole: read.all, selection, named: [], more };
  const request = { owner, place: 'musicOnHold', groupKey: user.groupKey, file: source.audioFile } as const;
  const paths = source.audioFile === undefined ? [] : mediaPaths(source.audioFile, 'audioFile');
  const named = paths.map((path) => sourceRef(owner, USER_MUSIC_RESPONSE, `source.customSource.${path}`));
  return {
    audio: audioFor(context, location, request),
    whole: read.all,
    selection,
    named: [selection, ...named],
    more,
  };
}

/** What no draft names: the rest of the answer is about pictures and a second source. */
function furtherAccounts({ audio, whole, selection, named, more }: OwnMusic): Account[] {
  return [
    more ? account(whole, 'lost', 'no-second-music') : account(whole, 'not used', 'switched-off'),
    ...(audio === undefined ? [sameAsDefault(selection)] : []),
    ...(audio !== undefined && 'missing' in audio
      ? named.map((prefix) => account(prefix, 'manual', 'music-without-audio'))
      : []),
  ];
}
