import type { AnnouncementStep } from '../domain/plan-features.ts';
import type { NewAnnouncement, WebexAnnouncement } from '../webex/announcements.ts';
import type { OrgCall } from '../webex/call.ts';
import { differencesIn, sameId } from './compare.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { inOrgPath, known, needed, neededPlace, placeOf, shown } from './refs.ts';
import { standsUnder } from './standing.ts';
import type { Standing, UndoContext } from './undo.ts';
import { idAs, writtenAs } from './written.ts';

const OUTPUT = 'announcementId';

/**
 * An audio file that the target fetches from its address. What it has fetched it does not give back: name and file name
 * are all that can be compared.
 */
export const announcementHandler: StepHandler<AnnouncementStep> = {
  kind: 'announcement',
  safety: 'look-first',
  canChange: true,
  calls: 1,
  key: ['location', 'name'],
  endpoints: ['POST /telephony/config/locations/{locationId}/announcements'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    const found = place && (await findAnnouncement(step, context, place.locationId, place.call));
    if (!found) return undefined;
    const { name, fileName } = step.payload;
    return {
      outputs: { [OUTPUT]: found.id },
      differences: differencesIn([
        ['name', name, found.name],
        ['fileName', fileName, found.fileName],
      ]),
    };
  },

  async write(step, context, found) {
    const { call, locationId } = neededPlace(context, step.payload);
    const { announcements } = context.webex;
    const id = found?.outputs[OUTPUT];
    if (id !== undefined) {
      return writtenAs(await announcements.update(locationId, id, bodyOf(step), call), { [OUTPUT]: id });
    }
    const sent = await announcements.create(locationId, bodyOf(step), call);
    return writtenAs(sent, idAs(OUTPUT, sent));
  },

  undo: {
    kind: 'remove',
    standing: standingOf,
    remove: (step, context) => {
      const { call, locationId } = neededPlace(context, step.payload);
      const { announcements } = context.webex;
      return context.inTheWay === undefined
        ? announcements.remove(locationId, needed(context)(step.id, OUTPUT), call)
        : announcements.putMusic(locationId, OWN_MUSIC, call);
    },
    describe(step, context) {
      const refer = shown(context);
      const { customer, location } = step.payload;
      const place = `/telephony/config/locations/${refer(location, 'locationId')}`;
      return context.inTheWay === undefined
        ? {
            method: 'DELETE',
            path: inOrgPath(refer, customer, `${place}/announcements/${refer(step.id, OUTPUT)}`),
          }
        : { method: 'PUT', path: inOrgPath(refer, customer, `${place}/musicOnHold`), body: OWN_MUSIC };
    },
  },

  describe(step, context, found) {
    const refer = shown(context);
    const base = basePath(step, context);
    const id = found?.outputs[OUTPUT];
    return id === undefined
      ? { method: 'POST', path: inOrgPath(refer, step.payload.customer, base), body: bodyOf(step) }
      : { method: 'PUT', path: inOrgPath(refer, step.payload.customer, `${base}/${id}`), body: bodyOf(step) };
  },
};

function basePath({ payload }: AnnouncementStep, context: Pick<StepContext, 'outputs'>): string {
  return `/telephony/config/locations/${shown(context)(payload.location, 'locationId')}/announcements`;
}

function bodyOf({ payload: { name, fileName, fileUri } }: AnnouncementStep): NewAnnouncement {
  return { name, fileUri, fileName, isTextToSpeech: false };
}

/** By id where it is known, else by its very name: the filter of the list also finds parts of names. */
async function findAnnouncement(
  step: AnnouncementStep,
  context: StepContext,
  locationId: string,
  call: OrgCall,
): Promise<WebexAnnouncement | undefined> {
  const { announcements } = context.webex;
  const own = known(context, step.id, OUTPUT);
  const byId = own === undefined ? undefined : await announcements.get(locationId, own, call);
  if (byId) return byId;
  const { name } = step.payload;
  return (await announcements.list(locationId, name, call)).find((entry) => entry.name === name);
}

/** The music of the target, which plays where nobody has chosen another. */
const OWN_MUSIC = { greeting: 'DEFAULT' } as const;

/**
 * The target refuses to delete one that something plays (6675). The music of its location goes back to the target's;
 * what somebody gave to a feature of theirs, or plays for people who stay, goes with the organisation or not at all.
 */
async function standingOf(step: AnnouncementStep, context: UndoContext): Promise<Standing> {
  const standing = await standsUnder(OUTPUT, announcementHandler.lookUp, step, context);
  if (standing.gone || context.planning) return standing;
  const { call, locationId } = neededPlace(context, step.payload);
  const { announcements } = context.webex;
  const id = needed(context)(step.id, OUTPUT);
  const users = (await announcements.get(locationId, id, call))?.featureReferenceCount ?? 0;
  if (users === 0) return standing;
  const music = await announcements.getMusic(locationId, call);
  return sameId(id, music?.audioAnnouncementFile?.id)
    ? { gone: false, inTheWay: 'it is the music on hold of its location' }
    : { gone: true, stays: `${users} ${users === 1 ? 'feature plays' : 'features play'} it, or people who stay` };
}
