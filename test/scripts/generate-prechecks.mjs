/** Writes docs/prechecks.md from the rules; a test fails when the page is not current. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, root } from './prepare.mjs';

install();
build();
const { catalogueDocument } = await import('../../dist/precheck/catalogue-document.js');
writeFileSync(join(root, 'docs/prechecks.md'), catalogueDocument());
