import { isAssignedTo, plainOwner } from '../../domain/announcements.ts';
import { unusualFormat, whyUnfit } from '../../domain/audio-fitness.ts';
import { withoutKind } from '../../domain/draft-id.ts';
import type { Draft } from '../../domain/drafts.ts';
import type { SourceAudio } from '../../domain/source-audio.ts';
import type { CustomerFacts } from '../facts.ts';
import type { AnyRule } from '../rule.ts';

/** Audio files that lie among the captures, and what becomes of them. */
export const AUDIO_RULES = [
  {
    id: 'audio-unfit',
    severity: 'warning',
    on: 'customer',
    summary: 'An audio file beside the captures is WAV and has at most 8 MB.',
    hint: 'Convert it, for example with `ffmpeg -i FILE -ac 1 -ar 8000 -c:a pcm_mulaw FILE.wav`, put it beside the captures, extract and map again.',
    check: (customer, facts) =>
      audioOf(customer.id, facts).flatMap((file) => {
        const unfit = whyUnfit(file);
        return unfit === undefined ? [] : [`${file.path} ${unfit}`];
      }),
  },
  {
    id: 'announcement-format-unusual',
    severity: 'warning',
    on: 'announcement',
    summary: 'An announcement has the form of telephony: mono, 8 or 16 kHz, PCM of 8 or 16 bits or G.711.',
    hint: 'Webex may refuse it or play it badly. Convert it, for example with `ffmpeg -i FILE -ac 1 -ar 8000 -c:a pcm_mulaw FILE.wav`, then extract and map again.',
    field: 'digest',
    check({ data }, facts) {
      const file = facts.source?.audio.find(({ digest }) => digest === data.digest);
      const odd = file && unusualFormat(file.format);
      return odd === undefined ? undefined : `${data.fileName} has ${odd}`;
    },
  },
  {
    id: 'audio-unused',
    severity: 'info',
    on: 'customer',
    summary: 'Lists audio files beside the captures that nobody plays.',
    hint: 'Nothing has to be done, unless a greeting is missing: then say who plays it under `announcements.assign` in migration.yaml.',
    check(customer, facts) {
      const played = new Set(facts.ofKind('announcement').map(({ data }) => data.digest));
      return audioOf(customer.id, facts).flatMap((file) =>
        played.has(file.digest) || whyUnfit(file) !== undefined ? [] : [`nobody plays ${file.path}`],
      );
    },
  },
  {
    id: 'announcement-assignment-unused',
    severity: 'warning',
    on: 'customer',
    summary: 'Whoever `announcements.assign` of migration.yaml names is there, and plays its own audio in that place.',
    hint: 'Correct the owner, the place or the file in migration.yaml, then map again. The loss list tells of audio that is missing.',
    check(customer, facts) {
      const { owners, toldTo } = facts.shared.assignedToNobody;
      const strangers = toldTo === customer.id ? owners : [];
      return [
        ...strangers.map((owner) => `nobody is called ${owner}, to whom migration.yaml assigns audio`),
        ...assignments(facts).flatMap(({ owner, places }) => {
          const drafts = playing(facts, owner);
          const unused = places.filter((place) => !drafts.some((draft) => playsAssigned(draft, place)));
          return unused.map((place) => `${owner} plays no audio of migration.yaml as ${place}`);
        }),
      ];
    },
  },
] as const satisfies readonly AnyRule[];

/** Entries of `announcements.assign` about users, virtual users and groups of the customer. */
function assignments({ config, source }: CustomerFacts) {
  const entries = Object.entries(config.announcements?.assign ?? {});
  if (entries.length === 0 || source === undefined) return [];
  const { users, instances, groups } = source;
  const known = new Set([...users, ...instances, ...groups].map(({ key }) => plainOwner(key)));
  return entries.flatMap(([owner, files]) =>
    known.has(plainOwner(owner)) ? [{ owner, places: Object.keys(files) }] : [],
  );
}

/** What may play audio of an owner: its menus, messages and music. */
function playing(facts: CustomerFacts, owner: string): readonly Draft[] {
  const drafts: readonly Draft[] = [
    ...facts.ofKind('autoAttendant'),
    ...facts.ofKind('callQueue'),
    ...facts.ofKind('locationMusic'),
    ...facts.ofKind('setting'),
  ];
  const plain = plainOwner(owner);
  return drafts.filter(({ from }) => plainOwner(withoutKind(from)) === plain);
}

function playsAssigned({ why }: Draft, place: string): boolean {
  return Object.values(why).some(({ rule, note }) => rule === 'audio-assigned' && isAssignedTo(note, place));
}

/**
 * Files in the folders of the groups of a customer; what lies in no group's folder is told with an enterprise, for the
 * groups of a service provider are very many customers.
 */
function audioOf(customer: string, { source }: CustomerFacts): readonly SourceAudio[] {
  if (source === undefined || source.audio.length === 0) return [];
  const groups = new Set(source.groups.map(({ key }) => key));
  const shared = !withoutKind(customer).includes('/');
  return source.audio.filter(({ groupKey }) => (groupKey === undefined ? shared : groups.has(groupKey)));
}
