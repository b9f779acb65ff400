import { createCommandShapes } from '../broadworks/command-shapes.ts';
import { createDecoder, hasUtf8Bom, transcoder } from '../broadworks/decode.ts';
import { unwrapEnvelopes } from '../broadworks/envelopes.ts';
import type { AskedCommand } from '../broadworks/pairing.ts';
import { createSplitter, type QuickReader, type RestMark } from '../broadworks/splitter.ts';
import { type ResponseBatch, toBatch } from '../domain/response-batch.ts';
import type { ExtractIssue, StoredResponse } from '../domain/snapshot.ts';
import type { StoredPattern } from '../domain/stored-body.ts';
import type { CaptureCheckpoint } from './checkpoint.ts';
import type { FileFacts } from './ports.ts';
import { createCaptureReader } from './read-capture.ts';
import { nothingInside } from './refuse.ts';

/** A byte order mark is whole within them, however small the chunks are. */
const HEAD_BYTES = 4;
/** Commands are dealt with in small lots: what is made of them is garbage before it is old. */
const PIECE = 64 * 1024;
/** Bytes between two places to go on from. */
const REST_EVERY = 1024 * 1024;
/** Set to 1, every command goes through the parser: for finding out whether the quick reader is to blame. */
const PARSER_ONLY = 'BW2W_PARSER_ONLY';

/** What a pass finds out of a capture besides its rows. */
export type PassFacts = Omit<FileFacts, 'digest' | 'bytes'>;

export interface CapturePassOptions {
  /** Of the capture, for errors. */
  readonly name: string;
  /** Requests that another file holds. */
  readonly beside: readonly (readonly AskedCommand[])[];
  /** Where to go on: the bytes that arrive begin at its offset. */
  readonly from?: CaptureCheckpoint | undefined;
}

/** Rows, and where to go on behind them. */
export interface PassBatch {
  readonly rows: ResponseBatch;
  readonly checkpoint?: CaptureCheckpoint;
}

/**
 * Reads one capture from end to end with flat memory: bytes in, rows out, nothing but computing between. It runs in the
 * main thread or in a thread of its own.
 */
export interface CapturePass {
  push(chunk: Buffer): void;
  /** Rows and issues that are decided by now, where there are at least `minimum`. */
  take(minimum: number): PassBatch | undefined;
  /**
   * @returns what to record of the file; the last rows are still to be taken
   * @throws {MigrationError} with the reason and place when the file is refused
   */
  end(): PassFacts;
}

interface Reading {
  readonly reader: ReturnType<typeof createCaptureReader>;
  readonly decoder: ReturnType<typeof createDecoder>;
}

export function createCapturePass({ name, beside, from }: CapturePassOptions): CapturePass {
  const shapes = createCommandShapes();
  const quick: QuickReader = (content, declared) =>
    session === undefined ? undefined : shapes.read(session.decoder.decode(content, declared));
  const restEvery = beside.length > 0 ? Number.POSITIVE_INFINITY : REST_EVERY;
  const splitter = unwrapEnvelopes(
    createSplitter(name, process.env[PARSER_ONLY] === '1' ? undefined : quick, { restEvery, from: from?.splitter }),
    from?.splitter.offset,
  );
  let session = from && open(from.decoder.utf8Bom, from);
  let convert: ((chunk: Buffer) => Buffer) | undefined;
  let head: Buffer = Buffer.alloc(0);
  let bytes = from?.splitter.offset ?? 0;
  const ready: PassBatch[] = [];
  let responses: StoredResponse[] = [];
  let issues: ExtractIssue[] = [];
  let patterns: StoredPattern[] = [];

  function consume(chunk: Buffer): void {
    if (session === undefined) {
      convert = transcoder(chunk);
      session = open(convert !== undefined || hasUtf8Bom(chunk));
    }
    const content = convert === undefined ? chunk : convert(chunk);
    for (let at = 0; at < content.length; at += PIECE) {
      for (const item of splitter.push(content.subarray(at, at + PIECE))) {
        if ('rest' in item) rest(item);
        else session.reader.take(item);
      }
      collect();
    }
  }
  function open(utf8Bom: boolean, state?: CaptureCheckpoint): Reading {
    const decoder = createDecoder(utf8Bom, state?.decoder);
    return { decoder, reader: createCaptureReader(decoder, beside, state?.reader) };
  }
  /** Between two documents: closes the batch, so that whoever goes on here finds exactly the rows before. */
  function rest(mark: RestMark): void {
    const reader = session?.reader.rest();
    // What was laid bare or converted has no place in the file to go on from.
    if (session === undefined || reader === undefined || convert !== undefined || mark.offset !== mark.rest.offset)
      return;
    collect();
    const decoder = session.decoder.state();
    ready.push({ rows: closeBatch(), checkpoint: { kind: 'capture', splitter: mark.rest, decoder, reader } });
  }
  function closeBatch(): ResponseBatch {
    const batch = toBatch(responses, issues, patterns);
    responses = [];
    issues = [];
    patterns = [];
    return batch;
  }
  function collect(): void {
    const drained = session?.reader.drain();
    if (drained === undefined) return;
    for (const row of drained.responses) responses.push(row);
    for (const issue of drained.issues) issues.push(issue);
    for (const pattern of drained.patterns) patterns.push(pattern);
  }

  return {
    push(chunk) {
      bytes += chunk.length;
      // The first bytes decide what it is: wait until there are enough of them, however small the chunks.
      if (session === undefined && head.length + chunk.length < HEAD_BYTES) {
        head = Buffer.concat([head, chunk]);
        return;
      }
      consume(head.length > 0 ? Buffer.concat([head, chunk]) : chunk);
      head = Buffer.alloc(0);
    },
    take(minimum) {
      const next = ready.shift();
      if (next !== undefined) return next;
      return responses.length + issues.length < minimum ? undefined : { rows: closeBatch() };
    },
    end() {
      if (head.length > 0) consume(head);
      const result = splitter.end();
      for (const item of result.last) if (!('rest' in item)) session?.reader.take(item);
      session?.reader.end();
      collect();
      const refusal = nothingInside(name, { ...result, bytes, responses: session?.reader.responses ?? 0 });
      if (refusal !== undefined) throw refusal;
      const { documents, commands } = result;
      return { encoding: session?.decoder.name ?? 'utf-8', documents, commands };
    },
  };
}
