import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Catalogues, loadCatalogues } from '../map/catalogues.ts';
import type { WorkspaceFolder } from './folder.ts';

const SHIPPED = fileURLToPath(new URL('../../mappings/', import.meta.url));

/** The shipped tables with the workspace folder's own entries over them. */
export function cataloguesOf(folder: WorkspaceFolder): Catalogues & { readonly digest: string } {
  return loadCatalogues({ shipped: SHIPPED, ...(existsSync(folder.mappings) ? { override: folder.mappings } : {}) });
}
