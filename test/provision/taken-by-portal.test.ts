import { expect, it, onTestFinished } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import { acmeDrafts, subscriberDraft } from '../builders/draft-builders.ts';
import { createSandboxHarness } from './sandbox-harness.ts';

/** The voice portal of a location holds a line like everybody else, and is there before anything is planned. */

async function start() {
  let drafts = acmeDrafts();
  const harness = await createSandboxHarness({}, () => drafts);
  onTestFinished(() => harness.close());
  await harness.plan();
  expect((await harness.provision()).failures).toEqual([]);
  return async (change: (draft: Draft) => Draft, ...further: readonly Draft[]) => {
    drafts = [...acmeDrafts().map(change), ...further];
    const { items } = await harness.plan();
    const { failures } = await harness.provision();
    return { find: (label: string) => items.find((item) => item.label === label), failures };
  };
}

const portalWith =
  (data: object) =>
  (draft: Draft): Draft =>
    draft.kind === 'voicePortal' ? { ...draft, data: { ...draft.data, ...data } } : draft;
const extensionOf = (): string => {
  const portal = acmeDrafts().find(({ kind }) => kind === 'voicePortal');
  if (portal?.kind !== 'voicePortal' || portal.data.extension === undefined) throw new Error('no portal');
  return portal.data.extension;
};
const PORTAL = 'voice portal of north';

it('keeps its own line when something else of it changes', async () => {
  const become = await start();
  const { find, failures } = await become(portalWith({ name: 'Call for messages' }));

  expect(find(PORTAL)).toMatchObject({ action: 'change' });
  expect(failures).toEqual([]);
});

it('holds back whoever is to get its extension, by its name', async () => {
  const become = await start();
  const { find, failures } = await become((draft) => draft, subscriberDraft('grace', { extension: extensionOf() }));

  expect(find('subscriber grace@example.test')).toMatchObject({
    action: 'blocked',
    reason: expect.stringContaining(`extension ${extensionOf()} is held in Webex by ${PORTAL}: `),
  });
  expect(failures).toEqual([]);
});

it('holds nobody back when it gives its extension up', async () => {
  const become = await start();
  const { find, failures } = await become(
    portalWith({ extension: '8899' }),
    subscriberDraft('grace', { extension: extensionOf() }),
  );

  expect(find(PORTAL)).toMatchObject({ action: 'change' });
  expect(find('subscriber grace@example.test')).toMatchObject({ action: 'create' });
  expect(failures).toEqual([]);
});
