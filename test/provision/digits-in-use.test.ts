import { expect, it, onTestFinished } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import type { DigitPattern } from '../../src/domain/further-settings.ts';
import { createWebexApi } from '../../src/webex/api.ts';
import { createTransport } from '../../src/webex/http.ts';
import { acmeDrafts, draft } from '../builders/draft-builders.ts';
import { createSandboxHarness } from './sandbox-harness.ts';

/** Webex has the digits of a pattern once: who gets those of another one waits for it. */

type Digits = Readonly<Record<string, string>>;

const patternsOf = (digits: Digits): DigitPattern[] =>
  Object.entries(digits).map(([name, pattern]) => ({ name, pattern, action: 'BLOCK', transferEnabled: false }));

const PLACES = {
  location: (digits: Digits): Draft[] =>
    acmeDrafts().map((each) =>
      each.id === 'location:north' && each.kind === 'location'
        ? { ...each, data: { ...each.data, digitPatterns: patternsOf(digits) } }
        : each,
    ),
  person: (digits: Digits): Draft[] => [
    ...acmeDrafts(),
    ...patternsOf(digits).map((pattern) =>
      draft('setting', `anna/digitPattern/${pattern.name}`, {
        setting: 'digitPattern',
        owner: 'subscriber:anna',
        ...pattern,
      }),
    ),
  ],
} as const;

async function start(place: keyof typeof PLACES, digits: Digits) {
  let drafts = PLACES[place](digits);
  const harness = await createSandboxHarness({}, () => drafts);
  onTestFinished(() => harness.close());
  await harness.plan();
  expect((await harness.provision()).failures).toEqual([]);
  const transport = createTransport({ baseUrl: harness.sandbox.url, token: () => 'sandbox' });
  onTestFinished(() => transport.close());
  const { digitPatterns, ownerSettings } = createWebexApi(transport);
  const made = ['customer Acme', 'location north', 'subscriber anna@example.test'];
  const states = [...harness.journal.states(harness.target.key).values()];
  const ids = Object.assign({}, ...states.filter(({ label }) => made.includes(label)).map(({ outputs }) => outputs));
  const call = { orgId: String(ids.orgId), signal: new AbortController().signal };
  const owner = { kind: 'person' as const, id: String(ids.personId) };
  const list = async () =>
    place === 'location'
      ? digitPatterns.list(String(ids.locationId), call)
      : (await ownerSettings.further.digitPatterns.get(owner, call)).digitPatterns;
  return {
    become: async (next: Digits) => {
      drafts = PLACES[place](next);
      const { items } = await harness.plan();
      const { failures } = await harness.provision();
      return { items: items.filter(({ label }) => label.includes('digit pattern')), failures };
    },
    there: async () => Object.fromEntries((await list()).map(({ name, pattern }) => [name, pattern])),
    remove: async (gone: string) => {
      const id = String((await list()).find(({ name }) => name === gone)?.id);
      if (place === 'location') await digitPatterns.remove(String(ids.locationId), id, call);
      else await ownerSettings.further.digitPatternEntries.remove(owner, id, call);
    },
    add: (name: string, pattern: string) =>
      digitPatterns.create(String(ids.locationId), { name, pattern, action: 'BLOCK', transferEnabled: false }, call),
  };
}

it.each(['location', 'person'] as const)('patterns of a %s move up one after another', async (place) => {
  const { become, there } = await start(place, { A: '111', B: '222', C: '333' });
  const { failures } = await become({ A: '222', B: '333', C: '444' });

  expect(failures).toEqual([]);
  expect(await there()).toEqual({ A: '222', B: '333', C: '444' });
});

it.each(['location', 'person'] as const)('patterns of a %s that swap their digits are held back', async (place) => {
  const { become, there, remove } = await start(place, { A: '111', B: '222', C: '333' });
  const swapped = { A: '222', B: '111', C: '333', D: '999' };
  const { items, failures } = await become(swapped);

  expect(failures).toEqual([]);
  expect(items.filter(({ action }) => action === 'blocked').map(({ reason }) => reason)).toEqual([
    expect.stringMatching(
      /^its digits 222 are still those of "B", which waits .* remove one of these patterns in Control Hub/,
    ),
    expect.stringMatching(/^its digits 111 are still those of "A", which waits /),
  ]);
  expect(await there()).toEqual({ A: '111', B: '222', C: '333', D: '999' });

  // Somebody follows the advice.
  await remove('B');
  const after = await become(swapped);
  expect(after.failures).toEqual([]);
  expect(after.items.filter(({ action }) => action === 'blocked')).toEqual([]);
  expect(await there()).toEqual(swapped);
});

it('a pattern that nobody planned stands in the way, told with its name', async () => {
  const { become, there, add } = await start('location', { A: '111' });
  await add('Their own', '222');
  const { items, failures } = await become({ A: '222' });

  expect(failures).toEqual([]);
  expect(items).toMatchObject([
    { action: 'blocked', reason: expect.stringContaining('those of "Their own" in Webex, which nothing plans') },
  ]);
  expect(await there()).toEqual({ A: '111', 'Their own': '222' });
});
