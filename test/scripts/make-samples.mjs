/** Writes the committed folders below `samples/` anew. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { captureWriter } from './generate/oci-writer.mjs';
import { brokenFiles } from './generate/sample-broken.mjs';
import { enterpriseFiles } from './generate/sample-enterprise.mjs';
import { formatFiles } from './generate/sample-formats.mjs';
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
for (const [name, text] of Object.entries(formatFiles)) {
  // A SOAP log and a rewritten file are UTF-8; what the platform itself wrote is not.
  save(join('formats', name), Buffer.from(text, /^(?:soap|rewritten)/.test(name) ? 'utf8' : 'latin1'));
}
