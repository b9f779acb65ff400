import { ofRollback } from '../domain/next-command.ts';
import type { RollbackItem, RollbackSummary } from '../domain/outcomes.ts';
import type { View, ViewBlock } from '../pipeline/view.ts';

/** Lines of objects on a screen; `--format json` has all of them. */
const MOST_LINES = 200;

/** A rollback before and after: what goes, what stays and why, what stays behind although it goes. */
export function rollbackView(summary: RollbackSummary): View {
  const { counts, dryRun, items, stopped } = summary;
  if (items.length === 0) {
    return [
      {
        kind: 'text',
        text: 'Nothing that this tool has created stands in this target: there is nothing to roll back.',
      },
      nextBlock(summary),
    ];
  }
  return [
    {
      kind: 'heading',
      text: dryRun ? 'Rollback: what would be removed, newest first' : `Rollback ${summary.run ?? ''}`.trim(),
    },
    {
      kind: 'text',
      text: dryRun
        ? `${counts.remove} would be removed, ${counts.kept} stay.`
        : `${counts.removed} removed, ${counts.gone} were gone already, ${counts.kept} stay, ${counts.failed} failed, ${counts['not-reached']} not reached.`,
    },
    ...(stopped === undefined ? [] : [{ kind: 'text' as const, text: `Stopped early: ${stopped.message}.` }]),
    ...listing(dryRun ? 'Would be removed' : 'Removed', items, ['remove', 'removed', 'gone']),
    ...listing('Stays', items, ['kept']),
    ...listing('Failed', items, ['failed']),
    nextBlock(summary),
  ];
}

function listing(title: string, items: readonly RollbackItem[], states: readonly RollbackItem['state'][]): ViewBlock[] {
  const wanted = items.filter(({ state }) => states.includes(state));
  if (wanted.length === 0) return [];
  const shown = wanted.slice(0, MOST_LINES).map(line);
  const rest = wanted.length - shown.length;
  return [
    { kind: 'heading', text: title },
    { kind: 'list', items: rest > 0 ? [...shown, `and ${rest} more: --format json has all of them`] : shown },
  ];
}

function line({ state, label, reason, leaves, trackingId }: RollbackItem): string {
  const sign = state === 'kept' ? '=' : state === 'failed' ? '!' : '-';
  const parts = [
    ...(state === 'gone' ? ['was gone already'] : []),
    ...(reason === undefined ? [] : [reason]),
    ...(leaves === undefined ? [] : [leaves]),
    ...(trackingId === undefined || state !== 'failed' ? [] : [`tracking id ${trackingId}`]),
  ];
  return `${sign} ${label}${parts.length === 0 ? '' : ` (${parts.join('; ')})`}`;
}

function nextBlock({ dryRun, counts, stopped, only }: RollbackSummary): ViewBlock {
  const rollback = `bw2wholesale rollback${ofRollback(only)}`;
  if (dryRun && counts.remove > 0)
    return { kind: 'next', command: `${rollback} --yes`, why: 'carries it out; this run sent reads only' };
  if (stopped !== undefined || counts.failed + counts['not-reached'] > 0) {
    return { kind: 'next', command: rollback, why: 'goes on where this one ended' };
  }
  return { kind: 'next', command: 'bw2wholesale status', why: 'what is left in the target' };
}
