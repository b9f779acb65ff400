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

/** A native module; one that picks its files at run time; one that asks for its own file name. */
const LEFT_OUT = ['better-sqlite3', 'i18n-iso-countries', 'write-file-atomic'];

/** Modules find their schemas, styles and threads beside themselves: each keeps the address that it had alone. */
const ownAddress = {
  name: 'own-address',
  transform(code, id) {
    if (!code.includes('import.meta.url')) return null;
    const path = relative(folder, id).replaceAll('\\', '/');
    return { code: code.replaceAll('import.meta.url', `new URL(${JSON.stringify(path)}, import.meta.url).href`) };
  },
};

/** Nothing of the kind exists in a bundle, and whoever asks fails only when it is called: so fail here. */
const noFileNames = {
  name: 'no-file-names',
  transform(code, id) {
    const asks = /\b__(?:file|dir)name\b/.test(code) && !/(?:const|let|var|typeof) __(?:file|dir)name\b/.test(code);
    if (asks) throw new Error(`${relative(root, id)} asks for its own file name: add its package to LEFT_OUT`);
    return null;
  },
};

rmSync(folder, { recursive: true, force: true });
const bundle = await rolldown({
  input: join(root, 'dist/cli/main.js'),
  platform: 'node',
  external: LEFT_OUT,
  plugins: [ownAddress, noFileNames],
});
// Commands are loaded when they are called, so each keeps a file of its own.
await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' });
await bundle.close();
