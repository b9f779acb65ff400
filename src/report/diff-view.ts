import type { SnapshotDiff } from '../domain/snapshot-diff.ts';
import type { View, ViewBlock } from '../pipeline/view.ts';

/** How many lines of one kind are shown; the JSON output holds them all. */
const SHOWN = 50;

export function diffView({ added, removed, changed, notCovered }: SnapshotDiff): View {
  const rows = [
    ...added.map(({ kind, key }) => ['+', kind, key, '']),
    ...removed.map(({ kind, key }) => ['-', kind, key, '']),
    ...changed.map(({ kind, key, fields }) => [
      '~',
      kind,
      key,
      fields.map(({ field, before, after }) => `${field}: ${shown(before)} → ${shown(after)}`).join('; '),
    ]),
  ];
  const table: ViewBlock[] =
    rows.length === 0
      ? []
      : [{ kind: 'table', title: 'Changes', head: ['', 'Kind', 'Key', 'Fields'], rows: rows.slice(0, SHOWN) }];
  const more = rows.length > SHOWN ? ` Shown are the first ${SHOWN}; --format json holds them all.` : '';
  return [
    { kind: 'heading', text: 'Since the stored snapshot' },
    ...table,
    {
      kind: 'text',
      text: `${added.length} added, ${removed.length} removed, ${changed.length} changed; ${notCovered} that this capture does not look at. Nothing was stored.${more}`,
    },
    {
      kind: 'next',
      command: 'bw2wholesale extract SOURCE',
      why:
        removed.length === 0
          ? 'store the new capture over the old one'
          : 'store the new capture over the old one; what it lacks comes along until `extract --forget FILE` takes the old one out',
    },
  ];
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
