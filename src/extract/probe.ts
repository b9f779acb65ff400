import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createDecoder, hasUtf8Bom, transcoder } from '../broadworks/decode.ts';
import { decodeEntities } from '../broadworks/entities.ts';
import { MigrationError } from '../domain/errors.ts';
import { findSources, readFailure } from './find-sources.ts';
import { peek } from './inputs/byte-source.ts';
import { UNPACK_LIMITS, type UnpackLimits } from './inputs/meter.ts';
import { openSource } from './inputs/open-source.ts';
import { pipedInto } from './inputs/piped-into.ts';
import { createMarkupScanner } from './markup-scanner.ts';
import { safeName, shapeOf } from './probe-shape.ts';
import { failureOf } from './refuse.ts';

export interface ProbedPath {
  /** `enterprise/group/user@id`: elements by local name, attributes behind `@`. */
  readonly path: string;
  readonly count: number;
  readonly depth: number;
  /** Shape to count; elements that only hold others have none. */
  readonly shapes: Readonly<Record<string, number>>;
}

/** What a source looks like, without a single value of it. */
export interface Probe {
  readonly file: string;
  readonly bytes: number;
  readonly depth: number;
  readonly paths: readonly ProbedPath[];
  /** True where there were more paths than are listed. */
  readonly more: boolean;
}

const MOST_PATHS = 5000;
const ASCII = /^[\n\r\t\x20-\x7e]*$/;

/**
 * Describes sources of any XML shape: element paths, counts, depth and shapes of values, never a value.
 *
 * @returns one probe for each file, entries of archives included; the files that were refused beside them
 */
export async function probeSources(
  options: {
    readonly sources: readonly string[];
    readonly cwd: string;
    readonly stdin?: Readable;
    readonly unpack?: UnpackLimits;
  },
  signal: AbortSignal,
): Promise<{ readonly probes: readonly Probe[]; readonly failures: readonly MigrationError[] }> {
  const { files, failures } = await findSources(options.sources, options.cwd);
  const probes: Probe[] = [];
  const probe = async (name: string, stream: Readable): Promise<void> => {
    try {
      probes.push(await probeStream(name, stream, signal));
    } catch (error) {
      if (!(error instanceof MigrationError)) throw error;
      failures.push(error);
    }
  };
  for (const file of files) {
    try {
      const piped = pipedInto(file, options.stdin, signal);
      const opened = await openSource(file, piped, options.unpack ?? UNPACK_LIMITS);
      if (opened.packing === undefined) {
        await probe(file.name, opened.stream ?? createReadStream(file.path, { highWaterMark: 256 * 1024 }));
        continue;
      }
      for await (const part of opened.parts) {
        if ('refused' in part) failures.push(part.refused);
        else await probe(part.name, part.stream);
      }
    } catch (error) {
      signal.throwIfAborted();
      failures.push(failureOf(readFailure(error, file.name)));
    }
  }
  return { probes, failures };
}

async function probeStream(file: string, stream: Readable, signal: AbortSignal): Promise<Probe> {
  const collector = createCollector();
  let bytes = 0;
  let declared: string | undefined;
  let input: { readonly convert: (chunk: Buffer) => Buffer; readonly read: (raw: string) => string } | undefined;
  const words = (raw: string): string => input?.read(raw) ?? raw;
  const scanner = createMarkupScanner(file, {
    prolog: (declaration) => {
      declared = /\bencoding\s*=\s*["']([^"']*)/.exec(declaration)?.[1];
    },
    open: (name, attributes) =>
      collector.open(
        name,
        attributes.map(([key, value]) => [key, decodeEntities(words(value))]),
      ),
    text: (value, literal) => collector.text(literal ? words(value) : decodeEntities(words(value))),
    close: () => collector.close(),
  });
  const { head, whole } = await peek(stream);
  const convert = transcoder(head);
  const decoder = createDecoder(convert !== undefined || hasUtf8Bom(head));
  input = {
    convert: convert ?? ((chunk) => chunk),
    read: (raw) => (ASCII.test(raw) ? raw : decoder.decode(Buffer.from(raw, 'latin1'), declared)),
  };
  for await (const chunk of whole) {
    signal.throwIfAborted();
    bytes += chunk.length;
    scanner.push(input.convert(chunk));
  }
  scanner.end();
  const { paths, depth, more } = collector.result();
  if (bytes === 0) throw new MigrationError('SOURCE_EMPTY', 'the file is empty', { place: { where: file } });
  if (paths.length === 0) throw new MigrationError('SOURCE_NOT_XML', 'no element in it', { place: { where: file } });
  return { file, bytes, depth, paths, more };
}

interface Seen {
  readonly path: string;
  readonly depth: number;
  readonly children: Map<string, Seen>;
  readonly shapes: Map<string, number>;
  count: number;
}

function createCollector() {
  const order: Seen[] = [];
  const root: Seen = { path: '', depth: 0, children: new Map(), shapes: new Map(), count: 0 };
  const stack: { readonly seen: Seen; text: string; nested: boolean }[] = [];
  let depth = 0;
  let more = false;

  function child(parent: Seen, name: string, separator: string): Seen {
    const key = separator + name;
    const known = parent.children.get(key);
    if (known !== undefined) return known;
    const path = parent.path === '' ? name : `${parent.path}${separator}${name}`;
    const seen: Seen = { path, depth: parent.depth + 1, children: new Map(), shapes: new Map(), count: 0 };
    if (order.length < MOST_PATHS) {
      order.push(seen);
      parent.children.set(key, seen);
    } else more = true;
    return seen;
  }
  function note(seen: Seen, value: string): void {
    const shape = shapeOf(value);
    seen.shapes.set(shape, (seen.shapes.get(shape) ?? 0) + 1);
  }

  return {
    open(name: string, attributes: readonly (readonly [string, string])[]): void {
      const top = stack.at(-1);
      if (top !== undefined) top.nested = true;
      const seen = child(top?.seen ?? root, safeName(name), '/');
      seen.count += 1;
      depth = Math.max(depth, seen.depth);
      for (const [key, value] of attributes) {
        if (key.startsWith('xmlns')) continue;
        const attribute = child(seen, safeName(key), '@');
        attribute.count += 1;
        note(attribute, value);
      }
      stack.push({ seen, text: '', nested: false });
    },
    text(value: string): void {
      const top = stack.at(-1);
      // Enough to tell a shape; long values are all alike.
      if (top !== undefined && top.text.length < 1000) top.text += value.slice(0, 1000);
    },
    close(): void {
      const top = stack.pop();
      if (top !== undefined && (!top.nested || top.text.trim() !== '')) note(top.seen, top.text);
    },
    result: () => ({
      depth,
      more,
      paths: order.map(
        ({ path, count, depth: level, shapes }): ProbedPath => ({
          path,
          count,
          depth: level,
          shapes: Object.fromEntries([...shapes].sort(([, a], [, b]) => b - a)),
        }),
      ),
    }),
  };
}
