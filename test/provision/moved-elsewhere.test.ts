import { expect, it, onTestFinished } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import { acmeDrafts, locationDraft, numberDraft } from '../builders/draft-builders.ts';
import { createSandboxHarness } from './sandbox-harness.ts';

/** What stands in Webex already, and is planned for another location, is not made a second time. */

const WEST = locationDraft('west', { emergencyCallback: 'NONE' });

async function provisioned() {
  let drafts: readonly Draft[] = acmeDrafts();
  const harness = await createSandboxHarness({}, () => [...drafts]);
  onTestFinished(() => harness.close());
  await harness.plan();
  expect((await harness.provision()).failures).toEqual([]);
  const workspaces = () =>
    harness.sandbox
      .log()
      .filter(({ method, path }) => method === 'POST' && path.split('?')[0]?.endsWith('/workspaces') === true);
  return {
    harness,
    made: () => workspaces().length,
    async planWith(changed: readonly Draft[]) {
      drafts = changed;
      const plan = await harness.plan();
      return (label: string) =>
        plan.items.find((item) => item.label === label)?.reason ??
        plan.notPlanned.find((item) => item.label === label)?.reason;
    },
  };
}

it('holds back who moves to a location that was split off since, and makes nobody twice', async () => {
  const { harness, planWith, made } = await provisioned();
  const before = made();
  expect(before).toBeGreaterThan(0);
  const moved = acmeDrafts().map(
    (draft): Draft => (draft.kind === 'workspace' ? { ...draft, data: { ...draft.data, location: WEST.id } } : draft),
  );
  const reasonOf = await planWith([...moved, WEST]);

  expect(reasonOf('Webex workspace Lobby')).toMatch(
    /^stands in Webex in another location, where an earlier plan has made it: remove it there in Control Hub/,
  );
  expect(reasonOf('location west')).toBeUndefined();
  expect((await harness.provision()).failures).toEqual([]);
  expect(made()).toBe(before);
});

it('holds back what has another name since, where nothing but the name tells it', async () => {
  const { planWith } = await provisioned();
  const renamed = acmeDrafts().map(
    (draft): Draft => (draft.kind === 'callPickup' ? { ...draft, data: { ...draft.data, name: 'Somewhere' } } : draft),
  );
  const reasonOf = await planWith(renamed);

  expect(reasonOf('call pickup Somewhere')).toMatch(
    /^stands in Webex as call pickup .*: rename it there in Control Hub, then plan again$/,
  );
});

it('tells of numbers that stand in another location while the new one is not there', async () => {
  const { planWith } = await provisioned();
  const number = '+15035550102';
  const reasonOf = await planWith([
    ...acmeDrafts().filter(({ id }) => id !== `number:${number}` && id !== 'subscriber:ben'),
    WEST,
    numberDraft(number, 'west'),
  ]);

  expect(reasonOf(`number ${number}`)).toBe(
    `${number} is in another location of the organisation in Webex, and west is not there yet: remove it there in Control Hub with whoever has it, or leave it in that location in migration.yaml, then map and plan again`,
  );
});

it('tells of numbers that stand in the organisation of the partner itself', async () => {
  const number = '+15035550102';
  const harness = await createSandboxHarness({}, acmeDrafts);
  onTestFinished(() => harness.close());
  await giveToPartner(harness.sandbox.url, number);

  const plan = await harness.plan();

  expect(plan.notPlanned.find(({ label }) => label === `number ${number}`)?.reason).toBe(
    `${number} is in the partner's own organisation in Webex: have it released there, or change the source, then plan again`,
  );
  expect((await harness.provision()).failures).toEqual([]);
});

/** A location of the partner with one number, made by hand. */
async function giveToPartner(url: string, number: string): Promise<void> {
  const send = async (method: string, path: string, body?: object): Promise<unknown> => {
    const headers = { Authorization: 'Bearer sandbox', 'Content-Type': 'application/json' };
    const response = await fetch(`${url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true);
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  };
  const address = { address1: '1 A St', city: 'Chicago', state: 'IL', postalCode: '60601', country: 'US' };
  const common = { timeZone: 'America/Chicago', preferredLanguage: 'en_us', announcementLanguage: 'en_us', address };
  const { id } = (await send('POST', '/locations', { name: 'Partner HQ', ...common })) as { id: string };
  await send('POST', '/telephony/config/locations', { id, name: 'Partner HQ', ...common });
  const options = await send('GET', `/telephony/pstn/locations/${id}/connectionOptions`);
  const all = Object.values(options as object).flat() as { id: string }[];
  await send('PUT', `/telephony/pstn/locations/${id}/connection`, { id: all[0]?.id });
  await send('POST', `/telephony/config/locations/${id}/numbers`, { phoneNumbers: [number], state: 'ACTIVE' });
}

it('does not say that a list lacks somebody who is in it, and only goes to a location that is not there yet', async () => {
  const { planWith, harness } = await provisioned();
  const moved = acmeDrafts().map(
    (draft): Draft =>
      draft.id === 'subscriber:ben' && draft.kind === 'subscriber'
        ? { ...draft, data: { ...draft.data, location: WEST.id } }
        : draft,
  );
  await planWith([...moved, WEST]);
  const plan = await harness.plan();
  const fields = plan.items
    .filter(({ kind }) => kind === 'huntGroup' || kind === 'pagingGroup')
    .flatMap(({ differences }) => differences.map(({ field, expected }) => `${field} ${String(expected)}`));

  expect(fields).not.toContainEqual(expect.stringContaining('with subscriber ben'));
});
