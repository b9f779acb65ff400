/** `npm run picture`: renews docs/images/report.png, the picture in the README, from a run of the sample enterprise. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, root, run } from './prepare.mjs';
import { readOptions } from './script-options.mjs';

readOptions({
  name: 'picture',
  call: 'npm run picture -- ',
  about: 'Renews docs/images/report.png, the picture in the README, from a run of the sample enterprise.',
});
install();
build();
const folder = mkdtempSync(join(tmpdir(), 'bw2wholesale-picture-'));
try {
  const words = ['-C', folder, '-q', 'run', join(root, 'samples/enterprise'), '--sandbox', '--yes', '--allow-blocked'];
  const made = run(process.execPath, [join(root, 'bin/bw2wholesale.js'), ...words], { stdio: ['ignore', 'ignore', 2] });
  process.exitCode =
    made === 0
      ? run(process.execPath, [
          join(root, 'test/scripts/screenshot.mjs'),
          join(folder, 'reports/report.html'),
          join(root, 'docs/images/report.png'),
          '--height',
          '960',
        ])
      : made;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
