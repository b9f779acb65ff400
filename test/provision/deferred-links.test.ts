import { afterEach, describe, expect, it } from 'vitest';
import type { Draft, SettingData } from '../../src/domain/drafts.ts';
import type { PlanSummary } from '../../src/domain/outcomes.ts';
import { createWebexApi } from '../../src/webex/api.ts';
import { createTransport } from '../../src/webex/http.ts';
import { acmeDrafts, draft } from '../builders/draft-builders.ts';
import { createSandboxHarness } from './sandbox-harness.ts';

/** Anna first, then Ben, then Carla; Anna watches both, Ben watches her, and she assists Carla. */
const MEMBERS = new Map([
  ['user:anna@example.test', 'one'],
  ['user:ben@example.test', 'two'],
  ['user:carla@example.test', 'three'],
]);
const setting = (owner: string, data: SettingData): Draft =>
  draft('setting', `${owner}/${data.setting}`, data, `user:${owner}@example.test`);
const [anna, ben, carla] = ['subscriber:anna', 'subscriber:ben', 'subscriber:carla'] as const;
const LINKS: readonly Draft[] = [
  setting('anna', { setting: 'monitoring', owner: anna, callParkNotification: true, members: [carla, ben] }),
  setting('ben', { setting: 'monitoring', owner: ben, callParkNotification: false, members: [anna] }),
  setting('carla', { setting: 'executiveAssistant', owner: carla, type: 'EXECUTIVE' }),
  setting('anna', { setting: 'executiveAssistant', owner: anna, type: 'EXECUTIVE_ASSISTANT' }),
  setting('carla', { setting: 'assignedAssistants', owner: carla, members: [anna] }),
];

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

async function start(options: Parameters<typeof createSandboxHarness>[0] = {}) {
  const harness = await createSandboxHarness(options, () => [...acmeDrafts(), ...LINKS]);
  const transport = createTransport({ baseUrl: harness.sandbox.url, token: () => 'sandbox' });
  open.push(harness, transport);
  const webex = createWebexApi(transport);
  const states = () => [...harness.journal.states(harness.target.key).values()];
  const person = (name: string) =>
    states().find(({ label }) => label === `subscriber ${name}@example.test`)?.outputs.personId ?? '';
  const call = () => ({
    orgId: states().find(({ kind }) => kind === 'customer')?.outputs.orgId ?? '',
    signal: new AbortController().signal,
  });
  const nameOf = (id: string) => ['anna', 'ben', 'carla'].find((name) => person(name) === id) ?? id;
  const run = async (batch: string): Promise<PlanSummary> => {
    const plan = await harness.plan(batch, MEMBERS);
    expect((await harness.provision()).failures).toEqual([]);
    return plan;
  };
  return {
    harness,
    run,
    lamps: async (name: string) => {
      const seen = await webex.ownerSettings.further.monitoring.get({ kind: 'person', id: person(name) }, call());
      return seen.monitoredElements.map(({ member }) => nameOf(member?.id ?? ''));
    },
    assistants: async (name: string) => {
      const owner = { kind: 'person', id: person(name) } as const;
      return (await webex.ownerSettings.further.assignedAssistants.get(owner, call())).assistants.map(({ id }) =>
        nameOf(id),
      );
    },
    watch: (name: string, whom: readonly string[]) =>
      webex.ownerSettings.further.monitoring.put(
        { kind: 'person', id: person(name) },
        { enableCallParkNotification: true, monitoredElements: whom.map(person) },
        call(),
      ),
  };
}

const linesOf = (plan: PlanSummary, label: string) =>
  plan.items
    .filter((item) => item.label.includes(label))
    .map(({ action, label: text, leftOut }) => ({ action, text, leftOut: leftOut ?? [] }));

