/** The compiler copies no SQL: this puts every other asset of src beside its compiled reader. */
import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const assets = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(sql|css|eta|html)$/.test(name),
);
// A schema step that was renamed since would run a second time under its old name.
rmSync(join(root, 'dist/store/schema'), { recursive: true, force: true });
for (const name of assets) {
  mkdirSync(dirname(join(root, 'dist', name)), { recursive: true });
  cpSync(join(root, 'src', name), join(root, 'dist', name));
}
// Read and checked once here, not by every command. A table that is edited afterwards is read anew.
const { prepareTables } = await import('../../dist/map/catalogues.js');
writeFileSync(join(root, 'dist/shipped-mappings.json'), JSON.stringify(prepareTables(join(root, 'mappings'))));
chmodSync(join(root, 'bin/bw2wholesale.js'), 0o755);
