/** Writes the committed folders `samples/enterprise`, `samples/service-provider` and `samples/broken` anew. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { captureWriter } from './generate/oci-writer.mjs';
import { brokenFiles } from './generate/sample-broken.mjs';
import { enterpriseFiles } from './generate/sample-enterprise.mjs';
import { serviceProviderFiles } from './generate/sample-service-provider.mjs';

const SAMPLES = new URL('../../samples/', import.meta.url).pathname;

function save(name, bytes) {
  const file = join(SAMPLES, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

function saveCapture(folder, files) {
  for (const [name, ask] of files) {
    const parts = [];
    const out = captureWriter('sample-session', (bytes) => parts.push(bytes));
    ask(out);
    out.flush();
    save(join(folder, name), Buffer.concat(parts));
  }
}

saveCapture('enterprise', enterpriseFiles);
saveCapture('service-provider', serviceProviderFiles);
for (const [name, text] of Object.entries(brokenFiles)) save(join('broken', name), Buffer.from(text, 'latin1'));
