import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { SlowFirst } from './test/runner/slow-first.ts';

/** `SLOW=0` leaves out the files named `*.slow.test.ts`: crash, browser and end-to-end runs (`npm run check`). */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/runner/own-temporary-folder.ts'],
    exclude: process.env.SLOW === '0' ? ['**/*.slow.test.ts', 'node_modules/**'] : ['node_modules/**'],
    // Left to itself, the runner spares a core: on machines with two that doubles the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Files share what they import: loading it anew for each of two hundred took a fifth of the time. No test mocks a module
    // or changes what is global.
    isolate: false,
    sequence: { sequencer: SlowFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: { provider: 'v8', include: ['src/**/*.ts'], reporter: ['text-summary', 'json-summary'] },
  },
});
