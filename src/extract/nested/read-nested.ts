import { createHash } from 'node:crypto';
import { createDecoder, hasUtf8Bom, transcoder } from '../../broadworks/decode.ts';
import { decodeEntities } from '../../broadworks/entities.ts';
import { toBatch } from '../../domain/response-batch.ts';
import type { ExtractIssue } from '../../domain/snapshot.ts';
import type { Bytes } from '../inputs/byte-source.ts';
import { createMarkupScanner } from '../markup-scanner.ts';
import type { FileFacts, FileSink } from '../ports.ts';
import { digestWith } from '../reading-digest.ts';
import { createElementReader } from './element-reader.ts';
import { misfit } from './fit-profile.ts';
import type { ExportProfile } from './load-profiles.ts';

const BATCH = 1000;
const ASCII = /^[\n\r\t\x20-\x7e]*$/;

/**
 * Reads a nested export with flat memory: one element of the profile at a time becomes the response that would have told
 * the same, at the byte where the element begins.
 *
 * @param head - first bytes, for the encoding
 * @param profilesDigest - with other profiles the same file is read anew
 * @throws {MigrationError} with the reason and place when the file is refused; the caller discards the sink
 */
export async function readNested(
  source: { readonly name: string; readonly head: Buffer; readonly bytes: Bytes },
  profile: ExportProfile,
  profilesDigest: string,
  sink: FileSink,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<FileFacts> {
  const { name, head } = source;
  const convert = transcoder(head);
  const decoder = createDecoder(convert !== undefined || hasUtf8Bom(head));
  const reader = createElementReader(name, profile);
  const hash = createHash('sha256');
  let declared: string | undefined;
  let bytes = 0;
  let elements = 0;
  const words = (raw: string, literal = false): string => {
    const text = ASCII.test(raw) ? raw : decoder.decode(Buffer.from(raw, 'latin1'), declared);
    return literal ? text : decodeEntities(text);
  };
  const scanner = createMarkupScanner(name, {
    prolog: (declaration) => {
      declared = /\bencoding\s*=\s*["']([^"']*)/.exec(declaration)?.[1];
    },
    open: (tag, attributes, place) => {
      reader.open(
        words(tag),
        attributes.map(([key, value]) => [key, words(value)]),
        place,
      );
    },
    text: (value, literal) => reader.text(words(value, literal)),
    close: () => reader.close(),
  });
  function store(minimum: number, more: readonly ExtractIssue[] = []): void {
    const { responses, issues, patterns } = reader.take();
    elements += responses.length;
    pending.responses.push(...responses);
    pending.issues.push(...issues, ...more);
    pending.patterns.push(...patterns);
    if (pending.responses.length + pending.issues.length < minimum) return;
    sink.add(toBatch(pending.responses.splice(0), pending.issues.splice(0), pending.patterns.splice(0)));
  }
  const pending: ReturnType<typeof reader.take> = { responses: [], issues: [], patterns: [] };

  for await (const chunk of source.bytes) {
    signal.throwIfAborted();
    hash.update(chunk);
    bytes += chunk.length;
    scanner.push(convert === undefined ? chunk : convert(chunk));
    store(BATCH);
    onBytes(bytes);
  }
  scanner.end();
  const seen = reader.seen();
  const refusal = misfit(name, profile, seen);
  if (refusal !== undefined) throw refusal;
  const notes = [...decoder.warnings].map(([code, message]): ExtractIssue => ({ kind: 'warning', code, message }));
  store(1, [...notes, ...notNamed(profile, seen.unread)]);
  const content = hash.digest('hex');
  return {
    digest: digestWith(content, profilesDigest),
    content,
    bytes,
    encoding: decoder.name,
    documents: seen.roots,
    commands: elements,
  };
}

/** What was kept without being read is said in one line; the list of it stands with the unread responses. */
function notNamed(profile: ExportProfile, unread: ReadonlyMap<string, number>): ExtractIssue[] {
  if (unread.size === 0) return [];
  const total = [...unread.values()].reduce((sum, count) => sum + count, 0);
  return [
    {
      kind: 'warning',
      code: 'nested-not-named',
      message: `${total} elements and attributes at ${unread.size} paths stand in no entry of profile "${profile.name}": kept, not read`,
    },
  ];
}
