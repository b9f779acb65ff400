/** Writes docs/services.md from mappings/services.yaml; a test fails when the page is not current. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, root } from './prepare.mjs';

install();
build();
const { loadCatalogues } = await import('../../dist/map/catalogues.js');
const { servicesDocument } = await import('../../dist/map/services-document.js');
const catalogues = loadCatalogues({ shipped: join(root, 'mappings') });
writeFileSync(join(root, 'docs/services.md'), servicesDocument(catalogues));
