import { expect, it } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import { stepId } from '../../src/plan/step-identity.ts';
import { buildSteps } from '../../src/plan/steps-from-drafts.ts';
import { acmeDrafts, CUSTOMER, migrationConfig } from '../builders/draft-builders.ts';

const shows = (queue: string): Draft => ({
  id: 'setting:anna/agentCallerId',
  kind: 'setting',
  customer: CUSTOMER,
  from: 'user:anna',
  data: { setting: 'agentCallerId', owner: 'subscriber:anna', queue },
  why: {},
});
const build = (...drafts: Draft[]) =>
  buildSteps([...acmeDrafts(), ...drafts], migrationConfig(), { blockers: [], provisioningId: 'template' });

it('an agent shows the number of a queue once the queue and the agent are there', () => {
  const [queue] = acmeDrafts().filter(({ kind }) => kind === 'callQueue');
  const { steps } = build(shows(queue?.id ?? 'no queue'));
  const step = steps.find(({ label }) => label.startsWith('caller ID as an agent'));
  const idOf = (draft: string) => steps.find((each) => each.draft === draft && each.kind !== 'queueAgent')?.id;

  expect(step).toMatchObject({ kind: 'setting', payload: { members: [idOf(queue?.id ?? '')] } });
  expect(step?.hard).toEqual(expect.arrayContaining([idOf(queue?.id ?? ''), idOf('subscriber:anna')]));
});

it('an agent whose queue is not made is told as blocked', () => {
  const { steps, unplanned } = build(shows('callQueue:nowhere'));

  expect(steps.some(({ label }) => label.startsWith('caller ID as an agent'))).toBe(false);
  expect(unplanned).toContainEqual(
    expect.objectContaining({ draft: 'setting:anna/agentCallerId', reason: 'its queue is not migrated' }),
  );
});

it.each([
  ['agentCallerId', { setting: 'agentCallerId', owner: 'subscriber:anna' }],
  ['hotelingHost', { setting: 'hotelingHost', owner: 'subscriber:anna', enabled: false }],
  ['outgoingPermission', { setting: 'outgoingPermission', owner: 'subscriber:anna' }],
  ['incomingPermission', { setting: 'incomingPermission', externalTransfer: 'ALLOW_ALL_EXTERNAL' }],
])('%s is taken back where an earlier plan wrote it and nothing asks for it any more', (setting, value) => {
  const written = stepId('setting', CUSTOMER, `subscriber:anna ${setting}`);
  const after = (...known: string[]) =>
    buildSteps(acmeDrafts(), migrationConfig(), {
      blockers: [],
      provisioningId: 'template',
      isKnown: (step) => known.includes(step),
    }).steps.filter(({ id }) => id === written);

  expect(after(written)).toMatchObject([{ kind: 'setting', draft: 'subscriber:anna', payload: { value } }]);
  expect(after()).toEqual([]);
});
