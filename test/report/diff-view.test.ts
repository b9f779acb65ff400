import { expect, it } from 'vitest';
import { diffView } from '../../src/report/diff-view.ts';

it('says what storing the newer capture does with what it lacks: nobody is taken out by it', () => {
  const none = { added: [], removed: [], changed: [], notCovered: 0 };
  const next = (removed: { readonly kind: 'user'; readonly key: string }[]) =>
    JSON.stringify(diffView({ ...none, removed }).at(-1));

  expect(next([{ kind: 'user', key: 'anna@example.test' }])).toContain('extract --forget FILE');
  expect(next([])).not.toContain('--forget');
});
