import { afterEach, describe, expect, it } from 'vitest';
import { draw } from '../../src/cli/draw.ts';
import { logsView } from '../../src/report/logs-view.ts';
import { refusal } from '../../src/webex/error-body.ts';
import { type EngineWorld, openEngineWorld } from '../steps/matrix/engine-world.ts';
import { buildStep, groundwork } from '../steps/step-builders.ts';

const subscriber = buildStep('subscriber');
const POST = { method: 'POST', path: '/wholesale/subscribers' } as const;

describe('the story of a step', () => {
  let world: EngineWorld;
  afterEach(() => world.close());
  const text = (width: number): string =>
    draw(logsView({ stage: 'logs', target: world.target, steps: [world.logOf(subscriber)] }), { width, colour: false });

  it('ends by naming the next command', async () => {
    world = await openEngineWorld();

    expect(text(100)).toMatch(/\nNext: bw2wholesale status\n {6}how far/);
  });

  it('tells of every request, what was answered, what was decided, and how a doubt was settled', async () => {
    world = await openEngineWorld();
    await world.plan(groundwork());
    await world.provision();
    world.sandbox.setFaults([
      { ...POST, kind: 'throttle', attempts: [1], retryAfter: 0 },
      { ...POST, kind: 'error-after', attempts: [2] },
    ]);
    await world.plan([...groundwork(), subscriber]);
    await world.provision();

    const { attempts, settlements, outputs, state } = world.logOf(subscriber);

    expect(state).toBe('created');
    expect(Object.keys(outputs).sort()).toEqual(['personId', 'subscriberId']);
    const sent = {
      host: 'sandbox',
      method: 'POST',
      path: '/wholesale/subscribers',
      body: { email: 'Anna@acme.example.test' },
      command: 'provision',
      by: 'tester',
      run: expect.any(String),
      intentAt: expect.stringMatching(/^\d{4}-/),
      endedAt: expect.stringMatching(/^\d{4}-/),
      clientTrackingId: expect.stringMatching(/^bw2wholesale_/),
      trackingId: expect.stringMatching(/^SANDBOX_/),
    };
    expect(attempts).toMatchObject([
      { ...sent, number: 1, status: 429, outcome: 'throttled', decision: 'wait 0 s, then send it again' },
      {
        ...sent,
        number: 2,
        status: 500,
        outcome: 'doubtful',
        answer: expect.stringContaining('Something went wrong'),
        decision: 'look it up, and send it again if it is absent',
      },
    ]);
    expect(settlements).toMatchObject([
      {
        why: expect.stringContaining('500'),
        found: 'there, as planned',
        decision: 'take it: it is what we sent',
      },
    ]);
  });

  it('stands in lines that fit a narrow terminal, in the order of time', async () => {
    world = await openEngineWorld();
    await world.plan(groundwork());
    await world.provision();
    world.sandbox.setFaults([{ ...POST, kind: 'drop-after', attempts: [1] }]);
    await world.plan([...groundwork(), subscriber]);
    await world.provision();

    const narrow = text(40);

    expect(Math.max(...narrow.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
    const order = ['Attempt 1, create', 'our tracking id', 'Look-up that settled it', 'there, as planned'];
    const places = order.map((words) => text(200).indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThan(0);
  });

  it('names the cause of a step that was skipped, and of one that failed', async () => {
    world = await openEngineWorld();
    const setting = buildStep('setting');
    await world.plan([...groundwork(), subscriber, setting]);
    world.sandbox.setFaults([{ ...POST, kind: 'error-before', status: 400 }]);
    await world.provision();

    const skipped = world.logOf(setting);

    expect(skipped).toMatchObject({ state: 'skipped', attempts: [] });
    expect(skipped.cause).toContain('needs subscriber subscriber, which failed: 400');
    expect(text(80)).toContain('decision: look it up, and fail if it is absent');
    expect(text(80)).toContain('found: absent after the whole settle window');
    expect(world.logOf(subscriber)).toMatchObject({
      state: 'failed',
      attempts: [{ status: 400, outcome: 'doubtful' }],
    });
  });

  it('holds no secret that a refusal repeats', async () => {
    world = await openEngineWorld();
    const body = JSON.stringify({ message: 'bad', sent: { password: 'a "b" c', sipToken: 'x', name: 'phone' } });

    const { answer } = refusal(400, body.replace('phone', 'Bearer-secret'), {}, 'own', (words) =>
      words.replaceAll('Bearer-secret', '[redacted]'),
    );

    expect(JSON.parse(answer ?? '')).toMatchObject({
      sent: { password: '[redacted]', sipToken: '[redacted]', name: '[redacted]' },
    });
  });
});
