import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Catalogues, loadCatalogues } from '../map/catalogues.ts';
import type { WorkspaceFolder } from './folder.ts';

/** The tables and texts that come with the tool. */
export const SHIPPED_MAPPINGS = fileURLToPath(new URL('../../mappings/', import.meta.url));

const read = new WeakMap<WorkspaceFolder, ReturnType<typeof loadCatalogues>>();

/**
 * The shipped tables with the workspace folder's own entries over them. Read once per command: all of it then works with
 * the same tables, whatever somebody edits meanwhile.
 */
export function cataloguesOf(folder: WorkspaceFolder): Catalogues & { readonly digest: string } {
  const known = read.get(folder);
  if (known !== undefined) return known;
  const override = existsSync(folder.mappings) ? { override: folder.mappings } : {};
  const loaded = loadCatalogues({ shipped: SHIPPED_MAPPINGS, ...override });
  read.set(folder, loaded);
  return loaded;
}
