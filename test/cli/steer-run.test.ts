import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { nextTime } from '../../src/cli/next-time.ts';
import { CONTROL_FILE, steerRun } from '../../src/cli/steer-run.ts';
import { createRunControl } from '../../src/provision/run-control.ts';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

function steer(until?: Date) {
  const folder = mkdtempSync(join(tmpdir(), 'bw2w-steer-'));
  const said: string[] = [];
  const control = createRunControl(new AbortController().signal);
  const steering = steerRun(
    folder,
    { concurrency: 10, requestsPerMinute: 300 },
    { say: (message) => said.push(message), ...(until === undefined ? {} : { until }) },
  );
  const begin = () => open.push(steering.attach(control), () => control.release());
  return { steering, control, said, begin, file: join(folder, CONTROL_FILE) };
}

describe('a run that is steered', () => {
  it('takes limits and a pause from the file, and the old ones when the file goes', async () => {
    const { steering, control, begin, file } = steer();
    begin();

    writeFileSync(file, 'pause: true\nconcurrency: 3\nrequestsPerMinute: 60\n');
    await vi.waitFor(() => expect(control.paused).toBe(true), 3000);
    expect([steering.concurrency(), steering.requestsPerMinute()]).toEqual([3, 60]);
    expect(control.claiming).toBe(false);

    rmSync(file);
    await vi.waitFor(() => expect(control.paused).toBe(false), 3000);
    expect([steering.concurrency(), steering.requestsPerMinute()]).toEqual([10, 300]);
  });

  it('goes on as before when the file cannot be read, and says where it is wrong', async () => {
    const { steering, said, begin, file } = steer();
    writeFileSync(file, 'concurrency: 4\n');
    begin();
    writeFileSync(file, 'concurency: 400\n');

    await vi.waitFor(() => expect(said.join()).toContain('goes on as before'), 3000);
    expect(steering.concurrency()).toBe(4);
  });

  it('pauses and goes on at SIGUSR2', () => {
    const { control, begin } = steer();
    begin();

    process.emit('SIGUSR2');
    const paused = control.paused;
    process.emit('SIGUSR2');

    expect([paused, control.paused]).toEqual([true, false]);
  });

  it('begins nothing new once the time window has ended', () => {
    const { control, begin } = steer(new Date(Date.now() - 1000));
    begin();

    expect(control.claiming).toBe(false);
    expect(control.stopped).toMatchObject({ reason: 'until' });
  });
});

describe('nextTime', () => {
  const now = new Date(2026, 0, 15, 22, 30);

  it.each([
    ['23:15', new Date(2026, 0, 15, 23, 15)],
    ['5:30', new Date(2026, 0, 16, 5, 30)],
    ['22:30', new Date(2026, 0, 16, 22, 30)],
  ])('%s is the next time that a clock shows it', (text, expected) => {
    expect(nextTime(text, now)).toEqual(expected);
  });

  it.each(['25:00', '5', '12:60', 'noon'])('refuses %s', (text) => {
    expect(() => nextTime(text, now)).toThrow('--until needs a time');
  });
});
