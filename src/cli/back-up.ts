import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from './app.ts';

/** Copies that are kept; each `provision` makes one. */
const KEEP = 5;

/**
 * A consistent copy of the database before anything is written to Webex, in `runs/` of the workspace folder.
 *
 * @throws when the disk is full: then nothing has been sent yet
 */
export function backUp(app: App): void {
  const folder = join(app.folder.path, 'runs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const file = join(folder, `before-${stamp}.db`);
  if (!existsSync(file)) app.db.prepare('VACUUM INTO ?').run(file);
  const old = readdirSync(folder)
    .filter((name) => /^before-.*\.db$/.test(name))
    .sort()
    .slice(0, -KEEP);
  for (const name of old) rmSync(join(folder, name));
}
