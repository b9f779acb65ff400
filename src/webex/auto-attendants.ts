import { z } from 'zod';
import { type AlternateNumber, alternateNumbers } from './alternate-numbers.ts';
import { type AudioFile, audioFile } from './announcements.ts';
import type { Caller } from './call.ts';
import { featuresInLocation } from './features-in-location.ts';

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
  return featuresInLocation<typeof listed, typeof autoAttendant, NewAutoAttendant, NewAutoAttendant>(caller, {
    path: 'autoAttendants',
    member: 'autoAttendants',
    listed,
    one: autoAttendant,
  });
}
export type AutoAttendantsApi = ReturnType<typeof autoAttendantsApi>;
