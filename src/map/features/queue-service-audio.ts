import type { AudioPlace } from '../../domain/announcements.ts';
import type { DraftId } from '../../domain/draft-id.ts';
import type { QueueNightService } from '../../domain/feature-settings.ts';
import { flag, text } from '../../domain/response-body.ts';
import { instanceRef } from './instance-fields.ts';
import { PUBLISH_AUDIO, queueAudio } from './queue-audio.ts';
import { carried, type Reading, TARGET_DEFAULT, tell } from './queue-service-reading.ts';

interface Heard {
  readonly audio?: readonly DraftId[];
  readonly unfound?: true;
}

/** What is said before a service acts, and whether. */
export function announced(
  reading: Reading,
  place: AudioPlace,
  field: string,
): Heard & { readonly announcement: boolean } {
  const plays = flag(reading.body, field);
  reading.why.announcement = plays === undefined ? TARGET_DEFAULT : carried(reading.ref(field));
  return { announcement: plays === true, ...heard(reading, 'audio', { place, plays: plays === true }) };
}

/** What is said at night while somebody has switched to it by hand. */
export function announcedByHand(reading: Reading): Pick<QueueNightService, 'byHand'> {
  const mode = text(reading.body, 'manualAnnouncementMode');
  if (mode === undefined) return {};
  const active = mode === 'Manual Announcement';
  const audio = heard(reading, 'byHand.audio', { place: 'nightServiceByHand', plays: active, stem: 'manual' });
  if (!active && audio.audio === undefined && audio.unfound === undefined) return {};
  reading.why['byHand.active'] = carried(reading.ref('manualAnnouncementMode'));
  return { byHand: { active, ...audio } };
}

/** Own audio of a service; what does not come along is told where callers would have heard it. */
export function heard(
  reading: Reading,
  field: string,
  { place, plays, stem = '' }: { readonly place: AudioPlace; readonly plays: boolean; readonly stem?: 'manual' | '' },
): Heard {
  const { context, instance, location, body, ref, why } = reading;
  const named = (name: string) => (stem === '' ? name : `${stem}${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  const found = queueAudio(context, {
    owner: instanceRef(instance),
    groupKey: instance.groupKey,
    ...{ location, place, holder: body, ref },
    selection: [named('audioMessageSelection')],
    files: [named('audioFileList'), named('audioFileDescription')],
  });
  reading.accounts.push(...found.accounts);
  if (plays && found.missing.length > 0) {
    const reason = `callers hear the announcement of Webex: ${found.missing.join('; ')}`;
    tell(reading, named('audioMessageSelection'), reason, { verdict: 'part', action: PUBLISH_AUDIO });
  }
  if (found.missing.length > 0) return { unfound: true };
  if (found.audio.length === 0) return {};
  why[field] = found.why;
  reading.drafts.push(...found.drafts);
  return { audio: found.audio };
}
