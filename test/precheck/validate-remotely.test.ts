import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/cli/remote-validator.ts';
import type { Draft } from '../../src/domain/drafts.ts';
import { WebexHttpError } from '../../src/domain/webex-errors.ts';
import type { Clock } from '../../src/pipeline/clock.ts';
import type { PrecheckPorts, RemoteValidator } from '../../src/precheck/ports.ts';
import { type PrecheckOptions, runPrecheck } from '../../src/precheck/run-precheck.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { findingRepository } from '../../src/store/finding-repository.ts';
import { createWebexApi } from '../../src/webex/api.ts';
import { createTransport } from '../../src/webex/http.ts';
import { newStore } from '../fakes/empty-store.ts';
import { ANNA, draft, healthyDrafts, LOOPBACK, migrationConfig, ports } from './draft-builders.ts';

const context = { signal: new AbortController().signal, now: () => new Date('2026-03-01T10:00:00Z'), emit: () => {} };
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The client as `cli` wires it. */
function validatorFor(baseUrl: string, token = 'sandbox', partnerOrgId = LOOPBACK.partnerOrgId): RemoteValidator {
  const transport = createTransport({ baseUrl, token: () => token });
  closers.push(() => transport.close());
  return validatorOf(createWebexApi(transport), partnerOrgId);
}

