import type { QueueMessage, QueueMessages } from '../domain/announcements.ts';
import type { DraftId } from '../domain/draft-id.ts';
import type { DraftOf } from '../domain/drafts.ts';
import type { CallQueueData, MenuData, MenuKeyData } from '../domain/feature-data.ts';
import type {
  AnnouncementStep,
  AudioRef,
  CallQueueStep,
  LocationMusicStep,
  SpokenKey,
  SpokenMenu,
} from '../domain/plan-features.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { labelOf } from './draft-index.ts';
import { nameOf } from './location-name.ts';
import { stepBase } from './step-identity.ts';

/** Audio comes before everything that plays it; the music of a location comes with it. */
export function addAnnouncementSteps(context: BuildContext): void {
  for (const draft of context.drafts.of(context.customer.id, 'announcement')) addAnnouncement(context, draft);
  for (const draft of context.drafts.of(context.customer.id, 'locationMusic')) addLocationMusic(context, draft);
}

function addAnnouncement(context: BuildContext, draft: DraftOf<'announcement'>): void {
  const { location, ...data } = draft.data;
  const place = context.locations.get(location);
  if (place === undefined) {
    context.omit('announcement', draft, 'its location was not mapped', true);
    return;
  }
  const payload: AnnouncementStep['payload'] = { ...data, customer: context.customerStep, location: place.location };
  const identity = {
    draft: draft.id,
    customer: context.customer.id,
    naturalKey: `${nameOf(context, location)}/${data.name}`,
    label: labelOf(draft),
    hard: [place.calling],
  };
  const step: AnnouncementStep = { ...stepBase('announcement', identity, payload), kind: 'announcement', payload };
  if (context.add(step, blockedNote(context, draft.id))) context.announcements.set(draft.id, step.id);
}

function addLocationMusic(context: BuildContext, draft: DraftOf<'locationMusic'>): void {
  const { location, enabled, announcement } = draft.data;
  const place = context.locations.get(location);
  if (place === undefined) {
    context.omit('locationMusic', draft, 'its location was not mapped', true);
    return;
  }
  const audio = audioOf(context, announcement);
  const payload: LocationMusicStep['payload'] = {
    customer: context.customerStep,
    location: place.location,
    enabled,
    ...(audio === undefined ? {} : { audio }),
  };
  const name = nameOf(context, location);
  const identity = {
    draft: draft.id,
    customer: context.customer.id,
    naturalKey: name,
    label: `music on hold of ${name}`,
    hard: [place.calling, audio?.step],
  };
  const step: LocationMusicStep = { ...stepBase('locationMusic', identity, payload), kind: 'locationMusic', payload };
  context.add(step, blockedNote(context, draft.id));
}

/** The announcement as whoever plays it names it; `undefined` where there is none, or none that can be made. */
export function audioOf(context: BuildContext, id: DraftId | undefined): AudioRef | undefined {
  const step = id === undefined ? undefined : context.announcements.get(id);
  const draft = id === undefined ? undefined : context.drafts.get(id);
  if (step === undefined || draft?.kind !== 'announcement') return undefined;
  return { step, name: draft.data.name, fileName: draft.data.fileName };
}

/** A menu with its audio. A custom greeting without any is played as the default one: whoever let it pass knows. */
export function spokenMenu(
  context: BuildContext,
  { announcement, greeting: _greeting, keys, ...menu }: MenuData,
): SpokenMenu {
  const audio = audioOf(context, announcement);
  return {
    ...menu,
    keys: keys.flatMap((key) => spokenKey(context, key) ?? []),
    ...(audio === undefined ? {} : { audio }),
  };
}

/** A key with what it plays; `undefined` for one whose audio cannot be made: callers who press it would hear nothing. */
export function spokenKey(context: BuildContext, { announcement, ...key }: MenuKeyData): SpokenKey | undefined {
  if (announcement === undefined) return key;
  const audio = audioOf(context, announcement);
  return audio && { ...key, audio };
}

/** The messages of a queue with their audio; what cannot be made is left out. */
export function spokenMessages(
  context: BuildContext,
  messages: QueueMessages | undefined,
): { readonly messages?: QueueMessages<AudioRef> } {
  if (messages === undefined) return {};
  const all: readonly [string, QueueMessage][] = Object.entries(messages);
  const spoken = all.map(([name, message]) => [
    name,
    { ...message, audio: message.audio.flatMap((id) => audioOf(context, id) ?? []) },
  ]);
  // The same names with the same fields: only what stands for the audio is another.
  return { messages: Object.fromEntries(spoken) as QueueMessages<AudioRef> };
}

/** What a queue plays before it overflows; what cannot be made is left out. */
export function spokenOverflow(
  context: BuildContext,
  { audio, ...overflow }: CallQueueData['overflow'],
): CallQueueStep['payload']['overflow'] {
  const spoken = (audio ?? []).flatMap((id) => audioOf(context, id) ?? []);
  return spoken.length === 0 ? overflow : { ...overflow, audio: spoken };
}
