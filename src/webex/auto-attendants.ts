import { z } from 'zod';
import { type AlternateNumber, alternateNumbers } from './alternate-numbers.ts';
import { type AudioFile, audioFile } from './announcements.ts';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

export interface AttendantMenu {
  readonly greeting: string;
  readonly audioAnnouncementFile?: AudioFile;
  readonly extensionEnabled: boolean;
  readonly keyConfigurations: readonly {
    readonly key: string;
    readonly action: string;
    readonly description?: string;
    readonly value?: string;
    readonly audioAnnouncementFile?: AudioFile;
  }[];
}

export interface NewAutoAttendant {
  readonly name: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
  readonly alternateNumbers?: readonly AlternateNumber[];
  readonly languageCode: string;
  readonly timeZone: string;
  /** Name of the schedule, not its id. */
  readonly businessSchedule: string;
  readonly holidaySchedule?: string;
  readonly extensionDialing: 'ENTERPRISE' | 'GROUP';
  readonly nameDialing: 'ENTERPRISE' | 'GROUP';
  readonly businessHoursMenu: AttendantMenu;
  readonly afterHoursMenu: AttendantMenu;
}

const key = z.object({
  key: z.string(),
  action: z.string(),
  description: z.string().optional(),
  value: z.string().optional(),
  audioAnnouncementFile: audioFile.optional(),
});
const menu = z.object({
  greeting: z.string().optional(),
  audioAnnouncementFile: audioFile.optional(),
  extensionEnabled: z.boolean().optional(),
  /** The published schema types it as one object; it is an array in practice. */
  keyConfigurations: z.union([z.array(key), key.transform((one) => [one])]).default([]),
});
export type WebexMenu = z.output<typeof menu>;

const listed = z.object({
  id: z.string(),
  name: z.string(),
  phoneNumber: z.string().optional(),
  extension: z.string().optional(),
});
const autoAttendant = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean().optional(),
  phoneNumber: z.string().optional(),
  extension: z.string().optional(),
  alternateNumbers: alternateNumbers.optional(),
  languageCode: z.string().optional(),
  timeZone: z.string().optional(),
  businessSchedule: z.string().optional(),
  holidaySchedule: z.string().optional(),
  extensionDialing: z.string().optional(),
  nameDialing: z.string().optional(),
  businessHoursMenu: menu.optional(),
  afterHoursMenu: menu.optional(),
});
export type WebexAutoAttendant = z.output<typeof autoAttendant>;

export function autoAttendantsApi(caller: Caller) {
  const base = (locationId: string): string =>
    `/telephony/config/locations/${encodeURIComponent(locationId)}/autoAttendants`;
  const one = (locationId: string, id: string): string => `${base(locationId)}/${encodeURIComponent(id)}`;

  return {
    list: (filter: { readonly locationId: string }, call: OrgCall): Promise<z.output<typeof listed>[]> =>
      caller.list('autoAttendants', listed, inOrg(call, '/telephony/config/autoAttendants', filter), call.signal),

    get: (locationId: string, id: string, call: OrgCall): Promise<WebexAutoAttendant | undefined> =>
      caller.find(autoAttendant, inOrg(call, one(locationId, id)), call.signal),

    create: (
      locationId: string,
      body: NewAutoAttendant,
      call: OrgCall,
    ): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, base(locationId)), body }, call.signal),

    update: (locationId: string, id: string, body: NewAutoAttendant, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, one(locationId, id)), body }, call.signal),

    remove: (locationId: string, id: string, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, one(locationId, id)) }, call.signal),
  };
}
export type AutoAttendantsApi = ReturnType<typeof autoAttendantsApi>;
