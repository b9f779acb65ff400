import type { DraftId } from '../domain/draft-id.ts';
import type { Draft, DraftKind } from '../domain/drafts.ts';
import { withLazyWhy } from '../domain/lazy-why.ts';
import type { Db } from './open.ts';
import { reasonReader } from './reason-patterns.ts';

/** A row of `draft`; its reasons are many times as long as what they explain. */
export interface DraftRow {
  readonly id: string;
  readonly kind: DraftKind;
  readonly customer: string;
  readonly origin: string;
  readonly data: string;
  readonly why: string;
}

/** Reasons that are read at once. */
const PAGE = 2000;

/** Reads drafts of single rows; their reasons are unpacked each time that somebody asks. */
export function rowReader(db: Db): (row: DraftRow) => Draft {
  const reasonsIn = reasonReader(db);
  return ({ why, ...row }) => lightDraft(row, () => reasonsIn(why));
}

/**
 * Reads drafts in the order of their ids, of one customer or of all. The reasons of a draft are read when somebody asks
 * for them, a page at a time: most of those who go through all drafts never do, and those who do go in order.
 *
 * A page is asked for by its rows. By a range of ids and the customer, SQLite took the index of customers and sorted
 * all drafts of the customer for each page: with ten times the users it took a hundred times as long.
 */
export function draftReader(db: Db): (customer?: DraftId) => Draft[] {
  type Light = Omit<DraftRow, 'why'> & { readonly place: number };
  const columns = 'SELECT rowid AS place, id, kind, customer, origin, data FROM draft';
  const all = db.prepare<[], Light>(`${columns} ORDER BY id`);
  const ofCustomer = db.prepare<[string], Light>(`${columns} WHERE customer = ? ORDER BY id`);
  const reasonsAt = db
    .prepare<[string], string>(
      'SELECT why FROM json_each(?) AS wanted CROSS JOIN draft ON draft.rowid = wanted.value ORDER BY wanted.key',
    )
    .pluck();
  const reasonsIn = reasonReader(db);

  return (customer) => {
    const drafts: Draft[] = [];
    const places: number[] = [];
    let page = -1;
    let reasons: string[] = [];
    // Whoever asks for the reasons of a draft asks field by field.
    let parsed: { readonly index: number; readonly why: Draft['why'] } | undefined;
    const whyAt = (index: number): Draft['why'] => {
      if (parsed?.index === index) return parsed.why;
      const wanted = Math.floor(index / PAGE);
      if (wanted !== page) {
        reasons = reasonsAt.all(JSON.stringify(places.slice(wanted * PAGE, (wanted + 1) * PAGE)));
        page = wanted;
      }
      const why = reasonsIn(reasons[index - wanted * PAGE] ?? '{}');
      parsed = { index, why };
      return why;
    };
    const rows = customer === undefined ? all.iterate() : ofCustomer.iterate(customer);
    for (const { place, ...row } of rows) {
      const index = places.push(place) - 1;
      drafts.push(lightDraft(row, () => whyAt(index)));
    }
    return drafts;
  };
}

function lightDraft(row: Omit<DraftRow, 'why'>, why: () => Draft['why']): Draft {
  const { id, kind, customer, origin } = row;
  // The one place where stored text becomes a draft again: kind and data were written together.
  return withLazyWhy({ id, kind, customer, from: origin, data: JSON.parse(row.data) }, why) as Draft;
}
