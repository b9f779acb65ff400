import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createCapturePass } from './capture-pass.ts';
import { peek } from './inputs/byte-source.ts';
import { looksLikeOverlay, readOverlay } from './overlay.ts';
import type { FileFacts, FileSink } from './ports.ts';
import type { RequestsBeside } from './requests-beside.ts';
import { mayReadInThread, startReadingThread } from './threads/reading-thread.ts';

const CHUNK = 256 * 1024;
/** Rows per transaction: few enough for flat memory, many enough to be quick. */
const BATCH = 1000;

/** SHA-256 of a file, streamed; of what lies beside it too, where that says whom it describes. */
export async function digestOf(path: string, signal: AbortSignal, beside?: RequestsBeside): Promise<string> {
  const hash = createHash('sha256').update(beside?.digest ?? '');
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK, signal })) hash.update(chunk);
  return hash.digest('hex');
}

/** One capture to read. */
export interface CaptureSource {
  readonly name: string;
  readonly stream: Readable;
  /** The requests, where another file holds them. */
  readonly beside?: RequestsBeside | undefined;
  /** In bytes, where it is known beforehand. */
  readonly size?: number | undefined;
}

/**
 * Reads one capture from end to end with flat memory and hands its rows to the sink in batches. A large one is read in
 * a thread of its own, so that the rows of one piece are stored while the next one is read.
 *
 * @param onBytes - progress
 * @returns what to record of the file
 * @throws {MigrationError} with the reason and place when the file is refused; the caller discards the sink
 */
export async function readCapture(
  { name, stream, beside, size }: CaptureSource,
  sink: FileSink,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<FileFacts> {
  const { head, whole } = await peek(stream);
  if (looksLikeOverlay(head)) return await readOverlay(name, whole, sink);
  const hash = createHash('sha256').update(beside?.digest ?? '');
  const options = { name, beside: beside?.documents ?? [] };
  let bytes = 0;

  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of whole) {
      signal.throwIfAborted();
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
      onBytes(bytes);
    }
  }
  if (mayReadInThread(size)) {
    const facts = await startReadingThread(options, BATCH).read(chunks(), (batch) => sink.add(batch), signal);
    return { ...facts, digest: hash.digest('hex'), bytes };
  }
  const pass = createCapturePass(options);
  const store = (minimum: number): void => {
    const batch = pass.take(minimum);
    if (batch !== undefined) sink.add(batch);
  };
  for await (const chunk of chunks()) {
    pass.push(chunk);
    store(BATCH);
  }
  const facts = pass.end();
  store(1);
  return { ...facts, digest: hash.digest('hex'), bytes };
}
