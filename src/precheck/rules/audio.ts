import { unusualFormat, whyUnfit } from '../../domain/audio-fitness.ts';
import type { SourceAudio } from '../../domain/source-audio.ts';
import { type CustomerFacts, withoutKind } from '../facts.ts';
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
] as const satisfies readonly AnyRule[];

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
