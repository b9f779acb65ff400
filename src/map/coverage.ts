import type { CoverageRow, Draft } from '../domain/drafts.ts';
import { MigrationError } from '../domain/errors.ts';
import { visitSettings } from '../domain/settings.ts';
import type { SourceCustomer, SourceResponse } from '../domain/source.ts';
import type { Mapped } from './context.ts';
import { collectClaims, type End } from './coverage-proof/claims.ts';
import { judgeOf } from './coverage-proof/judge.ts';

/**
 * Proves that every stored value of the customer ended somewhere (R-SVC-3): each one is answered for by a draft that
 * names it, an account, the verdict of its service or a rule of its response, in this order; the rest is
 * `not-supported-yet`.
 *
 * @returns rows added up per owner, response, outcome and reason, in the order of the responses
 * @throws {MigrationError} `COVERAGE_MISMATCH` when the values found are not as many as `extract` counted
 */
export function proveCoverage(
  source: SourceCustomer,
  drafts: readonly Draft[],
  accounts: NonNullable<Mapped['accounts']>,
): CoverageRow[] {
  const judge = judgeOf(source, collectClaims(drafts, accounts));
  const customer = drafts.find(({ kind }) => kind === 'customer')?.id ?? drafts[0]?.customer ?? '';
  const rows: CoverageRow[] = [];
  const mismatches: string[] = [];
  const ends = new Ends();
  let counted = 0;
  let owner = '';
  let base = '';
  const flush = (): void => {
    for (const { end, settings } of ends.take()) {
      rows.push({ customer, owner, response: base, outcome: end.outcome, reason: end.reason, settings });
    }
  };
  for (const response of source.responses()) {
    const name = `${response.owner.kind}:${response.owner.key}`;
    // Several answers of one owner, such as the pages of a list, follow each other and are one to whoever reads this.
    if (name !== owner || response.base !== base) {
      flush();
      owner = name;
      base = response.base;
    }
    const body = response.body();
    const decide = judge(response, body);
    counted = 0;
    visitSettings(response.base, body, (path, value) => {
      counted += 1;
      ends.add(decide(path, value));
    });
    if (counted !== response.settings) mismatches.push(describe(response, counted));
  }
  flush();
  const [first] = mismatches;
  if (first !== undefined) {
    throw new MigrationError(
      'COVERAGE_MISMATCH',
      `${mismatches.length} response(s) hold other values than extract counted: ${mismatches.slice(0, 5).join('; ')}`,
      { place: { where: first } },
    );
  }
  return rows;
}

/** A response has hundreds of values and a handful of ends: those are added up before a row is made. */
class Ends {
  private list: { readonly end: End; settings: number }[] = [];

  add(end: End): void {
    for (const known of this.list) {
      if (known.end === end || (known.end.reason === end.reason && known.end.outcome === end.outcome)) {
        known.settings += 1;
        return;
      }
    }
    this.list.push({ end, settings: 1 });
  }

  take(): readonly { readonly end: End; readonly settings: number }[] {
    const { list } = this;
    this.list = [];
    return list;
  }
}

function describe(response: SourceResponse, counted: number): string {
  return `${response.owner.kind}:${response.owner.key} ${response.base} (${response.settings} counted, ${counted} found)`;
}
