/** An audio file that lay among the captures: what of it counts, never its bytes. */
export interface SourceAudio {
  /** As the operator would name it; inside an archive behind the `!` of that one. */
  readonly path: string;
  /** Below the folder or archive that was handed over: `acme/north/welcome.wav`. */
  readonly inside: string;
  /** Key of the group in whose folder (`<provider>/<group>/…`) it lies. */
  readonly groupKey?: string;
  /** SHA-256 of the bytes, in hex. */
  readonly digest: string;
  readonly bytes: number;
  readonly format: AudioFormat;
}

/** What the header of an audio file says. Only that of a WAV file is read further. */
export interface AudioFormat {
  readonly container: AudioContainer;
  /** `PCM`, `A-law`, `µ-law`, or the number of another code. */
  readonly coding?: string;
  readonly channels?: number;
  /** Hz. */
  readonly sampleRate?: number;
  readonly bits?: number;
  readonly seconds?: number;
}

export type AudioContainer = 'WAV' | 'MP3' | 'WMA' | 'MP4' | 'OGG' | 'FLAC' | 'AU' | 'AIFF';
