/** Writes mappings/schemas/ from the shapes of the tables and of the translations; a test fails when a schema is not current. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, root } from './prepare.mjs';

install();
build();
const { CATALOGUE_FILES, catalogueSchema } = await import('../../dist/map/catalogue-schemas.js');
const { translationsSchema } = await import('../../dist/report/texts/translation-files.js');
const folder = join(root, 'mappings/schemas');
mkdirSync(folder, { recursive: true });
for (const [file, schema] of [
  ...CATALOGUE_FILES.map((file) => [file, catalogueSchema(file)]),
  ['texts', translationsSchema()],
]) {
  writeFileSync(join(folder, `${file}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
}
