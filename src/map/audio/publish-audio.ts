import { ANNOUNCEMENT_LIMITS } from '../../domain/announcements.ts';
import { whyUnfit } from '../../domain/audio-fitness.ts';
import type { MigrationConfig } from '../../domain/config.ts';
import type { SourceAudio } from '../../domain/source-audio.ts';

/** The address under which Webex fetches a file, or why it cannot. */
export function publishedAt(
  config: MigrationConfig,
  file: SourceAudio,
): { readonly uri: string } | { readonly missing: string } {
  const unfit = whyUnfit(file);
  if (unfit !== undefined) return { missing: `${file.inside} ${unfit}` };
  const { announcements } = config;
  if (announcements === undefined) {
    return { missing: `migration.yaml does not say where ${file.inside} is published (announcements.baseUri)` };
  }
  const below = pathBelow(announcements.files, file);
  if (below === undefined) return { missing: `${file.path} lies outside announcements.files (${announcements.files})` };
  const path = below.split('/').map(encodeURIComponent).join('/');
  const uri = `${announcements.baseUri.replace(/\/+$/, '')}/${path}`;
  return uri.length > ANNOUNCEMENT_LIMITS.fileUri
    ? { missing: `the address of ${file.inside} has more than ${ANNOUNCEMENT_LIMITS.fileUri} characters` }
    : { uri };
}

/** @returns `undefined` where the file lies outside the folder that is published */
function pathBelow(folder: string | undefined, { path, inside }: SourceAudio): string | undefined {
  const plain = folder?.replaceAll('\\', '/').replace(/^(?:\.\/)+|\/+$/g, '');
  if (plain === undefined || plain === '' || plain === '.') return inside;
  for (const whole of [inside, path.replaceAll('\\', '/')]) {
    if (whole.startsWith(`${plain}/`)) return whole.slice(plain.length + 1);
  }
  // The published folder itself was handed over, by another way to it.
  return path.replaceAll('\\', '/').endsWith(`/${plain}/${inside}`) ? inside : undefined;
}
