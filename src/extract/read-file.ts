import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { MigrationError } from '../domain/errors.ts';
import { createCapturePass, type PassBatch } from './capture-pass.ts';
import { peek } from './inputs/byte-source.ts';
import { looksLikeOverlay, nearlyOverlay, readOverlay } from './overlay.ts';
import type { FileFacts, FileSink } from './ports.ts';
import type { RequestsBeside } from './requests-beside.ts';
import { createRunningDigest, type Resumption } from './resume.ts';
import { mayReadInThread, startReadingThread } from './threads/reading-thread.ts';

/** Rows per transaction: few enough for flat memory, many enough to be quick. */
const BATCH = 1000;

/** Large enough that asking for pieces costs nothing beside hashing them. */
const HASHED_AT_ONCE = 1024 * 1024;

/** SHA-256 of a file, one piece read while the one before is hashed; of what lies beside it too, where that says whom it describes. */
export async function digestOf(path: string, signal: AbortSignal, beside?: RequestsBeside): Promise<string> {
  const hash = createHash('sha256').update(beside?.digest ?? '');
  const file = await open(path);
  try {
    let [piece, other] = [Buffer.allocUnsafe(HASHED_AT_ONCE), Buffer.allocUnsafe(HASHED_AT_ONCE)];
    let coming = file.read(piece, 0, HASHED_AT_ONCE);
    for (;;) {
      const { bytesRead } = await coming;
      signal.throwIfAborted();
      if (bytesRead === 0) return hash.digest('hex');
      coming = file.read(other, 0, HASHED_AT_ONCE);
      hash.update(piece.subarray(0, bytesRead));
      [piece, other] = [other, piece];
    }
  } finally {
    await file.close();
  }
}

/** One capture to read. */
export interface CaptureSource {
  readonly name: string;
  readonly stream: Readable;
  /** Its place below the folder that was handed over. */
  readonly below?: string | undefined;
  /** The requests, where another file holds them. */
  readonly beside?: RequestsBeside | undefined;
  /** In bytes, where it is known beforehand. */
  readonly size?: number | undefined;
  /** Whether an interrupted run can come back to it: it is a file, and nothing beside it decides how it is read. */
  readonly resumable?: boolean;
  /** Where to go on: then `stream` begins there. */
  readonly resume?: Resumption | undefined;
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
  capture: CaptureSource,
  sink: FileSink,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<FileFacts> {
  const { head, whole } = await peek(capture.stream);
  if (capture.resume === undefined && looksLikeOverlay(head)) return await readOverlay(capture.name, whole, sink);
  try {
    return await readDocuments(capture, whole, sink, signal, onBytes);
  } catch (error) {
    const isNoXml = error instanceof MigrationError && error.code === 'SOURCE_NOT_XML';
    throw (isNoXml ? nearlyOverlay(capture.name, head) : undefined) ?? error;
  }
}

async function readDocuments(
  { name, beside, size, resume }: CaptureSource,
  whole: AsyncIterable<Buffer>,
  sink: FileSink,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<FileFacts> {
  const digests = createRunningDigest(beside?.digest ?? '', resume);
  const from = resume?.checkpoint.kind === 'capture' ? resume.checkpoint : undefined;
  const options = { name, beside: beside?.documents ?? [], from };

  const { inThread, bytes } = await mayReadInThread(whole, size);

  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) {
      signal.throwIfAborted();
      digests.add(chunk);
      yield chunk;
      onBytes(digests.bytes);
    }
  }
  const store = ({ rows, checkpoint }: PassBatch): void => sink.add(rows, checkpoint && digests.sealed(checkpoint));
  if (inThread) {
    const facts = await startReadingThread(options, BATCH).read(chunks(), store, signal);
    return { ...facts, digest: digests.whole(), bytes: digests.bytes };
  }
  const pass = createCapturePass(options);
  const storeAll = (minimum: number): void => {
    for (let batch = pass.take(minimum); batch !== undefined; batch = pass.take(minimum)) store(batch);
  };
  for await (const chunk of chunks()) {
    pass.push(chunk);
    storeAll(BATCH);
  }
  const facts = pass.end();
  storeAll(1);
  return { ...facts, digest: digests.whole(), bytes: digests.bytes };
}
