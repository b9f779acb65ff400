import { HEAD_BYTES } from './packing.ts';

export type Bytes = AsyncIterable<Buffer>;

/** Reads the first bytes of a stream and hands it back whole. */
export async function peek(source: AsyncIterable<unknown>): Promise<{ readonly head: Buffer; readonly whole: Bytes }> {
  const { first, whole } = await begin(source, HEAD_BYTES);
  return { head: Buffer.concat(first), whole };
}

/** Whether a stream has so many bytes; it is read as far as that takes, and handed back whole. */
export async function hasBytes(
  source: AsyncIterable<unknown>,
  least: number,
): Promise<{ readonly enough: boolean; readonly whole: Bytes }> {
  const { length, whole } = await begin(source, least);
  return { enough: length >= least, whole };
}

async function begin(source: AsyncIterable<unknown>, least: number) {
  const iterator = source[Symbol.asyncIterator]();
  const first: Buffer[] = [];
  let length = 0;
  while (length < least) {
    const next = await iterator.next();
    if (next.done === true) break;
    const chunk = bufferOf(next.value);
    first.push(chunk);
    length += chunk.length;
  }
  return { first, length, whole: rest(first, iterator) };
}

async function* rest(first: readonly Buffer[], iterator: AsyncIterator<unknown>): AsyncGenerator<Buffer> {
  try {
    yield* first;
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      yield bufferOf(next.value);
    }
  } finally {
    await iterator.return?.();
  }
}

/** Tells every chunk's size to `seen` before handing it on. */
export async function* counted(source: Bytes, seen: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    seen(chunk.length);
    yield chunk;
  }
}

/**
 * A part of a stream that may be left early without breaking the stream it is cut from: whoever stops reading a tar
 * entry half-way must not lose the entries behind it.
 */
export function detachable(source: AsyncIterable<unknown>): { readonly bytes: Bytes; skipRest(): Promise<void> } {
  const iterator = source[Symbol.asyncIterator]();
  let pending: Promise<IteratorResult<unknown>> | undefined;
  const next = (): Promise<IteratorResult<unknown>> => {
    pending = iterator.next();
    return pending;
  };
  return {
    bytes: (async function* () {
      for (;;) {
        const { done, value } = await next();
        if (done === true) return;
        yield bufferOf(value);
      }
    })(),
    async skipRest() {
      // The reader may have gone while a read was under way.
      if ((await pending)?.done === true) return;
      while ((await next()).done !== true);
    },
  };
}

function bufferOf(data: unknown): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return data instanceof Uint8Array
    ? Buffer.from(data.buffer, data.byteOffset, data.length)
    : Buffer.from(String(data));
}
