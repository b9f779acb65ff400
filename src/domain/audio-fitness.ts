import { ANNOUNCEMENT_LIMITS } from './announcements.ts';
import type { AudioFormat, SourceAudio } from './source-audio.ts';

/** Why the target would refuse the file, whatever its address. */
export function whyUnfit({ bytes, format }: Pick<SourceAudio, 'bytes' | 'format'>): string | undefined {
  if (format.container !== 'WAV') return `is ${format.container}, and Webex takes WAV alone`;
  if (bytes > ANNOUNCEMENT_LIMITS.bytes) {
    return `has ${(bytes / 2 ** 20).toFixed(1)} MB, and Webex takes 8 MB`;
  }
  if (format.coding === undefined) return 'has no WAV header that says how it is coded';
  return undefined;
}

/** Rates of telephony, in Hz. */
const RATES: readonly (number | undefined)[] = [8000, 16_000];

/** What phones may not play although it is WAV: telephony is mono, 8 or 16 kHz, PCM or G.711. */
export function unusualFormat({ coding, channels, sampleRate, bits }: AudioFormat): string | undefined {
  const odd = [
    ...(channels === 1 ? [] : [`${channels} channels`]),
    ...(RATES.includes(sampleRate) ? [] : [`${sampleRate} Hz`]),
    ...(coding?.startsWith('code ') ? [`a coding that telephony does not know (${coding})`] : []),
    ...(coding === 'PCM' && bits !== 8 && bits !== 16 ? [`${bits} bits`] : []),
  ];
  return odd.length === 0 ? undefined : odd.join(', ');
}
