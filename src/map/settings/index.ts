import type { Draft } from '../../domain/drafts.ts';
import type { SourceUser } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { mergeMapped } from '../features/merge.ts';
import { mapAlternateNumbers } from './alternate-numbers.ts';
import { mapCallForwarding } from './call-forwarding.ts';
import { mapCallWaiting } from './call-waiting.ts';
import { mapDoNotDisturb } from './do-not-disturb.ts';
import { FURTHER_SETTINGS } from './further.ts';
import { musicAnnouncement, USER_MUSIC_RESPONSE } from './music-on-hold.ts';
import type { Subject } from './owner-settings.ts';
import { mapVoicemail } from './voicemail.ts';

/**
 * Settings of one user who moves. People on a package without calling have none, for there is no line to set.
 */
export function mapSettings(context: MapContext, user: SourceUser): Mapped {
  const owner = context.owner(user.key);
  if (owner === undefined || !hasLine(context, user)) return { drafts: [] };
  const subject = { user, owner };
  return mergeMapped([
    mapCallForwarding(context, subject),
    mapVoicemail(context, subject),
    mapCallWaiting(context, subject),
    mapDoNotDisturb(context, subject),
    ...FURTHER_SETTINGS.map((mapSetting) => mapSetting(context, subject)),
  ]);
}

const ALTERNATES = 'UserAlternateNumbersGetResponse';
const FAXES = 'UserFaxMessagingGetResponse';

/** Further numbers of everybody who moves, those for faxes among them: who has a number must be known before the settings of anybody are. */
export function mapFurtherNumbers(context: MapContext): readonly Draft[] {
  return [
    ...movingWith(context, ALTERNATES).flatMap((subject) => mapAlternateNumbers(context, subject).drafts),
    ...movingWith(context, FAXES).flatMap((subject) => mapVoicemail(context, subject).drafts),
  ];
}

/** Audio that people play to callers on hold: a part of their location, which comes before the settings of anybody. */
export function mapMusicOfPeople(context: MapContext): readonly Draft[] {
  return movingWith(context, USER_MUSIC_RESPONSE).flatMap(({ user }) => musicAnnouncement(context, user) ?? []);
}

/** Everybody who moves with a line, and of whom this was read. */
function movingWith(context: MapContext, base: string): Subject[] {
  const asked = new Set<string>();
  for (const response of context.source.responses(new Set([base]))) {
    if (response.owner.kind === 'user' && response.base === base) asked.add(response.owner.key);
  }
  return context.source.users.flatMap((user) => {
    const owner = asked.has(user.key) ? context.owner(user.key) : undefined;
    return owner === undefined || !hasLine(context, user) ? [] : [{ user, owner }];
  });
}

function hasLine(context: MapContext, user: SourceUser): boolean {
  return (
    user.dn !== undefined ||
    user.phoneNumber !== undefined ||
    user.extension !== undefined ||
    user.endpoint !== undefined ||
    context.inUse(user).some(({ name }) => context.catalogues.userServices.get(name)?.calling === true)
  );
}
