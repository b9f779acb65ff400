import type { LocationMusicStep } from '../domain/plan-features.ts';
import type { LocationMusic } from '../webex/announcements.ts';
import { audioCheck, greetingOf } from './audio.ts';
import { differencesIn } from './compare.ts';
import type { StepHandler } from './handler.ts';
import { inOrgPath, needed, neededPlace, placeOf, type Refer, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/** What is played in a location to callers on hold. */
export const locationMusicHandler: StepHandler<LocationMusicStep> = {
  kind: 'locationMusic',
  safety: 'repeatable',
  canChange: true,
  calls: 1,
  key: ['location'],
  endpoints: ['PUT /telephony/config/locations/{locationId}/musicOnHold'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    const actual = place && (await context.webex.announcements.getMusic(place.locationId, place.call));
    if (!actual) return undefined;
    const wanted = bodyOf(step, shown(context));
    return {
      outputs: {},
      differences: differencesIn([
        ['mohEnabled', wanted.mohEnabled, actual.mohEnabled],
        ['greeting', wanted.greeting, actual.greeting],
        audioCheck('audioAnnouncementFile', wanted.audioAnnouncementFile, actual.audioAnnouncementFile),
      ]),
    };
  },

  async write(step, context) {
    const { call, locationId } = neededPlace(context, step.payload);
    return writtenAs(await context.webex.announcements.putMusic(locationId, bodyOf(step, needed(context)), call), {});
  },

  undo: { kind: 'with-owner', owner: 'its location', note: 'what was played before is not kept' },

  describe(step, context) {
    const refer = shown(context);
    const { customer, location } = step.payload;
    const path = `/telephony/config/locations/${refer(location, 'locationId')}/musicOnHold`;
    return { method: 'PUT', path: inOrgPath(refer, customer, path), body: bodyOf(step, refer) };
  },
};

function bodyOf({ payload }: LocationMusicStep, refer: Refer): LocationMusic {
  return { mohEnabled: payload.enabled, ...greetingOf(payload.audio, refer) };
}
