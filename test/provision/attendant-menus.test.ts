import { afterEach, describe, expect, it } from 'vitest';
import { menuDrafts, PARTS } from '../builders/menu-drafts.ts';
import { createSandboxHarness, type SandboxHarness } from './sandbox-harness.ts';

let harness: SandboxHarness | undefined;
afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

const ATTENDANTS = '/telephony/config/locations/{locationId}/autoAttendants';

async function planned(...options: Parameters<typeof createSandboxHarness>): Promise<SandboxHarness> {
  harness = await createSandboxHarness(options[0], options[1] ?? menuDrafts);
  await harness.plan();
  return harness;
}

interface Stored {
  readonly name: string;
  readonly keys: readonly string[];
}

/** Attendants as they stand in the target, with what their keys dial. */
function attendants({ sandbox }: SandboxHarness): Stored[] {
  return (sandbox.objects().autoAttendant ?? [])
    .map(({ data }) => {
      const body = Object(data).body;
      const keys: { key: string; value?: string }[] = Object(body).businessHoursMenu.keyConfigurations;
      return {
        name: String(Object(data).name),
        keys: keys.map(({ key, value }) => `${key} ${value ?? ''}`.trim()).sort(),
      };
    })
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}
const WHOLE: readonly Stored[] = [
  { name: 'Main', keys: ['2 5201'] },
  { name: 'One', keys: ['1 5302'] },
  { name: 'Parts', keys: ['#', '1 5201'] },
  { name: 'Support', keys: ['* 5200', '1 5202'] },
  { name: 'Two', keys: ['1 5301'] },
  { name: 'holiday', keys: ['1'] },
];
/** Writes to attendants so far, of either pass, and of their forwarding. */
const written = ({ sandbox }: SandboxHarness) =>
  sandbox.log().filter(({ method, path, effect }) => effect && method !== 'GET' && path.includes('/autoAttendants'))
    .length;
const creates = ({ sandbox }: SandboxHarness) =>
  sandbox.log().filter(({ method, path, effect }) => effect && method === 'POST' && path.endsWith('/autoAttendants'))
    .length;

describe('menus that point at each other, and a holiday menu', () => {
  it('are made, read back without a difference, planned again as right, and taken back', async () => {
    const run = await planned();
    const { failures } = await run.provision();

    expect(failures).toEqual([]);
    expect(attendants(run)).toEqual(WHOLE);
    expect(await run.verify()).toMatchObject({ different: 0, missing: 0 });
    expect(run.sandbox.violations()).toEqual([]);

    const again = await run.plan();
    const changes = again.items.filter(({ action }) => action === 'create' || action === 'change');
    // Numbers are activated at the cutover.
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['activation']));

    const summary = await run.rollback();
    expect(summary.counts).toMatchObject({ failed: 0, 'not-reached': 0 });
    expect(run.sandbox.objects().autoAttendant).toBeUndefined();
  });

  it('lead to nothing that is not there yet, at any moment', async () => {
    const run = await planned();
    await run.provision();

    const there = new Set(['1001', '1002', '1003', '5000', '5100']);
    const early = run.sandbox.log().flatMap(({ method, path, body, effect }) => {
      if (!effect || !path.includes('/autoAttendants') || path.includes('callForwarding') || method === 'DELETE')
        return [];
      const { name, extension, businessHoursMenu } = Object(body);
      const values = Object(businessHoursMenu).keyConfigurations.flatMap(
        ({ value }: { value?: string }) => value ?? [],
      );
      const missing = values.filter((value: string) => !there.has(value));
      there.add(extension);
      return missing.map((value: string) => `${name} to ${value}`);
    });

    expect(early).toEqual([]);
  });

  it.each([
    1, 2, 3, 4, 6, 8,
  ])('are whole after a run that was broken off in the middle of them (%i)', async (writes) => {
    const run = await planned();
    const stop = new AbortController();
    const watch = setInterval(() => {
      if (written(run) >= writes) stop.abort();
    }, 1);
    await run.provision({ concurrency: 1 }, stop.signal).catch(() => undefined);
    clearInterval(watch);
    const { failures } = await run.provision();

    expect(failures).toEqual([]);
    expect(attendants(run)).toEqual(WHOLE);
    expect(creates(run)).toBe(6);
    expect(await run.verify()).toMatchObject({ different: 0, missing: 0 });
  });

  it('are settled once where an answer was lost, before and after it took effect', async () => {
    const run = await planned({
      faults: [
        { kind: 'drop-after', method: 'POST', path: ATTENDANTS, attempts: [1] },
        { kind: 'drop-after', method: 'PUT', path: `${ATTENDANTS}/{autoAttendantId}`, attempts: [1] },
        {
          kind: 'drop-before',
          method: 'POST',
          path: `${ATTENDANTS}/{autoAttendantId}/callForwarding/selectiveRules`,
          attempts: [1],
        },
      ],
    });
    const { failures } = await run.provision();

    expect(failures).toEqual([]);
    expect(new Set(run.sandbox.log().flatMap(({ fault }) => fault ?? []))).toEqual(
      new Set(['drop-after', 'drop-before']),
    );
    expect(creates(run)).toBe(6);
    expect(attendants(run)).toEqual(WHOLE);
    expect(await run.verify()).toMatchObject({ different: 0, missing: 0 });
  });

  it('stay the same ones when another extension is chosen for them: no second one is made', async () => {
    let extension = '5202';
    const run = await planned({}, () =>
      menuDrafts().map((draft) => {
        if (draft.kind !== 'autoAttendant') return draft;
        const keys = draft.data.businessHoursMenu.keys.map((key) =>
          key.attendant === PARTS ? { ...key, value: extension } : key,
        );
        const menu = { ...draft.data.businessHoursMenu, keys };
        const own = draft.id === PARTS ? { extension } : {};
        return { ...draft, data: { ...draft.data, ...own, businessHoursMenu: menu, afterHoursMenu: menu } };
      }),
    );
    await run.provision();
    extension = '5299';
    await run.plan();
    const { failures } = await run.provision();

    expect(failures).toEqual([]);
    expect(creates(run)).toBe(6);
    expect(attendants(run).find(({ name }) => name === 'Support')?.keys).toEqual(['* 5200', '1 5299']);
    expect(await run.verify()).toMatchObject({ different: 0, missing: 0 });
  });

  it('keep the keys of the second pass when something else of them is changed', async () => {
    let nameDialing: 'GROUP' | 'ENTERPRISE' = 'GROUP';
    const run = await planned({}, () =>
      menuDrafts().map((draft) =>
        draft.kind === 'autoAttendant' && draft.id === PARTS
          ? { ...draft, data: { ...draft.data, nameDialing } }
          : draft,
      ),
    );
    await run.provision();
    const before = run.sandbox.log().length;
    nameDialing = 'ENTERPRISE';
    await run.plan();
    await run.provision();

    const puts = run.sandbox
      .log()
      .slice(before)
      .filter(({ method, effect }) => effect && method === 'PUT');
    expect(puts.map(({ body }) => Object(body).nameDialing)).toContain('ENTERPRISE');
    for (const { body } of puts) expect(Object(body).businessHoursMenu.keyConfigurations).toHaveLength(2);
    expect(attendants(run)).toEqual(WHOLE);
  });
});
