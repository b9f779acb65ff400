/** Where audio can be played, as `announcements.assign` of `migration.yaml` names it. */
export const AUDIO_PLACES = [
  'businessHoursMenu',
  'afterHoursMenu',
  'holidayMenu',
  'welcome',
  'comfort',
  'comfortBypass',
  'music',
  'internalMusic',
  'whisper',
  'overflow',
  'holidayService',
  'nightService',
  'nightServiceByHand',
  'forcedForward',
  'strandedCalls',
  'musicOnHold',
] as const;
/** Submenus of an attendant are named: `submenu/Support`; so are keys that play something: `key/businessHoursMenu/7`. */
export type AudioPlace = (typeof AUDIO_PLACES)[number] | `submenu/${string}` | `key/${string}`;

/** Reason of a field whose audio `announcements.assign` names, so that `precheck` sees which of its entries are used. */
export function assignedNote(file: string, place: AudioPlace): string {
  return `migration.yaml assigns ${file} as ${place}`;
}

/** Whether a reason is that of an assignment to this place. */
export function isAssignedTo(note: string | undefined, place: string): boolean {
  return note?.startsWith('migration.yaml assigns ') === true && note.endsWith(` as ${place}`);
}

/** Owners compare by their plain key, without case: a person writes them by hand. */
export function plainOwner(key: string): string {
  return key
    .split('/')
    .map((part) => (/^(?:[^%]|%[0-9A-Fa-f]{2})*$/.test(part) ? decodeURIComponent(part) : part))
    .join('/')
    .toLowerCase();
}

/** What the target takes for one announcement. */
export const ANNOUNCEMENT_LIMITS = { bytes: 8 * 1024 * 1024, name: 256, fileName: 80, fileUri: 256 } as const;

/** An audio file in the repository of a location. Webex fetches it from its address; nobody sends it the bytes. */
export interface AnnouncementData {
  /** Draft id. */
  readonly location: string;
  /** At most 256 characters, once in a location. */
  readonly name: string;
  /** At most 80 characters, with its `.wav`. */
  readonly fileName: string;
  /** Where the file is published, at most 256 characters. */
  readonly fileUri: string;
  /** SHA-256 of the bytes, in hex. */
  readonly digest: string;
}

/** What callers hear in a location while they are on hold or parked. */
export interface LocationMusicData {
  /** Draft id. */
  readonly location: string;
  readonly enabled: boolean;
  /** Missing: the music of the target. */
  readonly announcement?: string;
}

/** One message of a queue, its audio by draft id. Without audio of its own the target's is played. */
export interface QueueMessage<Audio = string> {
  readonly enabled: boolean;
  /** At most four, played one after another. */
  readonly audio: readonly Audio[];
  /** It has audio of its own that was not found: what somebody puts there by hand stays. */
  readonly unfound?: true;
}

/** What waiting callers hear, as far as it was captured; a message that is missing stays as the target has it. */
export interface QueueMessages<Audio = string> {
  /** `always`: also callers who need not wait hear it to its end. */
  readonly welcome?: QueueMessage<Audio> & { readonly always: boolean };
  /** `seconds` between two times. */
  readonly comfort?: QueueMessage<Audio> & { readonly seconds?: number };
  /** In place of comfort, for callers who are about to be served; `seconds` of waiting behind which they are not. */
  readonly comfortBypass?: QueueMessage<Audio> & { readonly seconds?: number };
  readonly music?: QueueMessage<Audio>;
  /** For callers from inside; only together with `music`. */
  readonly internalMusic?: QueueMessage<Audio>;
  /** What the agent hears before the call is connected. */
  readonly whisper?: QueueMessage<Audio>;
}
export type QueueMessageName = keyof QueueMessages;

/** All that a queue plays, its services apart. */
export function audioOfQueue<Audio>(queue: {
  readonly messages?: QueueMessages<Audio>;
  readonly overflow: { readonly audio?: readonly Audio[] };
}): readonly Audio[] {
  const messages: readonly QueueMessage<Audio>[] = Object.values(queue.messages ?? {});
  return [...messages.flatMap(({ audio }) => audio), ...(queue.overflow.audio ?? [])];
}
