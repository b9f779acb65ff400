import { joinKey } from '../domain/keys.ts';
import type { AudioFormat, SourceAudio } from '../domain/source-audio.ts';
import type { Db } from './open.ts';

interface AudioRow {
  readonly path: string;
  readonly inside: string;
  readonly digest: string;
  readonly bytes: number;
  readonly format: string;
}

/** Of a file that was read again with other bytes the later reading counts. */
const CURRENT = `SELECT path, inside, source_audio.digest, source_audio.bytes, format FROM source_audio
  JOIN source_file ON source_file.id = file_id
  WHERE settled = 1 AND NOT EXISTS (SELECT 1 FROM source_file AS later JOIN source_audio AS again ON again.file_id = later.id
    WHERE later.path = source_file.path AND later.settled = 1 AND later.id > source_file.id)
  ORDER BY path`;

/** Audio files of the snapshot, each with the group in whose folder it lies. */
export function readAudioFiles(db: Db): readonly SourceAudio[] {
  const rows = db.prepare<[], AudioRow>(CURRENT).all();
  if (rows.length === 0) return [];
  const groups = new Set(db.prepare<[], string>('SELECT key FROM bw_group').pluck().all());
  return rows.map(({ format, ...row }) => {
    const groupKey = groupOf(row.path, groups);
    // Written by `addAudio`.
    return { ...row, format: JSON.parse(format) as AudioFormat, ...(groupKey === undefined ? {} : { groupKey }) };
  });
}

/** The group whose two folders, `<provider>/<group>`, stand deepest in a path. */
function groupOf(path: string, groups: ReadonlySet<string>): string | undefined {
  const folders = path
    .slice(path.lastIndexOf('!') + 1)
    .replaceAll('\\', '/')
    .split('/')
    .slice(0, -1);
  for (let at = folders.length - 1; at > 0; at--) {
    const key = keyOf(folders[at - 1] ?? '', folders[at] ?? '');
    if (key !== undefined && groups.has(key)) return key;
  }
  return undefined;
}

/** Folders are named after keys, percent-encoded or plainly. */
function keyOf(provider: string, group: string): string | undefined {
  try {
    return joinKey(decodeURIComponent(provider), decodeURIComponent(group));
  } catch {
    // A `%` that is no escape: this folder was not named after a key.
    return undefined;
  }
}

/** Writes what was read of one audio file. */
export function audioWriter(db: Db) {
  const insert = db.prepare<[number | bigint, string, string, number, string]>(
    'INSERT INTO source_audio (file_id, inside, digest, bytes, format) VALUES (?, ?, ?, ?, ?)',
  );
  return (file: number | bigint, { inside, digest, bytes, format }: Omit<SourceAudio, 'path' | 'groupKey'>): void =>
    void insert.run(file, inside, digest, bytes, JSON.stringify(format));
}