/** A server that takes every number and phone; `listener` answers the rest. */
async function serve(listener: RequestListener): Promise<RemoteValidator> {
  const server = createServer((request, response) => {
    const inventory = inventoryAnswer(request.url ?? '');
    if (inventory === undefined) listener(request, response);
    else void bodyOf(request).then((body) => response.end(JSON.stringify(inventory(body))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(() => resolve())));
  return validatorFor(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
}

interface Asked {
  readonly phoneNumbers: readonly string[];
  readonly macs: readonly string[];
}

async function bodyOf(request: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString() || '{}') as Asked;
}

function inventoryAnswer(
  url: string,
  state: { readonly number?: string; readonly mac?: string } = {},
): ((body: Asked) => unknown) | undefined {
  if (url.includes('/validateNumbers/'))
    return ({ phoneNumbers }) => ({
      status: 'OK',
      numbers: phoneNumbers.map((number) => ({ number, state: state.number ?? 'Available', detail: ['as told'] })),
    });
  if (url.includes('/validateMacs/'))
    return ({ macs }) => ({ status: 'OK', macStatus: macs.map((mac) => ({ mac, state: state.mac ?? 'AVAILABLE' })) });
  if (url.includes('/supportedDevices')) return () => ({ devices: [{ model: 'DMS Cisco 8851' }] });
  return undefined;
}

function check(
  remote: RemoteValidator,
  drafts: readonly Draft[] = healthyDrafts(),
  options: Partial<PrecheckOptions> = {},
) {
  const findings = findingRepository(newStore());
  const all: PrecheckPorts = { ...ports(drafts), findings, remote };
  return {
    findings,
    summary: runPrecheck(context, { config: migrationConfig(), target: LOOPBACK, remote: true, ...options }, all),
  };
}

/** A clock whose waits take no time; it keeps what was asked of it. */
function hastyClock(): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  return { waits, now: () => 0, sleep: async (ms) => void waits.push(ms) };
}

describe('precheck --remote against the sandbox', () => {
  async function sandbox() {
    const server = await startSandbox({ stateFile: ':memory:' });
    closers.push(() => server.close());
    return server;
  }

  it('asks about the customer and its subscribers, and writes nothing', async () => {
    const server = await sandbox();
    const before = server.objects();
    const summary = await check(validatorFor(server.url, 'sandbox', server.partnerOrgId)).summary;

    expect(summary).toMatchObject({ blockers: 0, remoteChecks: 5 });
    expect(server.objects()).toEqual(before);
    expect(server.violations()).toEqual([]);
  });

  it('turns a refusal into a blocker of that subscriber, for that target', async () => {
    const server = await sandbox();
    const taken = healthyDrafts(draft('subscriber', { email: 'anna+taken@mail.example.test' }));
    const { summary, findings } = check(validatorFor(server.url, 'sandbox', server.partnerOrgId), taken);
    const [refused] = (await summary).findings;

    expect(refused).toMatchObject({
      rule: 'remote-subscriber-refused',
      severity: 'blocker',
      entity: { kind: 'subscriber', id: 'anna@acme.example.test' },
      target: LOOPBACK.key,
      message: expect.stringContaining('10022'),
    });
    expect([...findings.blockersFor(LOOPBACK.key).keys()]).toEqual([ANNA]);
    expect(findings.blockersFor('another target').size).toBe(0);
    expect(findings.remotelyCheckedAt(LOOPBACK.key)).toEqual(context.now());
  });

  it('asks nothing about what is blocked already', async () => {
    const server = await sandbox();
    const blocked = healthyDrafts(draft('subscriber', { email: 'nobody' }));
    const summary = await check(validatorFor(server.url, 'sandbox', server.partnerOrgId), blocked).summary;

    expect(summary.remoteChecks).toBe(4);
  });

  it('calls a wrong token an error, not a finding', async () => {
    const server = await sandbox();
    const { summary, findings } = check(validatorFor(server.url, 'wrong'));

    await expect(summary).rejects.toMatchObject({ code: 'TOKEN_REJECTED' });
    expect(findings.all(LOOPBACK.key)).toEqual([]);
    expect(findings.checkedAt()).toBeUndefined();
  });
});

describe('precheck --remote against a difficult server', () => {
  const REFUSED = JSON.stringify({ error: { key: '400', message: [{ code: 10022, description: 'already belongs' }] } });
  const inOrganisation = migrationConfig({ customers: { acme: { orgId: 'ORG1' } } });

  /** Refuses every subscriber, and has these people in the organisation ORG1. */
  const refusing = (...emails: readonly string[]) =>
    serve((request, response) => {
      const url = request.url ?? '';
      if (url.includes('/people?')) {
        const items = url.includes('orgId=ORG1') ? [{ id: 'P1', emails }] : [];
        response.end(JSON.stringify({ items }));
        return;
      }
      response.writeHead(url.includes('/subscribers/validate') ? 400 : 200).end(REFUSED);
    });

  it('does not block whom the organisation that migration.yaml names has already', async () => {
    const remote = await refusing('Anna@mail.example.test');
    const blockersWith = async (config = migrationConfig(), email = 'anna@mail.example.test') =>
      (await check(remote, healthyDrafts(draft('subscriber', { email })), { config }).summary).blockers;

    expect(await blockersWith()).toBe(1);
    expect(await blockersWith(inOrganisation)).toBe(0);
    expect(await blockersWith(inOrganisation, 'bea@mail.example.test')).toBe(1);
  });

  it('remembers what was said for what plan goes by, until another organisation is named', async () => {
    const { summary, findings } = check(await refusing());
    expect((await summary).earlier).toEqual([]);
    const locally = (config = migrationConfig()) =>
      runPrecheck(context, { config }, { ...ports(healthyDrafts()), findings });

    expect(await locally()).toMatchObject({ blockers: 0, earlier: [{ target: LOOPBACK.key, blockers: 1 }] });
    expect(findings.blockersFor(LOOPBACK.key).size).toBe(1);

    expect(await locally(inOrganisation)).toMatchObject({ blockers: 0, earlier: [] });
    expect(findings.blockersFor(LOOPBACK.key).size).toBe(0);
  });

  it('waits as long as a busy target says, then asks again', async () => {
    let calls = 0;
    const remote = await serve((_request, response) => {
      calls += 1;
      if (calls === 1) response.writeHead(429, { 'Retry-After': '7' }).end('{"message":"slow down"}');
      else response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"message":"success","info":[]}');
    });
    const clock = hastyClock();
    const summary = await check(remote, healthyDrafts(), {
      clock,
      config: migrationConfig({ limits: { concurrency: 1 } }),
    }).summary;

    expect(summary).toMatchObject({ blockers: 0, remoteChecks: 5 });
    expect(clock.waits).toEqual([7000]);
    expect(calls).toBe(3);
  });

  it('gives up on a target that stays down', async () => {
    const remote = await serve((_request, response) => void response.writeHead(503).end('<html>down</html>'));
    const clock = hastyClock();

    await expect(check(remote, healthyDrafts(), { clock }).summary).rejects.toMatchObject({
      code: 'TARGET_UNAVAILABLE',
    });
  });

  it('gives up on a network that stays down', async () => {
    const clock = hastyClock();

    await expect(
      check(validatorFor('http://127.0.0.1:9/v1'), healthyDrafts(), { clock }).summary,
    ).rejects.toMatchObject({
      code: 'TARGET_UNAVAILABLE',
    });
  });

  it('never asks about more objects at a time than it may', async () => {
    let open = 0;
    let most = 0;
    const remote = await serve((_request, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open -= 1;
        response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"message":"success"}');
      }, 20);
    });
    const people = Array.from({ length: 12 }, (_, index) =>
      draft(
        'subscriber',
        { email: `user${index}@mail.example.test`, extension: `30${index + 10}`, phoneNumber: undefined },
        { id: `subscriber:user${index}@acme.example.test`, from: `user:user${index}` },
      ),
    );
    const config = migrationConfig({ limits: { concurrency: 3 } });
    const summary = await check(remote, healthyDrafts(...people), { config }).summary;

    expect(summary.remoteChecks).toBe(17);
    expect(most).toBe(3);
  });

  it('needs a provisioning ID', async () => {
    const remote = await serve((_request, response) => void response.end('{}'));

    await expect(
      check(remote, healthyDrafts(), { config: migrationConfig({ partner: {} }) }).summary,
    ).rejects.toMatchObject({
      code: 'PROVISIONING_ID_MISSING',
    });
  });
});