describe('links between people of different batches', () => {
  it('are later steps, set with the batch of the second of the two, and nobody is dropped from a list', async () => {
    const { harness, run, lamps, assistants } = await start();

    const first = await run('one');
    expect(first.notPlanned.filter(({ kind }) => kind === 'setting')).toEqual(
      ['carla Example', 'ben Example'].map((name, index) =>
        expect.objectContaining({
          label: `link of ${name} to monitoring of subscriber anna@example.test`,
          reason: `later step: in batch ${['three', 'two'][index]}, linked when planned there`,
          blocked: false,
        }),
      ),
    );
    expect(await lamps('anna')).toEqual([]);

    const second = await run('two');
    expect(linesOf(second, 'monitoring of subscriber anna')).toMatchObject([
      { action: 'change', leftOut: ['carla Example: in batch three'] },
    ]);
    expect([await lamps('anna'), await lamps('ben')]).toEqual([['ben'], ['anna']]);

    await run('three');
    // In the order of the keys, whoever came first.
    expect(await lamps('anna')).toEqual(['carla', 'ben']);
    expect(await assistants('carla')).toEqual(['anna']);
    expect(await harness.verify()).toMatchObject({ different: 0, missing: 0, notDone: 0 });

    for (const batch of ['one', 'two', 'three']) {
      const again = await run(batch);
      expect(linesOf(again, 'monitoring of').map(({ action }) => action)).not.toContain('change');
      expect(again.notPlanned.filter(({ kind, reason }) => kind === 'setting' && reason.startsWith('later'))).toEqual(
        [],
      );
    }
    expect(await lamps('anna')).toEqual(['carla', 'ben']);
  });

  it('brings the type of both to the batch that assigns the assistant', async () => {
    const { run, assistants } = await start();
    const backwards = ['three', 'two', 'one'];
    for (const batch of backwards) await run(batch);

    expect(await assistants('carla')).toEqual(['anna']);
  });

  it('leaves whoever was put on a list by hand until everybody has come', async () => {
    const { run, lamps, watch } = await start();
    await run('one');
    await run('two');
    // A stand-in for somebody who is to come.
    await watch('anna', ['anna']);

    const third = await run('two');
    expect(linesOf(third, 'monitoring of subscriber anna')).toMatchObject([{ action: 'change' }]);
    expect(await lamps('anna')).toEqual(['ben', 'anna']);

    await run('three');
    expect(await lamps('anna')).toEqual(['carla', 'ben']);
  });

  it('ends the same when the write of a list is lost on the way, before or after it took effect', async () => {
    const path = '/people/{personId}/features/monitoring';
    const { harness, run, lamps } = await start({
      faults: [
        { kind: 'drop-after', method: 'PUT', path, attempts: [1] },
        { kind: 'drop-before', method: 'PUT', path, attempts: [3] },
      ],
    });
    for (const batch of ['one', 'two', 'three']) await run(batch);

    expect(await lamps('anna')).toEqual(['carla', 'ben']);
    expect((await harness.verify()).different).toBe(0);
    expect(
      harness.sandbox
        .log()
        .filter(({ fault }) => fault !== null)
        .map(({ fault }) => fault),
    ).toEqual(expect.arrayContaining(['drop-after', 'drop-before']));
  });

  it('comes to the same end when a run stops before the list is written', async () => {
    const { harness, run, lamps } = await start();
    await run('one');
    const plan = await harness.plan('two', MEMBERS);
    for (let runs = 0; runs < plan.steps.total && (await harness.provision({ limit: 1 })).stopped; runs++);
    expect(await lamps('anna')).toEqual(['ben']);
    await run('three');

    expect(await lamps('anna')).toEqual(['carla', 'ben']);
  });
});

describe('agents of one hunt group in different batches', () => {
  /** Sales of everybody, called one after another. */
  const sales = acmeDrafts().find((each) => each.kind === 'huntGroup');
  if (sales?.kind !== 'huntGroup') throw new Error('no hunt group');
  const agents = ['anna', 'ben', 'carla'].map((name) => ({ owner: `subscriber:${name}` }));
  const drafts = () =>
    acmeDrafts().map((each) => (each.id === sales.id ? { ...sales, data: { ...sales.data, agents } } : each));

  it('are added as they come; whoever was put there by hand stays until everybody has come', async () => {
    const harness = await createSandboxHarness({}, drafts);
    const transport = createTransport({ baseUrl: harness.sandbox.url, token: () => 'sandbox' });
    open.push(harness, transport);
    const { huntGroups } = createWebexApi(transport);
    const states = () => [...harness.journal.states(harness.target.key).values()];
    const outputs = (label: string) => states().find((state) => state.label === label)?.outputs ?? {};
    const call = () => ({
      orgId: states().find(({ kind }) => kind === 'customer')?.outputs.orgId ?? '',
      signal: new AbortController().signal,
    });
    const group = () => states().find(({ kind }) => kind === 'huntGroup');
    const location = () => outputs('location north').locationId ?? '';
    const seen = async () => {
      const found = await huntGroups.get(location(), group()?.outputs.huntGroupId ?? '', call());
      const people = new Map(
        states().flatMap(({ label, outputs: { personId, workspaceId } }) => [[personId ?? workspaceId ?? '', label]]),
      );
      return (found?.agents ?? []).map(({ id }) => people.get(id) ?? id);
    };
    const run = async (batch: string): Promise<void> => {
      await harness.plan(batch, MEMBERS);
      expect((await harness.provision()).failures).toEqual([]);
      expect((await harness.verify(MEMBERS)).different).toBe(0);
    };

    await run('one');
    expect(await seen()).toEqual(['subscriber anna@example.test']);
    // A stand-in for those who are to come.
    const made = await createWebexApi(transport).virtualLines.create(
      { firstName: 'Stand', lastName: 'In', extension: '1999', locationId: location() },
      call(),
    );
    const standIn = made.value?.id ?? '';
    const found = await huntGroups.get(location(), group()?.outputs.huntGroupId ?? '', call());
    await transport.send(
      {
        method: 'PUT',
        path: `/telephony/config/locations/${location()}/huntGroups/${found?.id}`,
        query: { orgId: call().orgId },
        body: { agents: [...(found?.agents ?? []).map(({ id }) => ({ id })), { id: standIn }] },
        scope: call().orgId,
      },
      call().signal,
    );

    await run('two');
    expect(await seen()).toEqual(['subscriber anna@example.test', 'subscriber ben@example.test', standIn]);

    await run('three');
    expect(await seen()).toEqual(['anna', 'ben', 'carla'].map((name) => `subscriber ${name}@example.test`));
  });
});

