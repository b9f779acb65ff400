import type { SourceCustomer } from '../../src/domain/source.ts';
import { type MapInputs, type MappedPart, mapInParts } from '../../src/map/map-customer.ts';

/** The parts of a customer together, in a fixed order. */
export function mapOneCustomer(source: SourceCustomer, inputs: MapInputs): MappedPart {
  const parts = [...mapInParts(source, inputs)];
  const decisions = new Map(parts.flatMap((each) => each.decisions).map((decision) => [decision.id, decision]));
  return {
    customer: parts[0]?.customer ?? 'customer:',
    drafts: parts.flatMap((each) => each.drafts).sort(byId),
    decisions: [...decisions.values()].sort(byId),
    losses: sortedBy(
      parts.flatMap((each) => each.losses),
      ({ owner, service }) => `${owner} ${service}`,
    ),
    coverage: sortedBy(
      parts.flatMap((each) => each.coverage),
      ({ owner, response, outcome, reason }) => `${owner} ${response} ${outcome} ${reason}`,
    ),
  };
}

function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return compare(left.id, right.id);
}

/** Each key is made once: comparing rows would make it again and again. */
function sortedBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((left, right) => compare(left.key, right.key))
    .map(({ row }) => row);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
