import { expect, it } from 'vitest';
import { acmeDrafts, CUSTOMER } from '../builders/draft-builders.ts';
import { createSandboxHarness } from './sandbox-harness.ts';

it.each([
  { who: 'everybody', comes: undefined, action: 'blocked' },
  { who: 'everybody but the administrator', comes: 'subscriber:anna', action: 'create' },
])('plans a new customer as $action where $who is held back', async ({ comes, action }) => {
  const blockers = acmeDrafts()
    .filter(({ kind, id }) => ['subscriber', 'workspace', 'virtualLine'].includes(kind) && id !== comes)
    .map(({ id }) => ({ rule: 'remote-subscriber-refused', draft: id, customer: CUSTOMER, message: 'is taken' }));
  const harness = await createSandboxHarness({}, acmeDrafts, () => blockers);
  try {
    const { items, steps } = await harness.plan();

    expect(items.find(({ kind }) => kind === 'customer')?.action).toBe(action);
    expect(steps.byAction.create > 0).toBe(action === 'create');
  } finally {
    await harness.close();
  }
});
