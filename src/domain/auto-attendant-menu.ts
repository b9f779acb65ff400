import type { MediaFile } from './media-file.ts';

export interface AutoAttendantKey {
  readonly key: string;
  readonly description?: string;
  readonly action: string;
  readonly phoneNumber?: string;
  readonly submenuId?: string;
  /** What the key plays, as BroadWorks names it. */
  readonly audioFile?: MediaFile;
}

export interface AutoAttendantMenu {
  readonly announcementSelection?: string;
  /** The recording of a personal greeting, as BroadWorks names it. */
  readonly audioFile?: MediaFile;
  readonly enableFirstMenuLevelExtensionDialing?: boolean;
  readonly keys: readonly AutoAttendantKey[];
}
