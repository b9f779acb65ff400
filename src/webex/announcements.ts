import { z } from 'zod';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

/** The target fetches the file from `fileUri` while it answers. */
export interface NewAnnouncement {
  readonly name: string;
  readonly fileUri: string;
  readonly fileName: string;
  readonly isTextToSpeech: boolean;
}

/** How attendants, settings and locations name an announcement. */
export interface AudioFile {
  readonly id: string;
  readonly fileName: string;
  readonly mediaFileType: 'WAV';
  readonly level: 'LOCATION';
}
/** The same as queues name it. */
export interface QueueAudioFile {
  readonly id: string;
  readonly name: string;
  readonly mediaFileType: 'WAV';
  readonly level: 'LOCATION';
}

/** Of an answer: which announcement is played. */
export const audioFile = z.object({ id: z.string(), fileName: z.string().optional() });

const listed = z.object({ id: z.string(), name: z.string(), fileName: z.string().optional() });
const announcement = listed.extend({ featureReferenceCount: z.number().optional() });
export type WebexAnnouncement = z.output<typeof announcement>;
const music = z.object({
  mohEnabled: z.boolean().optional(),
  greeting: z.string().optional(),
  audioAnnouncementFile: audioFile.optional(),
});
export interface LocationMusic {
  readonly mohEnabled?: boolean;
  readonly greeting: 'DEFAULT' | 'CUSTOM';
  readonly audioAnnouncementFile?: AudioFile;
}

/** The repository of announcements of a location, and its music on hold. */
export function announcementsApi(caller: Caller) {
  const place = (locationId: string): string => `/telephony/config/locations/${encodeURIComponent(locationId)}`;
  const base = (locationId: string): string => `${place(locationId)}/announcements`;
  const one = (locationId: string, id: string): string => `${base(locationId)}/${encodeURIComponent(id)}`;
  const musicOf = (locationId: string): string => `${place(locationId)}/musicOnHold`;

  return {
    /** There is no list below a location: that of the organisation is narrowed down to it. */
    list: (locationId: string, name: string, call: OrgCall): Promise<z.output<typeof listed>[]> =>
      caller.list(
        'announcements',
        listed,
        inOrg(call, '/telephony/config/announcements', { locationId, name }),
        call.signal,
      ),

    /** All of a location. */
    inLocation: (locationId: string, call: OrgCall): Promise<z.output<typeof listed>[]> =>
      caller.list('announcements', listed, inOrg(call, '/telephony/config/announcements', { locationId }), call.signal),

    get: (locationId: string, id: string, call: OrgCall): Promise<WebexAnnouncement | undefined> =>
      caller.find(announcement, inOrg(call, one(locationId, id)), call.signal),

    create: (
      locationId: string,
      body: NewAnnouncement,
      call: OrgCall,
    ): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, base(locationId)), body }, call.signal),

    update: (locationId: string, id: string, body: NewAnnouncement, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, one(locationId, id)), body }, call.signal),

    remove: (locationId: string, id: string, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, one(locationId, id)) }, call.signal),

    getMusic: (locationId: string, call: OrgCall): Promise<z.output<typeof music> | undefined> =>
      caller.find(music, inOrg(call, musicOf(locationId)), call.signal),

    putMusic: (locationId: string, body: LocationMusic, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, musicOf(locationId)), body }, call.signal),
  };
}
export type AnnouncementsApi = ReturnType<typeof announcementsApi>;
