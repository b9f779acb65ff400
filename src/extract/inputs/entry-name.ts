/**
 * Name of something inside an archive as it is shown: `night.tar!portland/users.xml`.
 *
 * Nothing is ever written under such a name. It is cleaned all the same, because it goes into reports and error
 * messages: no root, no drive, no way upwards, no control characters.
 */
export function entryName(archive: string, written: string): string {
  return `${archive}!${partsOf(written).join('/') || 'unnamed'}`;
}

/** Hidden files and what macOS adds to archives are passed over, as they are in folders. */
export function isHidden(written: string): boolean {
  return partsOf(written).some((part) => part.startsWith('.') || part === '__MACOSX');
}

function partsOf(written: string): string[] {
  return written
    .replace(/^[A-Za-z]:/, '')
    .split(/[/\\]/)
    .map((part) => part.replace(/\p{Cc}/gu, '?'))
    .filter((part) => part !== '' && part !== '.' && part !== '..');
}
