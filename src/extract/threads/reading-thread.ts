import { Worker } from 'node:worker_threads';
import { MigrationError } from '../../domain/errors.ts';
import type { CapturePassOptions, PassBatch, PassFacts } from '../capture-pass.ts';
import { type Bytes, hasBytes } from '../inputs/byte-source.ts';
import type { FromReader, ToReader } from './messages.ts';

/** Starting a thread costs as much as reading a few megabytes. */
const WORTH_A_THREAD = 8 * 2 ** 20;
/** Chunks under way to the thread: enough to keep it busy, few enough for flat memory. */
const MOST_UNDER_WAY = 4;
const PIECE = 1024 * 1024;
/** Set to 0, everything is read in the main thread. */
const THREADS = 'BW2W_THREADS';
/** From source, as tests run, the module of the thread is not there in a form that a thread could load. */
const COMPILED = import.meta.url.endsWith('.js');

/**
 * Whether a capture is large enough for a thread of its own. Where its size is not known beforehand, its first megabytes
 * are waited for: archives hold hundreds of small parts.
 *
 * @param size - in bytes, where it is known
 * @returns the bytes to read, too
 */
export async function mayReadInThread(
  bytes: Bytes,
  size: number | undefined,
): Promise<{ readonly inThread: boolean; readonly bytes: Bytes }> {
  if (!COMPILED || process.env[THREADS] === '0') return { inThread: false, bytes };
  if (size !== undefined) return { inThread: size >= WORTH_A_THREAD, bytes };
  const { enough, whole } = await hasBytes(bytes, WORTH_A_THREAD);
  return { inThread: enough, bytes: whole };
}

export interface ReadingThread {
  /** Sends the chunks to the thread and hands on what comes back; the thread ends with it, whatever happens. */
  read(chunks: AsyncIterable<Buffer>, take: (batch: PassBatch) => void, signal: AbortSignal): Promise<PassFacts>;
}

/** @param batch - rows that make a batch */
export function startReadingThread(options: CapturePassOptions, batch: number): ReadingThread {
  const worker = new Worker(new URL('./reading-worker.js', import.meta.url), { workerData: { options, batch } });
  let underWay = 0;
  let facts: PassFacts | undefined;
  let failure: unknown;
  let wake = (): void => undefined;
  let accept: (batch: PassBatch) => void = () => undefined;
  const news = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  const fail = (error: unknown): void => {
    failure ??= error;
    wake();
  };
  worker.on('message', (message: FromReader) => {
    try {
      if (message.type === 'rows') accept(message.batch);
      else if (message.type === 'read') underWay -= 1;
      else if (message.type === 'done') facts = message.facts;
      else fail(message.refused === undefined ? new Error(message.message) : refusalOf(message.refused));
    } catch (error) {
      fail(error);
    }
    wake();
  });
  worker.on('error', fail);
  worker.on('exit', (code) => {
    if (facts === undefined) fail(new Error(`the reading thread ended early (${code})`));
  });
  const send = (message: ToReader, transfer: readonly ArrayBuffer[] = []): void =>
    worker.postMessage(message, [...transfer]);

  return {
    async read(chunks, take, signal) {
      accept = take;
      try {
        for await (const piece of pieces(chunks)) {
          // The thread takes the memory over: nothing is copied.
          send({ type: 'chunk', bytes: piece }, [piece.buffer]);
          underWay += 1;
          while (underWay >= MOST_UNDER_WAY && failure === undefined) await news();
          signal.throwIfAborted();
          if (failure !== undefined) throw failure;
        }
        send({ type: 'end' });
        while (facts === undefined) {
          if (failure !== undefined) throw failure;
          signal.throwIfAborted();
          await news();
        }
        return facts;
      } finally {
        await worker.terminate();
      }
    },
  };
}

/** Larger pieces that own their memory, made of small chunks that share theirs. */
async function* pieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let piece = new Uint8Array(PIECE);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; ) {
      const count = Math.min(chunk.length - from, PIECE - filled);
      piece.set(chunk.subarray(from, from + count), filled);
      from += count;
      filled += count;
      if (filled < PIECE) continue;
      yield piece;
      piece = new Uint8Array(PIECE);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.slice(0, filled);
}

/** An error loses its class on the way between threads. */
function refusalOf({
  code,
  message,
  place,
  hint,
}: NonNullable<Extract<FromReader, { type: 'failed' }>['refused']>): MigrationError {
  return new MigrationError(code, message, { hint, ...(place === undefined ? {} : { place }) });
}
