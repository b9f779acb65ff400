import { createDecoder, hasUtf8Bom, transcoder } from '../../broadworks/decode.ts';
import { decodeEntities } from '../../broadworks/entities.ts';
import { toBatch } from '../../domain/response-batch.ts';
import type { ExtractIssue } from '../../domain/snapshot.ts';
import type { NestedCheckpoint } from '../checkpoint.ts';
import type { Bytes } from '../inputs/byte-source.ts';
import { createMarkupScanner, type MarkupEvents } from '../markup-scanner.ts';
import type { FileFacts, FileSink } from '../ports.ts';
import { digestWith } from '../reading-digest.ts';
import { createRunningDigest, type Resumption } from '../resume.ts';
import { createElementReader } from './element-reader.ts';
import { misfit } from './fit-profile.ts';
import type { ExportProfile } from './load-profiles.ts';
import type { Translated } from './translator.ts';

const BATCH = 1000;
/**
 * Bytes to read before the next place to go on from.
 *
 * @param kept - size of what was kept for going on at the one before; open lists make it large
 */
const usualPace = (kept: number): number => Math.max(1024 * 1024, 4 * kept);
const ASCII = /^[\n\r\t\x20-\x7e]*$/;

/** A nested export to read. */
export interface NestedSource {
  readonly name: string;
  /** First bytes, for the encoding. */
  readonly head: Buffer;
  readonly bytes: Bytes;
  /** Whether an interrupted run can come back to it. */
  readonly resumable: boolean;
  /** Where to go on: then `bytes` begin there. */
  readonly resume?: { readonly at: NestedCheckpoint; readonly from: Resumption } | undefined;
}

/**
 * Reads a nested export with flat memory: one element of the profile at a time becomes the response that would have told
 * the same, at the byte where the element begins.
 *
 * @param profilesDigest - with other profiles the same file is read anew
 * @param pace - how far apart places to go on from are
 * @throws {MigrationError} with the reason and place when the file is refused; the caller discards the sink
 */
export async function readNested(
  { name, head, bytes, resumable, resume }: NestedSource,
  profile: ExportProfile,
  profilesDigest: string,
  sink: FileSink,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
  pace = usualPace,
): Promise<FileFacts> {
  const from = resume?.at;
  const convert = from === undefined ? transcoder(head) : undefined;
  const utf8Bom = from?.decoder.utf8Bom ?? (convert !== undefined || hasUtf8Bom(head));
  const decoder = createDecoder(utf8Bom, from?.decoder);
  const reader = createElementReader(name, profile, from?.elements);
  const digests = createRunningDigest('', resume?.from);
  let declared = from?.declared;
  let responses = from?.responses ?? 0;
  let restAt = (from?.scanner.offset ?? 0) + pace(0);
  const words = (raw: string, literal = false): string => {
    const text = ASCII.test(raw) ? raw : decoder.decode(Buffer.from(raw, 'latin1'), declared);
    return literal ? text : decodeEntities(text);
  };
  const events: MarkupEvents = {
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
  };
  const scanner = createMarkupScanner(name, events, from?.scanner);
  const pending: Translated = { responses: [], issues: [], patterns: [] };

  /** A place to go on from, where it is time for one. What was converted has no place in the file. */
  function rest(): string | undefined {
    const place = scanner.state();
    if (!resumable || convert !== undefined || place.offset < restAt) return undefined;
    const elements = reader.state();
    if (elements === undefined) return undefined;
    const sealed = digests.sealed({
      kind: 'nested',
      profile: profile.name,
      profiles: profilesDigest,
      declared,
      decoder: decoder.state(),
      responses,
      scanner: place,
      elements,
    });
    restAt = place.offset + pace(sealed.length);
    return sealed;
  }
  function collect(): void {
    const taken = reader.take();
    responses += taken.responses.length;
    pending.responses.push(...taken.responses);
    pending.issues.push(...taken.issues);
    pending.patterns.push(...taken.patterns);
  }
  function store(checkpoint?: string): void {
    sink.add(toBatch(pending.responses.splice(0), pending.issues.splice(0), pending.patterns.splice(0)), checkpoint);
  }

  for await (const chunk of bytes) {
    signal.throwIfAborted();
    digests.add(chunk);
    scanner.push(convert === undefined ? chunk : convert(chunk));
    collect();
    const checkpoint = rest();
    if (checkpoint !== undefined || pending.responses.length + pending.issues.length >= BATCH) store(checkpoint);
    onBytes(digests.bytes);
  }
  scanner.end();
  const seen = reader.seen();
  const refusal = misfit(name, profile, seen);
  if (refusal !== undefined) throw refusal;
  collect();
  const notes = [...decoder.warnings].map(([code, message]): ExtractIssue => ({ kind: 'warning', code, message }));
  pending.issues.push(...reader.oddities(), ...notes, ...notNamed(profile, seen.unread));
  if (pending.responses.length + pending.issues.length > 0) store();
  const content = digests.whole();
  return {
    digest: digestWith(content, profilesDigest),
    content,
    bytes: digests.bytes,
    encoding: decoder.name,
    documents: seen.roots,
    commands: responses,
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
