import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { ApiError } from '../reply.ts';
import type { StateView } from '../state.ts';

/** An announcement as attendants, settings and locations name it. */
export const audio = z.strictObject({
  id: z.string().optional(),
  fileName: z.string().optional(),
  mediaFileType: z.literal('WAV').optional(),
  level: z.enum(['ORGANIZATION', 'LOCATION']).optional(),
});

/** Music on hold of a location, and of whoever is in it. */
export const musicOnHold = z.strictObject({
  mohEnabled: z.boolean().optional(),
  greeting: z.enum(['DEFAULT', 'CUSTOM']).optional(),
  audioAnnouncementFile: audio.optional(),
});

/** Ids of all announcements that a body plays: what stands beside a default greeting is silent. */
export function playedIn(value: unknown): string[] {
  return customGreetings(value).flat();
}

/**
 * Audio of a custom greeting has to be there, in the location of whoever plays it.
 *
 * @throws {ApiError} 400 for one that is missing or nobody knows
 */
export function requireAudio(view: StateView, location: Stored<'location'>, body: unknown): void {
  for (const ids of customGreetings(body)) {
    if (ids.length === 0) {
      throw new ApiError(400, 'a custom greeting needs an announcement', { errorCode: 25008 });
    }
    for (const id of ids) {
      if (view.get('announcement', id)?.location !== location.id) {
        throw new ApiError(400, `announcement ${id} not found in the location`, { errorCode: 25024 });
      }
    }
  }
}

/** Greetings as bodies name them, and where their files stand. */
const GREETINGS = [
  ['greeting', ['audioAnnouncementFile', 'audioAnnouncementFiles']],
  ['audioMessageSelection', ['audioFiles']],
  ['manualAudioMessageSelection', ['manualAudioFiles']],
] as const;

/** The announcements of each custom greeting, and of keys that play one, wherever they stand in a body. */
function customGreetings(value: unknown): string[][] {
  if (Array.isArray(value)) return value.flatMap(customGreetings);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(customGreetings);
  const own = GREETINGS.filter(([field]) => Reflect.get(value, field) === 'CUSTOM').map(([, files]) => files);
  const keys = Reflect.get(value, 'action') === 'PLAY_ANNOUNCEMENT' ? [['audioAnnouncementFile']] : [];
  return [...[...own, ...keys].map((files) => idsIn(value, files)), ...inner];
}

function idsIn(value: object, fields: readonly string[]): string[] {
  const files: unknown[] = fields.flatMap((field) => [Reflect.get(value, field)].flat());
  return files.flatMap((file) => {
    const id: unknown = typeof file === 'object' && file !== null ? Reflect.get(file, 'id') : undefined;
    return typeof id === 'string' ? [id.replace(/=+$/, '')] : [];
  });
}
