import { describe, expect, it } from 'vitest';
import { startMeter } from '../../src/cli/progress-meter.ts';

/** A meter of `provision` whose clock the test turns. */
function meterAt(start = 0) {
  const clock = { time: start };
  const meter = startMeter('provision', () => clock.time);
  let done = 0;
  const end = (state: string, seconds: number) => {
    clock.time += seconds * 1000;
    done += 1;
    meter.note({ type: 'step', step: `s${done}`, kind: 'device', label: 'phone', state });
    meter.note({ type: 'progress', stage: 'provision', done, total: 100, unit: 'steps' });
  };
  return { meter, end, clock };
}

describe('startMeter', () => {
  it('says how far, how fast, and how long it will take', () => {
    const { meter, end } = meterAt();
    for (let step = 0; step < 10; step++) end('created', 1);

    expect(meter.text()).toBe('10/100 steps, 60/min, about 2 min left');
    expect(meter.isWhole()).toBe(false);
  });

  it('does not take what an earlier run did for its own pace', () => {
    const { meter, end } = meterAt();
    for (let step = 0; step < 50; step++) end('unchanged', 0);
    for (let step = 0; step < 10; step++) end('created', 2);

    expect(meter.text()).toBe('60/100 steps, 30/min, about 80 s left');
  });

  it('follows the pace of the last minute, not of the whole run', () => {
    const { meter, end } = meterAt();
    for (let step = 0; step < 60; step++) end('created', 1);
    for (let step = 0; step < 10; step++) end('created', 10);

    // The last minute and a sample before it: six steps in sixty seconds.
    expect(meter.text()).toBe('70/100 steps, 6/min, about 5 min left');
  });

  it('counts pauses, and at the end says how long it took instead of how long it will take', () => {
    const { meter, end } = meterAt();
    meter.note({ type: 'throttled', scope: 'org', seconds: 2 });
    for (let step = 0; step < 100; step++) end('created', 1);

    expect(meter.lastText()).toBe('100/100 steps in 2 min, 429: 1');
    expect(meter.text()).not.toContain('left');
    expect(meter.isWhole()).toBe(true);
  });

  it('counts bytes in megabytes', () => {
    let time = 0;
    const meter = startMeter('extract', () => time);
    time = 30_000;
    meter.note({ type: 'progress', stage: 'extract', done: 1_500_000, total: 3_000_000, unit: 'bytes' });

    expect(meter.text()).toBe('1.5/3.0 MB, 3.0 MB/min, about 30 s left');
  });
});
