/** Writes mappings/schemas/ from the shapes of the tables; a test fails when a schema is not current. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, root } from './prepare.mjs';

install();
build();
const { CATALOGUE_FILES, catalogueSchema } = await import('../../dist/map/catalogue-schemas.js');
const folder = join(root, 'mappings/schemas');
mkdirSync(folder, { recursive: true });
for (const file of CATALOGUE_FILES) {
  writeFileSync(join(folder, `${file}.schema.json`), `${JSON.stringify(catalogueSchema(file), null, 2)}\n`);
}
