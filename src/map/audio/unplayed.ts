import { audioOfQueue } from '../../domain/announcements.ts';
import type { DraftId } from '../../domain/draft-id.ts';
import type { Draft } from '../../domain/drafts.ts';
import { audioOfSetting } from '../../domain/feature-settings.ts';

/**
 * Drops announcements that nothing plays: the menu or the key that had them is not made after all, and an upload that
 * nobody hears only costs room.
 *
 * @param drafts - all of the customer but the settings of people
 * @param ofPeople - announcements that people play to callers on hold
 */
export function withoutUnplayed(drafts: readonly Draft[], ofPeople: readonly Draft[]): Draft[] {
  const played = new Set([...ofPeople.map(({ id }) => id), ...drafts.flatMap(announcementsOf)]);
  return drafts.filter(({ kind, id }) => kind !== 'announcement' || played.has(id));
}

/** What a draft plays. */
function announcementsOf({ kind, data }: Draft): readonly (DraftId | undefined)[] {
  switch (kind) {
    case 'autoAttendant':
      return [data.businessHoursMenu, data.afterHoursMenu].flatMap(({ announcement, keys }) => [
        announcement,
        ...keys.map((key) => key.announcement),
      ]);
    case 'callQueue':
      return audioOfQueue(data);
    case 'featureSetting':
      return audioOfSetting(data);
    case 'locationMusic':
      return [data.announcement];
    default:
      return [];
  }
}
