import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Info, parse } from 'csv-parse';
import { type CsvError, parse as parseNow } from 'csv-parse/sync';
import { MigrationError } from '../domain/errors.ts';
import { toBatch } from '../domain/response-batch.ts';
import type { BodyElement } from '../domain/response-body.ts';
import { settingsOf } from '../domain/settings.ts';
import type { ExtractIssue, StoredResponse } from '../domain/snapshot.ts';
import { bytesOf, tableText } from '../domain/table-text.ts';
import type { Bytes } from './inputs/byte-source.ts';
import {
  OVERLAY_BASE,
  OVERLAY_HEADINGS,
  type OverlayColumns,
  overlayColumns,
  overlayLacks,
  overlayOwner,
} from './overlay-columns.ts';
import type { FileFacts, FileSink } from './ports.ts';

const DELIMITERS = [',', ';', '\t'] as const;
/** An overlay is a table that people write; what is larger is something else. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * Whether a file is a table of values that BroadWorks lacks: its first line names a key (user id, number or group) and
 * at least one field. Told by content, like everything else.
 *
 * @param head - first bytes of the file
 */
export function looksLikeOverlay(head: Buffer): boolean {
  const line = tableText(head, true).text.split(/\r?\n/, 1)[0] ?? '';
  if (line.includes('<') || line.length > 400) return false;
  return DELIMITERS.some((delimiter) => headingsOf(line, delimiter) !== undefined);
}

/** A table that somebody took for an overlay, whose headings say too little: what it lacks, and what to do. */
export function nearlyOverlay(name: string, head: Buffer): MigrationError | undefined {
  const line = tableText(head, true).text.split(/\r?\n/, 1)[0] ?? '';
  const headings = DELIMITERS.map((delimiter) => line.split(delimiter).map((cell) => cell.trim())).find(
    (cells) => cells.length > 1 && cells.every((cell) => /^"?\p{L}[\p{L}\p{N} _.-]{0,40}"?$/u.test(cell)),
  );
  if (headings === undefined) return undefined;
  const { keys, user, group } = OVERLAY_HEADINGS;
  return new MigrationError('SOURCE_NOT_XML', `a table: ${overlayLacks(headings)}`, {
    place: { where: name },
    hint: `An overlay has a column ${keys.join(' or ')}, and for people ${user.join(', ')}; for groups ${group.join(', ')}.`,
  });
}

/**
 * Reads an overlay. Each row is stored like a response, so that it has a place, a later copy replaces an earlier one and
 * a file can be forgotten; the projection applies it last.
 *
 * @throws {MigrationError} `SOURCE_MALFORMED` with the line where the table itself is broken
 */
export async function readOverlay(name: string, source: Bytes, sink: FileSink): Promise<FileFacts> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES)
      throw new MigrationError('SOURCE_LIMIT', 'an overlay of more than 64 MiB', { place: { where: name } });
  }
  const whole = Buffer.concat(chunks);
  const { text, encoding, mark } = tableText(whole);
  const parsed = Buffer.from(text);
  const first = text.split(/\r?\n/, 1)[0] ?? '';
  const delimiter = DELIMITERS.find((candidate) => headingsOf(first, candidate) !== undefined) ?? ',';
  const responses: StoredResponse[] = [];
  const issues: ExtractIssue[] = [];
  const seen = new Map<string, { readonly line: number; readonly body: string | undefined }>();
  let headings: readonly string[] = [];
  let columns: OverlayColumns | undefined;
  // The parser counts what it is given; a place is told in bytes of the file.
  let [start, behind] = [mark, 0];
  try {
    const records = Readable.from([parsed]).pipe(
      parse({ delimiter, info: true, bom: true, trim: true, skip_empty_lines: true, relax_column_count: true }),
    );
    for await (const { record, info } of records as AsyncIterable<{ record: string[]; info: Info }>) {
      const place = { line: info.lines, offset: start };
      start += bytesOf(parsed.toString('utf8', behind, info.bytes), encoding);
      behind = info.bytes;
      if (columns === undefined) {
        headings = record;
        columns = overlayColumns(record);
        for (const { heading, meant } of columns?.unknown ?? []) {
          const near = meant === undefined ? '' : `; did you mean "${meant}"?`;
          issues.push(warning('overlay-column', `column "${heading}" is not known: nothing of it is used${near}`));
        }
        continue;
      }
      const stored = rowOf(record, columns, headings, place, issues);
      if (stored === undefined) continue;
      const owner = `${stored.ownerKind}:${stored.ownerKey}`;
      const before = seen.get(owner);
      if (before !== undefined && before.body !== stored.body) {
        issues.push({
          ...warning(
            'overlay-row',
            `row ${place.line} replaces row ${before.line}, which says something else of ${owner}`,
          ),
          offset: place.offset,
        });
      }
      seen.set(owner, { line: place.line, body: stored.body });
      responses.push(stored);
    }
  } catch (error) {
    const { message, lines } = error as CsvError & { readonly lines?: number };
    throw new MigrationError('SOURCE_MALFORMED', `the table is broken: ${message}`, {
      cause: error,
      place: { where: name, ...(lines === undefined ? {} : { line: lines }) },
    });
  }
  sink.add(toBatch(responses, issues));
  const digest = createHash('sha256').update(whole).digest('hex');
  return { digest, bytes, encoding, documents: 0, commands: 0 };
}

function rowOf(
  record: readonly string[],
  { key, fields }: OverlayColumns,
  headings: readonly string[],
  place: { readonly line: number; readonly offset: number },
  issues: ExtractIssue[],
): StoredResponse | undefined {
  const bad = (column: number, what: string): void =>
    void issues.push({
      ...warning('overlay-cell', `row ${place.line}, column "${headings[column] ?? column + 1}" ${what}: not used`),
      offset: place.offset,
    });
  const owner = overlayOwner(key.by, record[key.column] ?? '');
  if (typeof owner === 'string') {
    bad(key.column, owner);
    return undefined;
  }
  const values: [string, string][] = [];
  for (const { column, path, check } of fields) {
    const value = record[column] ?? '';
    if (value === '') continue;
    const wrong = check(value);
    if (wrong === undefined) values.push([path, value]);
    else bad(column, wrong);
  }
  if (values.length === 0) return undefined;
  const body = bodyOf(values);
  return {
    offset: place.offset,
    type: OVERLAY_BASE,
    base: OVERLAY_BASE,
    state: 'read',
    known: true,
    stream: 0,
    echo: '',
    ownerKind: owner.kind,
    ownerKey: owner.key,
    joinedBy: 'self',
    part: '',
    settings: [...settingsOf(OVERLAY_BASE, body)].length,
    body: JSON.stringify(body),
  };
}

/** `address.city` becomes a child of `address`. */
function bodyOf(values: readonly (readonly [path: string, value: string])[]): BodyElement {
  const body: Record<string, (string | Record<string, string[]>)[]> = {};
  for (const [path, value] of values) {
    const [name = '', inner] = path.split('.');
    if (inner === undefined) body[name] = [value];
    else body[name] = [{ ...(typeof body[name]?.[0] === 'object' ? body[name][0] : {}), [inner]: [value] }];
  }
  return body;
}

function headingsOf(line: string, delimiter: string): OverlayColumns | undefined {
  try {
    const [record] = parseNow(line, { delimiter, bom: true, trim: true }) as string[][];
    return record === undefined ? undefined : overlayColumns(record);
  } catch {
    return undefined;
  }
}

function warning(code: string, message: string): ExtractIssue {
  return { kind: 'warning', code, message };
}
