import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { readCommandType, responseBase } from '../broadworks/command-type.ts';
import { createDecoder, hasUtf8Bom } from '../broadworks/decode.ts';
import { readerOf } from '../broadworks/families/registry.ts';
import { parseFragment } from '../broadworks/fragment.ts';
import { askedOwner } from '../broadworks/identity.ts';
import type { AskedCommand } from '../broadworks/pairing.ts';
import { createSplitter } from '../broadworks/splitter.ts';

/** What a client saves beside `X.xml`, the requests that it sent. */
const ANSWER_SUFFIX = '.response.xml';
/** Requests are small; a larger file beside is something else. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The requests of a file of answers (identity rule 4). */
export interface RequestsBeside {
  readonly documents: readonly (readonly AskedCommand[])[];
  /** Two users may have the very same answers: their files differ by what was asked. */
  readonly digest: string;
}

/** Whether answers to this file of requests lie beside it, so that it needs not stand by itself. */
export function hasAnswersBeside(path: string): boolean {
  return existsSync(path + ANSWER_SUFFIX);
}

/**
 * Reads the request file beside `X.xml.response.xml`.
 *
 * Only requests whose answers cannot be mistaken are taken: one document, or echoes that are all different.
 *
 * @returns `undefined` when there is none
 */
export async function readRequestsBeside(path: string, signal: AbortSignal): Promise<RequestsBeside | undefined> {
  if (!path.endsWith(ANSWER_SUFFIX)) return undefined;
  const beside = path.slice(0, -ANSWER_SUFFIX.length);
  if (!existsSync(beside)) return undefined;
  const facts = await stat(beside);
  if (!facts.isFile() || facts.size > MAX_BYTES) return undefined;
  const content = await readFile(beside, { signal });
  const documents = documentsOf(content);
  const echoes = documents.flat().map(({ echo }) => echo);
  const distinct = echoes.every((echo) => echo !== '') && new Set(echoes).size === echoes.length;
  return {
    documents: documents.length === 1 || distinct ? documents : [],
    digest: createHash('sha256').update(content).digest('hex'),
  };
}

function documentsOf(content: Buffer): AskedCommand[][] {
  const decoder = createDecoder(hasUtf8Bom(content));
  const splitter = createSplitter('requests');
  const documents = new Map<number, AskedCommand[]>();
  try {
    const commands = splitter.push(content);
    splitter.end();
    for (const command of commands) {
      const { xsiType, echo, body } = parseFragment(decoder.decode(command.bytes, command.encoding));
      const type = readCommandType(xsiType ?? '');
      // A file that holds answers itself is no file of requests.
      if (type?.direction !== 'request') return [];
      const base = responseBase(type.base);
      const asked = { ...askedOwner(type.base, body, readerOf(base) !== undefined), base, echo: echo ?? '' };
      const document = documents.get(command.document);
      if (document === undefined) documents.set(command.document, [asked]);
      else document.push(asked);
    }
  } catch {
    // It is read for itself too, and refused there with its reason.
    return [];
  }
  return [...documents.values()];
}