describe('what a target says of numbers and phones', () => {
  const success = '{"message":"success","info":[]}';

  async function told(state: { readonly number?: string; readonly mac?: string; readonly models?: readonly string[] }) {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      const url = request.url ?? '';
      asked.push(url);
      const models = state.models?.map((model) => ({ model }));
      const answer =
        url.includes('/supportedDevices') && models ? () => ({ devices: models }) : inventoryAnswer(url, state);
      if (answer === undefined) response.setHeader('Content-Type', 'application/json').end(success);
      else void bodyOf(request).then((body) => response.end(JSON.stringify(answer(body))));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise((resolve) => server.close(() => resolve())));
    return { asked, remote: validatorFor(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`) };
  }
  const rulesOf = async (run: { readonly summary: ReturnType<typeof runPrecheck> }): Promise<string[]> =>
    (await run.summary).findings.map(({ rule }) => rule).filter((rule) => rule.startsWith('remote-'));

  it.each([
    ['a number that another organisation has', { number: 'Unavailable' }, 'remote-number-unavailable'],
    ['a number that is none', { number: 'Invalid' }, 'remote-number-unavailable'],
    ['a number that the partner itself has', { number: 'Duplicate' }, 'remote-number-unavailable'],
    ['a phone that somebody has', { mac: 'UNAVAILABLE' }, 'remote-mac-unavailable'],
    ['a model that may not be onboarded', { models: ['DMS Cisco 6821'] }, 'remote-model-unsupported'],
  ])('is a blocker: %s', async (_, state, rule) => {
    const { remote } = await told(state);

    expect([...new Set(await rulesOf(check(remote)))]).toEqual([rule]);
  });

  it('tells the words of the target and whom they are about', async () => {
    const { remote } = await told({ number: 'Unavailable' });
    const found = (await check(remote).summary).findings.find(({ entity }) => entity.id === '+12025550101');

    expect(found).toMatchObject({
      entity: { kind: 'number', id: '+12025550101' },
      location: 'location:acme/north',
      message: 'Webex says of +12025550101 "Unavailable": as told',
    });
  });

  it('asks the organisation that the customer has, and takes for right what is there already', async () => {
    const { remote, asked } = await told({ number: 'Duplicate' });
    const config = migrationConfig({ customers: { acme: { orgId: 'org-of-acme' } } });

    expect(await rulesOf(check(remote, healthyDrafts(), { config }))).toEqual([]);
    const inventory = asked.filter((url) => url.startsWith('/v1/telephony/'));
    expect(inventory).toHaveLength(3);
    for (const url of inventory) expect(url).toContain('orgId=org-of-acme');
  });

  it.each([403, 404])('warns once for each question that an organisation does not answer (%i)', async (status) => {
    const { remote } = await told({});
    const refuse = async (): Promise<never> => {
      throw new WebexHttpError('no such thing here', { status });
    };
    const closed: RemoteValidator = {
      ...remote,
      validateNumbers: refuse,
      validateMacs: refuse,
      supportedModels: refuse,
    };
    const { blockers, findings } = await check(closed).summary;
    const warnings = findings.filter(({ rule }) => rule.startsWith('remote-'));

    expect(blockers).toBe(0);
    expect(warnings.map(({ rule, severity, entity }) => [rule, severity, entity.kind])).toEqual(
      Array(3).fill(['remote-inventory-unanswered', 'warning', 'customer']),
    );
    expect(warnings.map(({ message }) => message.split(' could')[0]).sort()).toEqual([
      'MAC addresses',
      'models',
      'numbers',
    ]);
  });

  it('does not take silence for a yes', async () => {
    const { remote } = await told({});
    const silent: RemoteValidator = { ...remote, validateNumbers: async () => [] };

    expect(new Set(await rulesOf(check(silent)))).toEqual(new Set(['remote-number-unavailable']));
  });

  it('asks nothing about numbers that do not move', async () => {
    const { remote } = await told({ number: 'Unavailable' });
    const staying = healthyDrafts().flatMap((it) =>
      it.kind === 'number' ? [draft('number', { ...it.data, fate: 'stay' }, { id: it.id })] : [],
    );

    expect(await rulesOf(check(remote, healthyDrafts(...staying)))).toEqual([]);
  });

  it('asks nothing about phones that stay outside', async () => {
    const { remote, asked } = await told({});
    const staying = draft('device', { fate: 'replace' });

    expect((await check(remote, healthyDrafts(staying)).summary).remoteChecks).toBe(4);
    expect(asked.filter((url) => url.includes('/validateMacs/') || url.includes('/supportedDevices'))).toEqual([]);
  });
});
