import { MigrationError } from '../domain/errors.ts';
import type { RunHistoryRow } from '../domain/run-history.ts';
import type { runHistory } from '../store/run-history.ts';

/** A hint names so many; `report --run` lists them all. */
const LISTED = 10;

/**
 * The run with this id; `latest` is the one that was begun last.
 *
 * @throws {MigrationError} `USAGE` for an id that no run has, naming those there are
 */
export function chooseRun(history: Pick<ReturnType<typeof runHistory>, 'all' | 'get'>, id: string): RunHistoryRow {
  const row = id === 'latest' ? history.all().at(-1) : history.get(id);
  if (row !== undefined) return row;
  const known = history.all().map((run) => run.id);
  const latest = known.slice(-LISTED).reverse();
  throw new MigrationError('USAGE', `no run of this folder has the id "${id}"`, {
    hint:
      latest.length === 0
        ? 'Nothing has been provisioned here yet.'
        : `Runs, the latest first: ${latest.join(', ')}${known.length > latest.length ? ` and ${known.length - latest.length} more` : ''}. \`bw2wholesale report --run\` lists them all.`,
  });
}
