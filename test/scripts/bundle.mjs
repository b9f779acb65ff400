/**
 * Puts the compiled command line and the libraries it loads into a few files (ADR 0009): opening several hundred modules
 * one by one took longer than most commands work.
 */
import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'dist/bundle');

/** A native module; a library that picks its files at run time. */
const LEFT_OUT = ['better-sqlite3', 'i18n-iso-countries'];

/** Modules find their schemas, styles and threads beside themselves: each keeps the address that it had alone. */
const ownAddress = {
  name: 'own-address',
  transform(code, id) {
    if (!code.includes('import.meta.url')) return null;
    const path = relative(folder, id).replaceAll('\\', '/');
    return { code: code.replaceAll('import.meta.url', `new URL(${JSON.stringify(path)}, import.meta.url).href`) };
  },
};

rmSync(folder, { recursive: true, force: true });
const bundle = await rolldown({
  input: join(root, 'dist/cli/main.js'),
  platform: 'node',
  external: LEFT_OUT,
  plugins: [ownAddress],
});
// Commands are loaded when they are called, so each keeps a file of its own.
await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' });
await bundle.close();
