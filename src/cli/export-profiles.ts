import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ExportProfiles, loadProfiles } from '../extract/nested/load-profiles.ts';
import type { WorkspaceFolder } from './folder.ts';

const SHIPPED = fileURLToPath(new URL('../../mappings/exports/', import.meta.url));

/** How nested exports are read: the shipped profiles and the workspace folder's own. */
export function exportProfilesOf(folder: WorkspaceFolder): ExportProfiles {
  return loadProfiles({ shipped: SHIPPED, own: join(folder.mappings, 'exports') });
}
