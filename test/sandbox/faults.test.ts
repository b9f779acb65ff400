import { afterEach, describe, expect, it } from 'vitest';
import { chooseFault, type FaultRules, parseFaultRules } from '../../src/sandbox/faults.ts';
import type { SandboxOptions } from '../../src/sandbox/start-sandbox.ts';
import { at, customerBody, openWorld, type World } from './world.ts';

describe('faults', () => {
  let world: World;
  const start = async (options: Partial<SandboxOptions>) => {
    world = await openWorld(options);
    return world;
  };
  const create = () => world.send('POST', '/wholesale/customers', customerBody());
  const customers = async () => at(await world.ok(200, 'GET', '/wholesale/customers'), 'items');
  const POST = { method: 'POST', path: '/wholesale/customers' } as const;
  afterEach(() => world.sandbox.close());

  it('throttle with and without Retry-After, before anything happened', async () => {
    await start({
      faults: [
        { kind: 'throttle', retryAfter: 2, attempts: [1], ...POST },
        { kind: 'throttle', attempts: [2], ...POST },
      ],
    });

    const answers = [await create(), await create()];

    expect(answers.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([
      [429, '2'],
      [429, null],
    ]);
    expect(await customers()).toEqual([]);
    expect((await create()).status).toBe(202);
  });

  it.each<{ kind: FaultRules[number]['kind']; status: number | undefined; made: number }>([
    { kind: 'error-before', status: 500, made: 0 },
    { kind: 'error-after', status: 500, made: 1 },
    { kind: 'drop-before', status: undefined, made: 0 },
    { kind: 'drop-after', status: undefined, made: 1 },
    { kind: 'bad-gateway', status: 502, made: 0 },
    { kind: 'bad-gateway-after', status: 502, made: 1 },
    { kind: 'token-expired', status: 401, made: 0 },
  ])('$kind: the client sees $status and $made customers exist', async ({ kind, status, made }) => {
    await start({ faults: [{ kind, ...POST }] });

    const answer = await create().catch(() => undefined);

    expect(answer?.status).toBe(status);
    expect(await customers()).toHaveLength(made);
    const row = world.sandbox.log().find(({ method }) => method === 'POST');
    expect(row).toMatchObject({ status: status ?? null, effect: made === 1, fault: kind });
  });

  it('answer HTML in a bad gateway', async () => {
    await start({ faults: [{ kind: 'bad-gateway', ...POST }] });

    expect((await create()).body).toContain('<html>');
  });

  it('strike one natural key, at the attempts that were named', async () => {
    await start({ faults: [{ kind: 'error-before', key: '*bw:other*', attempts: [1], ...POST }] });
    const other = () => world.send('POST', '/wholesale/customers', customerBody({ externalId: 'bw:other' }));

    expect((await create()).status).toBe(202);
    expect((await other()).status).toBe(500);
    expect((await other()).status).toBe(202);
  });

  it('depend on key and attempt, never on the order of other requests', () => {
    const rules: FaultRules = [{ kind: 'throttle', probability: 0.5 }];
    const keys = Array.from({ length: 200 }, (_, index) => `user${index}@example.test`);
    const draw = (key: string, attempt: number) =>
      chooseFault(rules, 7, { method: 'POST', route: '/wholesale/subscribers', key, attempt }) !== undefined;

    const forwards = new Map(keys.map((key) => [key, draw(key, 1)]));
    const backwards = new Map([...keys].reverse().map((key) => [key, draw(key, 1)]));

    expect(new Map([...backwards].sort())).toEqual(new Map([...forwards].sort()));
    const share = [...forwards.values()].filter(Boolean).length / keys.length;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
    expect(keys.some((key) => draw(key, 1) !== draw(key, 2))).toBe(true);
  });

  it('are refused with their place when a rule is not valid', async () => {
    await start({});

    expect(() => parseFaultRules({ kind: 'throttle' })).toThrow('are not a list: write [ and ] around them');
    expect(() => parseFaultRules([{ kind: 'trottle' }])).toThrow(expect.objectContaining({ code: 'USAGE' }));
    expect(() => parseFaultRules([{ kind: 'throttle' }, { kind: 'throttle', probability: 2 }])).toThrow(
      /1\.probability/,
    );
  });

  it('refuse what goes over the request budget and note it', async () => {
    let time = Date.parse('2026-06-01T12:00:00Z');
    await start({ requestsPerMinute: 2, now: () => new Date(time) });
    const me = () => world.send('GET', '/people/me');

    await me();
    time += 20_000;
    await me();
    const refused = await me();
    time += 40_000;
    const later = await me();

    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '40']);
    expect(later.status).toBe(200);
    expect(world.sandbox.log().map(({ overBudget }) => overBudget)).toEqual([false, false, true, false]);
    expect(world.sandbox.violations()).toMatchObject([{ rule: 'over-budget', detail: 'GET /people/me' }]);
  });

  it('note a write during the pause that was asked for, and none that was on its way', async () => {
    let time = Date.parse('2026-06-01T12:00:00Z');
    await start({
      now: () => new Date(time),
      faults: [{ kind: 'throttle', retryAfter: 10, attempts: [1], key: '*bw:acme*', ...POST }],
    });
    const rules = () => world.sandbox.violations().map(({ rule }) => rule);

    await create();
    await create();
    expect(rules()).toEqual([]);

    time += 5000;
    await world.send('GET', '/wholesale/customers');
    expect(rules()).toEqual([]);
    await world.send('POST', '/wholesale/customers', customerBody({ externalId: 'bw:hasty' }));
    expect(rules()).toEqual(['write-during-pause']);

    time += 5001;
    await world.send('POST', '/wholesale/customers', customerBody({ externalId: 'bw:patient' }));
    expect(rules()).toEqual(['write-during-pause']);
  });
});
