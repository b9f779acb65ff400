/** `npm run demo`: the enterprise sample moves to the embedded sandbox, in a temporary workspace folder. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, root, run, say } from './prepare.mjs';

install();
build();
const folder = mkdtempSync(join(tmpdir(), 'bw2wholesale-demo-'));
const words = ['-C', folder, 'run', join(root, 'samples/enterprise'), '--sandbox', '--yes', '--allow-blocked'];
say(`bw2wholesale ${words.join(' ')}`);
process.exitCode = run(process.execPath, [join(root, 'bin/bw2wholesale.js'), ...words]);
