import { closest } from '../domain/closest.ts';
import { MigrationError } from '../domain/errors.ts';
import type { KnownDecision } from './known-decision.ts';

const FIELDS = ['id', 'kind', 'customer', 'object', 'question', 'recommendation', 'reason', 'state', 'answer'] as const;
type Field = (typeof FIELDS)[number];

export interface DecisionFilter {
  readonly id?: string | undefined;
  readonly kind?: string | undefined;
  /** Draft id of a customer. */
  readonly customer?: string | undefined;
  readonly state?: KnownDecision['state'] | undefined;
  /** `field=pattern`, each; `*` stands for anything, case does not matter, all must fit. */
  readonly where?: readonly string[] | undefined;
}

/**
 * Narrows decisions down.
 *
 * @throws {MigrationError} `USAGE` for a kind or id that nobody asks about, and for a condition that cannot be read
 */
export function selectDecisions(all: readonly KnownDecision[], filter: DecisionFilter): KnownDecision[] {
  const kinds = new Set(all.map(({ kind }) => kind));
  if (filter.kind !== undefined && !kinds.has(filter.kind)) throw unknown('kind of decision', filter.kind, kinds);
  if (filter.id !== undefined && !all.some(({ id }) => id === filter.id)) {
    throw unknown(
      'decision',
      filter.id,
      all.map(({ id }) => id),
    );
  }
  const conditions = (filter.where ?? []).map(readCondition);
  return all.filter(
    (decision) =>
      (filter.id ?? decision.id) === decision.id &&
      (filter.kind ?? decision.kind) === decision.kind &&
      (filter.customer ?? decision.customer) === decision.customer &&
      (filter.state ?? decision.state) === decision.state &&
      conditions.every(({ field, pattern }) => pattern.test(decision[field] ?? '')),
  );
}

function readCondition(text: string): { readonly field: Field; readonly pattern: RegExp } {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(equals, 0)).trim();
  const field = FIELDS.find((known) => known === name);
  if (field === undefined) {
    throw new MigrationError(
      'USAGE',
      `--where needs FIELD=PATTERN, with FIELD one of ${FIELDS.join(', ')}; not "${text}"`,
    );
  }
  const parts = text.slice(equals + 1).split('*');
  const source = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  return { field, pattern: new RegExp(`^${source}$`, 'isu') };
}

function unknown(what: string, wanted: string, known: Iterable<string>): MigrationError {
  const near = closest(wanted, known);
  return new MigrationError(
    'USAGE',
    `there is no ${what} "${wanted}"${near === undefined ? '' : `; did you mean "${near}"?`}`,
    {
      hint: 'See `bw2wholesale decisions list`.',
    },
  );
}
