import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { entryOf } from '../domain/entry-of.ts';

/** One shipped table as the build left it: read and checked, with the digest of the text that it was made from. */
interface PreparedTable {
  readonly digest: string;
  readonly content: unknown;
}
export type PreparedTables = Readonly<Record<string, PreparedTable>>;

/** Beside the compiled program only; sources and tests read the tables themselves. */
const FILE = new URL('../shipped-mappings.json', import.meta.url);
let tables: PreparedTables | undefined;

/**
 * The content of a shipped table, where the build has read exactly this text: reading and checking YAML takes longer than
 * everything else that `explain` does. A table that was edited since is read anew.
 *
 * @param name - `services.yaml`
 */
export function preparedContent(name: string, text: string): unknown {
  // Written by the build from checked tables.
  tables ??= existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as PreparedTables) : {};
  const found = entryOf(tables, name);
  return found?.digest === digestOf(text) ? found.content : undefined;
}

/** What the build keeps of a table. */
export function prepareTable(text: string, content: unknown): PreparedTable {
  return { digest: digestOf(text), content };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