describe('somebody whom emergency services call back, in a later batch', () => {
  /** Ben answers for Anna. */
  async function calledBack() {
    const callback = setting('anna', {
      setting: 'emergencyCallback',
      owner: anna,
      selected: 'LOCATION_MEMBER_NUMBER',
      member: ben,
    });
    const harness = await createSandboxHarness({}, () => [...acmeDrafts(), callback]);
    const transport = createTransport({ baseUrl: harness.sandbox.url, token: () => 'sandbox' });
    open.push(harness, transport);
    const { emergency } = createWebexApi(transport);
    const outputs = (label: string) =>
      [...harness.journal.states(harness.target.key).values()].find((state) => state.label === label)?.outputs ?? {};
    const seen = () =>
      emergency.getOfOwner(
        { kind: 'person', id: outputs('subscriber anna@example.test').personId ?? '' },
        { orgId: outputs('customer Acme').orgId ?? '', signal: new AbortController().signal },
      );
    return { harness, outputs, seen };
  }

  it('answers for the other from the batch on that brings it', async () => {
    const { harness, outputs, seen } = await calledBack();
    const run = async (batch: string): Promise<PlanSummary> => {
      const plan = await harness.plan(batch, MEMBERS);
      expect((await harness.provision()).failures).toEqual([]);
      return plan;
    };

    const first = await run('one');
    expect(first.notPlanned).toContainEqual(
      expect.objectContaining({
        label: 'link of ben Example to emergency callback of subscriber anna@example.test',
        reason: 'later step: in batch two, linked when planned there',
        blocked: false,
      }),
    );
    expect(await seen()).toMatchObject({ selected: 'DIRECT_LINE' });

    await run('two');
    expect(await seen()).toMatchObject({
      selected: 'LOCATION_MEMBER_NUMBER',
      locationMemberInfo: { memberId: outputs('subscriber ben@example.test').personId },
    });
    expect(await harness.verify(MEMBERS)).toMatchObject({ different: 0, missing: 0, notDone: 0 });
    expect(linesOf(await run('two'), 'emergency callback of subscriber anna')).toMatchObject([{ action: 'unchanged' }]);
  });

  it('is let go before that one is removed, for the other stays', async () => {
    const { harness, seen } = await calledBack();
    await harness.plan('one', MEMBERS);
    await harness.provision();
    await harness.plan('two', MEMBERS);
    const two = await harness.provision();
    await harness.rollback({ runs: new Set([two.run]) });

    expect((await seen()).selected).toBe('DIRECT_LINE');
  });
});

describe('a list on which somebody is missing', () => {
  it('is not written again while nobody has come, and still says who is missing', async () => {
    const drafts = [
      ...acmeDrafts(),
      draft('virtualLine', 'hall', {
        location: 'location:north',
        firstName: 'Hall',
        lastName: 'Line',
        // The extension of Anna: the target refuses the line.
        extension: '1001',
      }),
      setting('ben', {
        setting: 'monitoring',
        owner: ben,
        callParkNotification: false,
        members: [anna, 'virtualLine:hall'],
      }),
    ];
    const harness = await createSandboxHarness({}, () => drafts);
    open.push(harness);
    const list = () =>
      [...harness.journal.states(harness.target.key).values()].find(({ label }) => label.startsWith('monitoring'));
    const writes = () => harness.sandbox.log().filter(({ effect }) => effect).length;
    await harness.plan();

    expect((await harness.provision()).failures).toMatchObject([
      { kind: 'virtualLine', state: 'failed' },
      { state: 'skipped' },
    ]);
    expect(list()?.leftOut).toEqual(['virtual line Hall Line']);
    const before = writes();
    await harness.provision();

    expect(writes()).toBe(before);
    expect(list()).toMatchObject({ state: 'created', leftOut: ['virtual line Hall Line'] });
  });
});
