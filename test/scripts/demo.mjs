/** `npm run demo`: the enterprise sample moves to the embedded sandbox, in a temporary workspace folder. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, root, run, say } from './prepare.mjs';
import { readOptions } from './script-options.mjs';

readOptions({
  name: 'demo',
  call: 'npm run demo -- ',
  about: `Moves the sample enterprise to a simulator of Webex, in a temporary workspace folder. Installs and builds what it
needs first. To try it with captures of your own: docs/tutorial.md.`,
});
install();
build();
const folder = mkdtempSync(join(tmpdir(), 'bw2wholesale-demo-'));
const words = ['-C', folder, 'run', join(root, 'samples/enterprise'), '--sandbox', '--yes', '--allow-blocked'];
say(`bw2wholesale ${words.join(' ')}`);
process.exitCode = run(process.execPath, [join(root, 'bin/bw2wholesale.js'), ...words]);
