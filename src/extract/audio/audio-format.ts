import type { AudioContainer, AudioFormat } from '../../domain/source-audio.ts';

const MARKS: readonly { readonly container: AudioContainer; readonly at: number; readonly bytes: string }[] = [
  // RIFF also holds pictures and films: the word behind the length says which.
  { container: 'WAV', at: 8, bytes: '57415645' },
  { container: 'MP3', at: 0, bytes: '494433' },
  { container: 'WMA', at: 0, bytes: '3026b2758e66cf11' },
  { container: 'MP4', at: 4, bytes: '66747970' },
  { container: 'OGG', at: 0, bytes: '4f676753' },
  { container: 'FLAC', at: 0, bytes: '664c6143' },
  { container: 'AU', at: 0, bytes: '2e736e64' },
  { container: 'AIFF', at: 0, bytes: '464f524d' },
];
/** An MP3 file without tags begins with a frame: eleven bits set, then a layer that is not reserved. */
const MP3_FRAME = /^fff[23ab]/;

/** Whether a file is audio, told by its first bytes and never by its name. */
export function audioContainer(head: Buffer): AudioContainer | undefined {
  const hex = (at: number, length: number): string => head.subarray(at, at + length).toString('hex');
  const mark = MARKS.find(({ at, bytes }) => hex(at, bytes.length / 2) === bytes);
  if (mark?.container === 'WAV') return head.subarray(0, 4).toString('latin1') === 'RIFF' ? 'WAV' : undefined;
  return mark?.container ?? (MP3_FRAME.test(hex(0, 2)) ? 'MP3' : undefined);
}

/** Codes of the `fmt ` chunk that telephony knows. */
const CODINGS: Readonly<Record<number, string>> = { 1: 'PCM', 6: 'A-law', 7: 'µ-law' };
/** The code stands in the first bytes of a further field. */
const EXTENSIBLE = 0xfffe;

/**
 * Reads the header of a WAV file: chunks of a name, a length and content, of which `fmt ` and `data` count.
 *
 * @param head - first bytes, enough to hold the header
 * @param bytes - length of the whole file: some writers leave the length of the data at 0 or at its largest
 */
export function readWaveHeader(head: Buffer, bytes: number): AudioFormat {
  let format: Omit<AudioFormat, 'container' | 'seconds'> = {};
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= head.length; ) {
    const name = head.subarray(at, at + 4).toString('latin1');
    const length = head.readUInt32LE(at + 4);
    const content = head.subarray(at + 8, at + 8 + length);
    if (name === 'fmt ' && content.length >= 16) {
      const code = content.readUInt16LE(0);
      const real = code === EXTENSIBLE && content.length >= 26 ? content.readUInt16LE(24) : code;
      bytesPerSecond = content.readUInt32LE(8);
      format = {
        coding: CODINGS[real] ?? `code ${real}`,
        channels: content.readUInt16LE(2),
        sampleRate: content.readUInt32LE(4),
        bits: content.readUInt16LE(14),
      };
    }
    if (name === 'data') {
      const data = Math.min(length === 0 ? Number.POSITIVE_INFINITY : length, bytes - at - 8);
      const seconds = bytesPerSecond === 0 ? {} : { seconds: Math.round((data / bytesPerSecond) * 10) / 10 };
      return { container: 'WAV', ...format, ...seconds };
    }
    // Chunks begin at even places.
    at += 8 + length + (length % 2);
  }
  return { container: 'WAV', ...format };
}
