import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createDecoder, hasUtf8Bom, transcoder } from '../broadworks/decode.ts';
import { unwrapEnvelopes } from '../broadworks/envelopes.ts';
import { createSplitter, type QuickReader } from '../broadworks/splitter.ts';
import { parseUsualFragment } from '../broadworks/usual-fragment.ts';
import { peek } from './inputs/byte-source.ts';
import { looksLikeOverlay, readOverlay } from './overlay.ts';
import type { FileFacts, FileSink } from './ports.ts';
import { createCaptureReader } from './read-capture.ts';
import { nothingInside } from './refuse.ts';
import type { RequestsBeside } from './requests-beside.ts';

const CHUNK = 256 * 1024;
/** A byte order mark is whole within them, however small the chunks are. */
const HEAD_BYTES = 4;
/** Rows per transaction: few enough for flat memory, many enough to be quick. */
const BATCH = 1000;
/** Set to 1, every command goes through the parser: for finding out whether the quick reader is to blame. */
const PARSER_ONLY = 'BW2W_PARSER_ONLY';

/** SHA-256 of a file, streamed; of what lies beside it too, where that says whom it describes. */
export async function digestOf(path: string, signal: AbortSignal, beside?: RequestsBeside): Promise<string> {
  const hash = createHash('sha256').update(beside?.digest ?? '');
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK, signal })) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * Reads one capture from end to end with flat memory and hands its rows to the sink in batches.
 *
 * @param onBytes - progress
 * @param beside - the requests, where another file holds them
 * @returns what to record of the file
 * @throws {MigrationError} with the reason and place when the file is refused; the caller discards the sink
 */
export async function readCapture(
  name: string,
  stream: Readable,
  sink: FileSink,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
  beside?: RequestsBeside,
): Promise<FileFacts> {
  const { head: beginning, whole } = await peek(stream);
  if (looksLikeOverlay(beginning)) return await readOverlay(name, whole, sink);
  const hash = createHash('sha256').update(beside?.digest ?? '');
  const quick: QuickReader = (content, declared) =>
    session === undefined ? undefined : parseUsualFragment(session.decoder.decode(content, declared));
  const splitter = unwrapEnvelopes(createSplitter(name, process.env[PARSER_ONLY] === '1' ? undefined : quick));
  let session:
    | { reader: ReturnType<typeof createCaptureReader>; decoder: ReturnType<typeof createDecoder> }
    | undefined;
  let convert: ((chunk: Buffer) => Buffer) | undefined;
  let head = Buffer.alloc(0);
  let bytes = 0;
  const pending = {
    responses: [] as Parameters<FileSink['add']>[0][number][],
    issues: [] as Parameters<FileSink['add']>[1][number][],
  };

  function flush(minimum: number): void {
    if (pending.responses.length + pending.issues.length < minimum) return;
    sink.add(pending.responses, pending.issues);
    pending.responses = [];
    pending.issues = [];
  }
  function consume(chunk: Buffer): void {
    if (session === undefined) {
      convert = transcoder(chunk);
      const decoder = createDecoder(convert !== undefined || hasUtf8Bom(chunk));
      session = { decoder, reader: createCaptureReader(decoder, beside?.documents) };
    }
    for (const command of splitter.push(convert === undefined ? chunk : convert(chunk))) session.reader.take(command);
    collect();
    flush(BATCH);
  }
  function collect(): void {
    const drained = session?.reader.drain();
    if (drained === undefined) return;
    pending.responses.push(...drained.responses);
    pending.issues.push(...drained.issues);
  }

  for await (const data of whole) {
    signal.throwIfAborted();
    const chunk = Buffer.isBuffer(data) ? data : Buffer.from(String(data), 'utf8');
    hash.update(chunk);
    bytes += chunk.length;
    // The first bytes decide what it is: wait until there are enough of them, however small the chunks.
    if (session === undefined && head.length + chunk.length < HEAD_BYTES) {
      head = Buffer.concat([head, chunk]);
      continue;
    }
    consume(head.length > 0 ? Buffer.concat([head, chunk]) : chunk);
    head = Buffer.alloc(0);
    onBytes(bytes);
  }
  if (head.length > 0) consume(head);
  const result = splitter.end();
  for (const command of result.last) session?.reader.take(command);
  session?.reader.end();
  collect();
  const refusal = nothingInside(name, { ...result, responses: session?.reader.responses ?? 0 });
  if (refusal !== undefined) throw refusal;
  flush(1);
  return {
    digest: hash.digest('hex'),
    bytes,
    encoding: session?.decoder.name ?? 'utf-8',
    documents: result.documents,
    commands: result.commands,
  };
}
