import { expect, it } from 'vitest';
import type { JournalOutcome } from '../../src/domain/journal.ts';
import { createBehind } from '../../src/provision/outcomes-behind.ts';
import type { JournalPort } from '../../src/provision/ports.ts';
import { createRunControl } from '../../src/provision/run-control.ts';

const OUTCOME: JournalOutcome = { target: 't', attempt: 1, at: '2026-01-05T08:00:00Z', outcome: 'done' };

/** A journal whose outcomes are written when the test says so. */
function journal() {
  const open: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  const port = {
    outcome: () => new Promise<void>((resolve, reject) => open.push({ resolve, reject })),
  } as unknown as JournalPort;
  return { port, open };
}

it('waits until every outcome is written, those that come meanwhile too', async () => {
  const { port, open } = journal();
  const control = createRunControl(new AbortController().signal);
  const behind = createBehind(port, control);
  behind.add(OUTCOME);
  let settled = false;
  const waiting = behind.settled().then(() => {
    settled = true;
  });
  behind.add(OUTCOME);
  open[0]?.resolve();
  await new Promise(setImmediate);
  expect(settled).toBe(false);

  open[1]?.resolve();
  await waiting;
  control.release();
});

it('stops the run at the first outcome that cannot be written, and says why', async () => {
  const { port, open } = journal();
  const control = createRunControl(new AbortController().signal);
  const behind = createBehind(port, control);
  behind.add(OUTCOME);
  behind.add(OUTCOME);
  open[0]?.reject(new Error('disk full'));
  open[1]?.reject(new Error('later'));

  await expect(behind.settled()).rejects.toThrow('disk full');
  expect(control.open).toBe(false);
  control.release();
});
