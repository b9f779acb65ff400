import type { DraftId } from '../domain/draft-id.ts';
import type { CoverageRow, Draft } from '../domain/drafts.ts';
import { MigrationError } from '../domain/errors.ts';
import { visitSettings } from '../domain/settings.ts';
import type { SourceCustomer, SourceResponse } from '../domain/source.ts';
import type { Mapped } from './context.ts';
import { Claims, type End } from './coverage-proof/claims.ts';
import { judgeOf } from './coverage-proof/judge.ts';

/**
 * Proves that every stored value of a customer ended somewhere (R-SVC-3): each one is answered for by a draft that names
 * it, an account, the verdict of its service or a rule of its response, in this order; the rest is `not-supported-yet`.
 *
 * What is said about an owner comes first, then its responses are judged; `finish` when there are no more.
 */
export class CoverageProof {
  private readonly customer: DraftId;
  private readonly claims = new Claims();
  private readonly judge: ReturnType<typeof judgeOf>;
  private readonly mismatches: string[] = [];

  constructor(source: SourceCustomer, customer: DraftId) {
    this.customer = customer;
    this.judge = judgeOf(source, this.claims);
  }

  /** Takes in what these drafts and accounts say about stored values. */
  claim(drafts: Iterable<Draft>, accounts: NonNullable<Mapped['accounts']>): void {
    this.claims.add(drafts, accounts);
  }

  /** @returns rows added up per owner, response, outcome and reason, in the order of the responses */
  settle(responses: Iterable<SourceResponse>): CoverageRow[] {
    const rows: CoverageRow[] = [];
    const ends = new Ends();
    let owner = '';
    let base = '';
    const flush = (): void => {
      for (const { end, settings } of ends.take()) {
        const { outcome, reason } = end;
        rows.push({ customer: this.customer, owner, response: base, outcome, reason, settings });
      }
    };
    for (const response of responses) {
      const name = `${response.owner.kind}:${response.owner.key}`;
      // Several answers of one owner, such as the pages of a list, follow each other and are one to whoever reads this.
      if (name !== owner || response.base !== base) {
        flush();
        owner = name;
        base = response.base;
      }
      this.settleOne(response, ends);
    }
    flush();
    return rows;
  }

  private settleOne(response: SourceResponse, ends: Ends): void {
    const body = response.body();
    const decide = this.judge(response, body);
    let counted = 0;
    visitSettings(response.base, body, (path, value) => {
      counted += 1;
      ends.add(decide(path, value));
    });
    if (counted !== response.settings) this.mismatches.push(describe(response, counted));
  }

  /** @param owners - `kind:key`; their responses are all judged */
  forget(owners: Iterable<string>): void {
    for (const owner of owners) this.claims.forget(owner);
  }

  /** @throws {MigrationError} `COVERAGE_MISMATCH` when the values found were not as many as `extract` counted */
  finish(): void {
    const [first] = this.mismatches;
    if (first === undefined) return;
    throw new MigrationError(
      'COVERAGE_MISMATCH',
      `${this.mismatches.length} response(s) hold other values than extract counted: ${this.mismatches.slice(0, 5).join('; ')}`,
      { place: { where: first } },
    );
  }
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
