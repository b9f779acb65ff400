import type { CoverageRow } from '../domain/drafts.ts';
import type { Db } from './open.ts';

interface Line {
  readonly id: number;
  readonly response: string;
  readonly outcome: string;
  readonly reason: string;
  readonly settings: number;
}
/** Stands in no name of a response, outcome or reason. */
const BETWEEN = '\u001f';

/** Writes the coverage proof of one `map`: lines that many share, who has which of them, and their sums. */
export function coverageWriter(db: Db) {
  const ids = new Map(
    db
      .prepare<[], Line>('SELECT id, response, outcome, reason, settings FROM coverage_line')
      .all()
      .map((line) => [keyOf(line), line.id]),
  );
  const insertLine = db.prepare('INSERT INTO coverage_line (response, outcome, reason, settings) VALUES (?, ?, ?, ?)');
  const insertOwner = db.prepare('INSERT INTO coverage_list (customer, owner, lines) VALUES (?, ?, ?)');
  const insertTotal = db.prepare(
    'INSERT INTO coverage_total (customer, outcome, reason, settings) VALUES (?, ?, ?, ?)',
  );
  const totals = new Map<string, { readonly row: CoverageRow; settings: number }>();

  const lineId = (row: CoverageRow): number => {
    const key = keyOf(row);
    let id = ids.get(key);
    if (id === undefined) {
      id = Number(insertLine.run(row.response, row.outcome, row.reason, row.settings).lastInsertRowid);
      ids.set(key, id);
    }
    return id;
  };
  const count = (row: CoverageRow): void => {
    const key = [row.customer, row.outcome, row.reason].join(BETWEEN);
    const total = totals.get(key);
    if (total === undefined) totals.set(key, { row, settings: row.settings });
    else total.settings += row.settings;
  };

  return {
    /** Rows of one owner that follow each other share a row of the table. */
    add(rows: readonly CoverageRow[]): void {
      for (let at = 0; at < rows.length; ) {
        const first = rows[at];
        if (first === undefined) return;
        const lines: number[] = [];
        for (let row = rows[at]; row?.owner === first.owner && row.customer === first.customer; row = rows[++at]) {
          lines.push(lineId(row));
          count(row);
        }
        insertOwner.run(first.customer, first.owner, JSON.stringify(lines));
      }
    },
    finish(): void {
      for (const { row, settings } of totals.values()) insertTotal.run(row.customer, row.outcome, row.reason, settings);
    },
  };
}

function keyOf({ response, outcome, reason, settings }: Omit<Line, 'id'>): string {
  return [response, outcome, reason, settings].join(BETWEEN);
}
