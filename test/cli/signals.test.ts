import { afterEach, describe, expect, it } from 'vitest';
import { watchSignals } from '../../src/cli/signals.ts';
import { systemClock } from '../../src/pipeline/clock.ts';

const warnings: string[] = [];
const hear = (warning: Error): void => void warnings.push(warning.name);

describe('watchSignals', () => {
  afterEach(() => void process.off('warning', hear));

  it('lets more than ten reads wait for it without a warning of Node on the screen', async () => {
    process.on('warning', hear);
    const signals = watchSignals();

    await Promise.all(Array.from({ length: 20 }, () => systemClock.sleep(5, signals.signal)));
    // Node tells of warnings in a later turn.
    await new Promise((resolve) => void setTimeout(resolve, 20));
    signals.release();

    expect(warnings).toEqual([]);
  });
});
