import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { contains, page } from '../paging.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import {
  callingLocation,
  get,
  param,
  type RequestContext,
  type Route,
  remove,
  requestOrg,
  withBody,
} from '../route.ts';
import { musicOnHold, playedIn, requireAudio } from './audio.ts';
import { merge, readSetting, writeSetting } from './setting-store.ts';

const PLACE = '/telephony/config/locations/{locationId}';
const LIST = `${PLACE}/announcements`;
const ONE = `${LIST}/{announcementId}`;
const MUSIC = `${PLACE}/musicOnHold`;

const uri = z
  .string()
  .min(1)
  .max(256)
  .regex(/^https?:\/\/[^/\s]+\/\S+$/, 'must be an http or https address');
const body = z.strictObject({
  name: z.string().min(1).max(256),
  fileUri: uri,
  fileName: z
    .string()
    .max(80)
    .regex(/\.wav$/i, 'must end with .wav'),
  isTextToSpeech: z.literal(false),
});
type Body = z.output<typeof body>;

/**
 * Announcements of a location, and its music on hold. The file of an announcement is not fetched: the sandbox works
 * offline, and takes every address as if it answered.
 */
export function announcementRoutes(): Route[] {
  return [
    get('/telephony/config/announcements', listAnnouncements),
    withBody('POST', LIST, body, createAnnouncement),
    get(`${LIST}/usage`, readUsage),
    get(ONE, readAnnouncement),
    withBody('PUT', ONE, body, updateAnnouncement),
    remove(ONE, deleteAnnouncement),
    get(MUSIC, readMusic),
    withBody('PUT', MUSIC, musicOnHold, writeMusic),
  ];
}

/** Without a location those of the organisation, of which there are none here. */
function listAnnouncements(context: RequestContext): Reply {
  const { query, seen } = context;
  const wanted = query.get('locationId');
  const announcements = seen
    .inOrg('announcement', requestOrg(context).id)
    .filter(({ location }) => wanted === 'all' || wanted === 'locations' || location === wanted?.replace(/=+$/, ''))
    .filter(({ data }) => contains(data.name, query.get('name')))
    .map((announcement) => ({
      ...summaryOf(context, announcement),
      level: 'LOCATION',
      location: { id: announcement.location, name: seen.get('location', announcement.location ?? '')?.data.name ?? '' },
    }));
  return page(context, announcements, { key: 'announcements', style: 'start', defaultMax: 2000 });
}

function summaryOf({ now }: RequestContext, { id, data }: Stored<'announcement'>) {
  return {
    id,
    name: data.name,
    fileName: data.fileName,
    fileSize: '0',
    mediaFileType: 'WAV',
    lastUpdated: now.toISOString(),
    isTextToSpeech: false,
  };
}

/** Nothing says that the target refuses a second one of the same name, so it is taken, and noted as a mistake of ours. */
function createAnnouncement(context: RequestContext, { name, fileUri, fileName }: Body): Reply {
  const { state } = context;
  const { location } = callingLocation(context);
  const key = `${location.key}/announcement/${name}`;
  if (state.byKey('announcement', key).length > 0) state.violate('duplicate-feature', `announcement ${key}`);
  const made = state.insert('announcement', {
    org: location.org,
    location: location.id,
    key,
    data: { name, fileName, fileUri },
  });
  return { status: 201, body: { id: made.id } };
}

function pathAnnouncement(context: RequestContext): Stored<'announcement'> {
  const { location } = callingLocation(context);
  const announcement = context.seen.get('announcement', param(context, 'announcementId'));
  if (!announcement || announcement.location !== location.id) throw notFound('announcement', 4008);
  return announcement;
}

function readAnnouncement(context: RequestContext): Reply {
  const announcement = pathAnnouncement(context);
  const features = usersOf(context, announcement);
  const { location } = callingLocation(context);
  return {
    status: 200,
    body: {
      ...summaryOf(context, announcement),
      featureReferenceCount: features.length,
      featureReferences: features.map(({ id, kind, key }) => ({
        id,
        name: key,
        type: kind,
        locationId: location.id,
        locationName: location.data.name,
      })),
    },
  };
}

function updateAnnouncement(context: RequestContext, { name, fileUri, fileName }: Body): Reply {
  const { location } = callingLocation(context);
  context.state.update(pathAnnouncement(context), {
    key: `${location.key}/announcement/${name}`,
    data: { name, fileName, fileUri },
  });
  return NO_CONTENT;
}

function deleteAnnouncement(context: RequestContext): Reply {
  const announcement = pathAnnouncement(context);
  const [user] = usersOf(context, announcement);
  if (user) throw new ApiError(400, `announcement is played by ${user.kind} ${user.key}`, { errorCode: 6675 });
  context.state.remove(announcement.id);
  return NO_CONTENT;
}

/** Attendants, queues with their services, and whoever has it as music on hold; a person without calling plays nothing any more. */
function usersOf({ state }: RequestContext, { id, org }: Stored<'announcement'>): Stored[] {
  const features = [...state.inOrg('autoAttendant', org), ...state.inOrg('callQueue', org)].filter(({ data }) =>
    playedIn(data.body).includes(id),
  );
  const owners = state.inOrg('setting', org).flatMap(({ owner, data }): Stored[] => {
    if (owner === null || !playedIn(data.value).includes(id)) return [];
    const queue = state.get('callQueue', owner);
    if (queue) return [queue];
    if (data.setting !== 'musicOnHold') return [];
    const person = state.get('person', owner);
    if (person) return person.data.calling ? [person] : [];
    const other = state.get('location', owner) ?? state.get('workspace', owner) ?? state.get('virtualLine', owner);
    return other ? [other] : [];
  });
  return [...features, ...owners];
}

function readUsage(context: RequestContext): Reply {
  callingLocation(context);
  return {
    status: 200,
    body: {
      totalFileSizeUsedKB: 0,
      maxAudioFileSizeAllowedKB: 8192,
      maxVideoFileSizeAllowedKB: 122880,
      totalFileSizeLimitMB: 1024,
    },
  };
}

const MUSIC_DEFAULTS = { mohEnabled: true, greeting: 'DEFAULT' };

function readMusic(context: RequestContext): Reply {
  const { location } = callingLocation(context);
  const music = merge(MUSIC_DEFAULTS, readSetting(context.seen, location, 'musicOnHold') ?? {});
  return { status: 200, body: { ...music, mohLocationEnabled: music.mohEnabled } };
}

function writeMusic(context: RequestContext, music: z.output<typeof musicOnHold>): Reply {
  const { location } = callingLocation(context);
  requireAudio(context.state, location, music);
  writeSetting(context.state, location, 'musicOnHold', music);
  return NO_CONTENT;
}
