import { type BodyElement, child, text } from '../../domain/response-body.ts';
import type { MusicSource } from '../../domain/source-policies.ts';
import { present } from '../present.ts';
import { mediaFileOf } from './voice-mail.ts';

/** What plays to callers on hold, of a group or of a user. */
export function musicSource(source: BodyElement | undefined): MusicSource | undefined {
  if (source === undefined) return undefined;
  const custom = child(source, 'customSource') ?? source;
  const external = child(source, 'externalSource', 'accessDeviceEndpoint') ?? child(source, 'accessDeviceEndpoint');
  return present<MusicSource>({
    selection: text(source, 'messageSourceSelection') ?? text(source, 'messageSelection'),
    audioFile: mediaFileOf(custom, 'audioFile') ?? mediaFileOf(custom, 'audioFile1'),
    videoFile: mediaFileOf(custom, 'videoFile'),
    linePort: external && text(external, 'linePort'),
  });
}
