import { groupBy } from '../domain/group-by.ts';
import { ofRollback } from '../domain/next-command.ts';
import type { RollbackItem, RollbackSummary } from '../domain/outcomes.ts';
import type { View, ViewBlock } from '../pipeline/view.ts';

/** Lines of objects on a screen; `--format json` has all of them. */
const MOST_LINES = 200;

/** How much of it the reader knows: before the question what follows, after it what was shown. */
export interface RollbackTold {
  /** The question whether to do it comes next. */
  readonly asking?: boolean;
  /** What was shown before the question. */
  readonly shown?: RollbackSummary;
}

/** A rollback before and after: what goes, what stays and why, what stays behind although it goes. */
export function rollbackView(summary: RollbackSummary, { asking = false, shown }: RollbackTold = {}): View {
  const { counts, dryRun, stopped } = summary;
  const items = shown === undefined ? summary.items : endedOtherwise(summary.items, shown.items);
  const next = asking ? [] : [nextBlock(summary)];
  if (summary.items.length === 0) {
    const text = 'Nothing that this tool has created stands in this target: there is nothing to roll back.';
    return [{ kind: 'text', text }, ...next];
  }
  const remaining = summary.items.filter(({ state, remains }) => remains === true && GOES.includes(state)).length;
  const leaving = remaining === 0 ? '' : ` (of ${remaining} of them something stays all the same)`;
  return [
    {
      kind: 'heading',
      text: dryRun ? 'Rollback: what would be removed, newest first' : `Rollback ${summary.run ?? ''}`.trim(),
    },
    {
      kind: 'text',
      text: dryRun
        ? `${counts.remove} would be removed${leaving}, ${counts.kept} stay.`
        : `${counts.removed} removed${leaving}, ${counts.gone} were gone already, ${counts.kept} stay, ${counts.failed} failed, ${counts['not-reached']} not reached.`,
    },
    ...(shown === undefined ? [] : [{ kind: 'text' as const, text: asShown(items) }]),
    ...(stopped === undefined ? [] : [{ kind: 'text' as const, text: `Stopped early: ${stopped.message}.` }]),
    ...listing(dryRun ? 'Would be removed' : 'Removed', items, GOES),
    ...staying(items),
    ...remains(items),
    ...listing('Failed', items, ['failed']),
    ...next,
  ];
}

const GOES: readonly RollbackItem['state'][] = ['remove', 'removed', 'gone'];

/** Those of which the preview has said something else; what was not reached is only counted. */
function endedOtherwise(items: readonly RollbackItem[], shown: readonly RollbackItem[]): RollbackItem[] {
  const before = new Map(shown.map((item) => [item.step, item]));
  return items.filter(({ step, state, reason }) => {
    const said = before.get(step);
    if (state === 'removed') return said?.state !== 'remove';
    return state === 'kept' ? said?.state !== 'kept' || said.reason !== reason : true;
  });
}

function asShown(otherwise: readonly RollbackItem[]): string {
  const lists = otherwise.some(({ state }) => state !== 'not-reached');
  return lists ? 'Everything else went as shown above; these did not:' : 'What was reached went as shown above.';
}

/** Objects of their own that no call removes: whoever reads it has to look for them in Control Hub. */
function remains(items: readonly RollbackItem[]): ViewBlock[] {
  const those = items.filter(({ state, remains: own }) => own === true && GOES.includes(state));
  if (those.length === 0) return [];
  const lines = byReason(those, ({ leaves }) => leaves, 1);
  return [
    { kind: 'heading', text: 'Stays all the same, of what is removed' },
    { kind: 'list', items: lines },
  ];
}

/** What stays: many settings of many people do so for one reason, which is said once. */
function staying(items: readonly RollbackItem[]): ViewBlock[] {
  const those = items.filter(({ state }) => state === 'kept');
  if (those.length === 0) return [];
  return [
    { kind: 'heading', text: 'Stays' },
    { kind: 'list', items: atMost(byReason(those, ({ reason }) => reason, FEW)) },
  ];
}

/** As many of one reason have a line each. */
const FEW = 3;
/** Objects in one line. */
const MOST_NAMED = 50;

function byReason(
  items: readonly RollbackItem[],
  reasonOf: (item: RollbackItem) => string | undefined,
  few: number,
): string[] {
  return [...groupBy(items, (item) => reasonOf(item) ?? '')].flatMap(([reason, those]) => {
    if (reason === '' || those.length < few) return those.map(line);
    const named = those.slice(0, MOST_NAMED).map(({ label }) => label);
    const rest = those.length - named.length;
    return [`= ${reason}: ${named.join(', ')}${rest > 0 ? ` and ${rest} more (--format json has all of them)` : ''}`];
  });
}

function listing(title: string, items: readonly RollbackItem[], states: readonly RollbackItem['state'][]): ViewBlock[] {
  const wanted = items.filter(({ state }) => states.includes(state));
  if (wanted.length === 0) return [];
  return [
    { kind: 'heading', text: title },
    { kind: 'list', items: atMost(wanted.map(line)) },
  ];
}

function atMost(lines: readonly string[]): string[] {
  const rest = lines.length - MOST_LINES;
  if (rest <= 0) return [...lines];
  return [...lines.slice(0, MOST_LINES), `and ${rest} more: --format json has all of them`];
}

function line({ state, label, reason, leaves, remains, trackingId }: RollbackItem): string {
  const sign = state === 'kept' ? '=' : state === 'failed' ? '!' : '-';
  const parts = [
    ...(state === 'gone' ? ['was gone already'] : []),
    ...(reason === undefined ? [] : [reason]),
    ...(leaves === undefined || remains === true ? [] : [leaves]),
    ...(trackingId === undefined || state !== 'failed' ? [] : [`tracking id ${trackingId}`]),
  ];
  return `${sign} ${label}${parts.length === 0 ? '' : ` (${parts.join('; ')})`}`;
}

function nextBlock({ dryRun, counts, stopped, only }: RollbackSummary): ViewBlock {
  const rollback = `bw2wholesale rollback${ofRollback(only)}`;
  if (dryRun && counts.remove > 0)
    return { kind: 'next', command: `${rollback} --yes`, why: 'carries it out; nothing but reads was sent so far' };
  if (stopped !== undefined || counts.failed + counts['not-reached'] > 0) {
    return { kind: 'next', command: rollback, why: 'goes on where this one ended' };
  }
  return { kind: 'next', command: 'bw2wholesale status', why: 'where everything stands' };
}
