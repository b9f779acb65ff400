import { entryOf } from '../domain/entry-of.ts';
import type { Found } from '../steps/handler.ts';
import { type StepJob, timestamp } from './step-job.ts';
import type { Doubt } from './step-progress.ts';

/** What follows, by how the step ends; without an end something is written. */
const DECISIONS: Readonly<Record<string, string>> = {
  send: 'send it (again)',
  fail: 'fail: the request was refused and has left nothing',
  failed: 'fail: a person decides',
  unknown: 'leave it open: a person decides',
  created: 'take it: it is what we sent',
  changed: 'take it: it is what we sent',
  adopted: 'adopt it: it is as planned',
  unchanged: 'take it: it is as planned',
  waiting: 'wait for the target',
};

/** Writes down what a look-up has made of a step in doubt. Reads are not journaled otherwise. */
export async function noteSettlement(
  job: StepJob,
  doubt: Doubt | undefined,
  found: Found | undefined,
  end: string | undefined,
): Promise<void> {
  if (doubt === undefined) return;
  const { scope, planned } = job;
  await scope.ports.journal.settled(scope.target, planned.step.id, {
    run: scope.run,
    at: timestamp(scope),
    why: doubt.message,
    found: inWords(found),
    decision: end === undefined ? 'write what is missing or different' : (entryOf(DECISIONS, end) ?? end),
  });
}

function inWords(found: Found | undefined): string {
  if (found === undefined) return 'absent after the whole settle window';
  if (found.failed !== undefined) return `there, and the target gave up on it: ${found.failed}`;
  if (found.pending !== undefined) return `there, and the target is still at it (${found.pending})`;
  if (found.partial) return 'there in part';
  if (found.differences.length === 0) return 'there, as planned';
  return `there, and different in ${found.differences.map(({ field }) => field).join(', ')}`;
}
