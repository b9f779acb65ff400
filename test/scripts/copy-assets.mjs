/** The compiler copies no SQL: this puts every other asset of src beside its compiled reader. */
import { chmodSync, cpSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const assets = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(sql|css|eta|html)$/.test(name),
);
for (const name of assets) {
  mkdirSync(dirname(join(root, 'dist', name)), { recursive: true });
  cpSync(join(root, 'src', name), join(root, 'dist', name));
}
chmodSync(join(root, 'bin/bw2wholesale.js'), 0o755);
