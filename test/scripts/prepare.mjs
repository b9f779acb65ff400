/** Makes a fresh clone usable: dependencies from the lock file, a native module that loads, a current build. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

export function say(text) {
  process.stderr.write(`▸ ${text}\n`);
}

/** Runs a command with its output shown; ends the process with its code when it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.error) throw result.error;
  return result.status ?? 1;
}

export function install() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    process.stderr.write(`bw2wholesale needs Node 20 or later; this is ${process.versions.node}.\n`);
    process.exit(2);
  }
  const marker = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(marker) || statSync(marker).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs - 1000) {
    say('installing dependencies (once; better-sqlite3 may compile for a minute)');
    // Output goes to stderr: stdout of `demo` belongs to the demo.
    const status = run(npm, ['ci', '--no-audit', '--no-fund'], {
      stdio: ['ignore', 2, 2],
      // node-gyp compiles on every core.
      env: { ...process.env, JOBS: 'max' },
    });
    if (status !== 0) process.exit(status);
  }
  try {
    execFileSync(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:')"], { cwd: root, stdio: 'pipe' });
  } catch {
    say('better-sqlite3 does not load on this Node: compiling it');
    if (run(npm, ['rebuild', 'better-sqlite3', '--foreground-scripts'], { stdio: ['ignore', 2, 2] }) !== 0) {
      process.stderr.write(
        'better-sqlite3 cannot be built: install python3, make and a C++ compiler, then try again.\n',
      );
      process.exit(2);
    }
  }
}

function newest(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs), 0);
}

/** As `npm run build`, without looking at types: `npm test` does so beside it, and what is written is the same. */
export function build() {
  const output = join(root, 'dist/bundle/main.js');
  if (existsSync(output) && statSync(output).mtimeMs > newest('src')) return;
  say('building');
  const steps = [
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--noCheck'],
    ['test/scripts/copy-assets.mjs'],
    ['test/scripts/bundle.mjs'],
  ];
  for (const words of steps) {
    const status = run(process.execPath, words, { stdio: ['ignore', 2, 2] });
    if (status !== 0) process.exit(status);
  }
}
