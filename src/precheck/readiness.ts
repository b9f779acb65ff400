import type { DraftId } from '../domain/draft-id.ts';
import type { Draft, DraftOf } from '../domain/drafts.ts';
import type { Finding, Readiness } from '../domain/findings.ts';
import { groupBy } from '../domain/group-by.ts';
import type { ReadinessCounts } from '../domain/precheck-summary.ts';
import { homeOf } from './evaluate.ts';
import { isOwner, type Owner } from './facts.ts';
import { isUnknownRule } from './rules/index.ts';

export interface ReadinessRow {
  readonly id: DraftId;
  readonly kind: 'customer' | 'location' | 'owner';
  readonly readiness: Readiness;
}

/**
 * Says in one word whether a customer, its locations and its owners can go.
 *
 * - *not ready*: a blocker on the object itself or on something it cannot be without: owners need their location,
 *   their customer, their number and the administrator, who comes first; a customer needs its first location;
 * - *unknown*: the same, but all that stands in the way is that something was not read;
 * - *ready with conditions*: a warning on it or on what hangs from it, a device or setting that stays behind, or
 *   below it something that is not ready;
 * - *ready*: nothing of that. Notes (`info`) count for nothing.
 *
 * @param findings - those of the customer; of others they change nothing
 */
export function customerReadiness(drafts: readonly Draft[], findings: readonly Finding[]): ReadinessRow[] {
  const own = groupBy(findings, ({ entity }): DraftId => `${entity.kind}:${entity.id}`);
  const verdictOn = (id: DraftId | undefined): Readiness => (id === undefined ? 'ready' : judge(own.get(id) ?? []));
  const obstacleAt = (id: DraftId | undefined): Readiness =>
    id === undefined || !(own.get(id) ?? []).some(({ severity }) => severity === 'blocker') ? 'ready' : verdictOn(id);

  /** Warnings and blockers of what hangs from an object are conditions of it. */
  const conditioned = new Set<DraftId>();
  for (const draft of drafts) {
    const home = homeOf(draft);
    if (home !== undefined && !isOwner(draft) && verdictOn(draft.id) !== 'ready') conditioned.add(home);
  }
  const withConditions = (id: DraftId, readiness: Readiness): Readiness =>
    readiness === 'ready' && conditioned.has(id) ? 'conditions' : readiness;

  const customer = drafts.find((draft) => draft.kind === 'customer');
  const customerObstacle = worst(obstacleAt(customer?.id), obstacleAt(customer?.data.firstLocation));
  const numbers = new Map(
    drafts.filter((draft) => draft.kind === 'number').map((draft) => [draft.data.number, draft.id]),
  );
  const administrator = administratorOf(customer, drafts);
  const numberObstacle = ({ data: { phoneNumber } }: Owner) =>
    phoneNumber === undefined ? 'ready' : obstacleAt(numbers.get(phoneNumber));
  const administratorObstacle =
    administrator === undefined ? 'ready' : worst(obstacleAt(administrator.id), numberObstacle(administrator));

  const owners = drafts.filter(isOwner).map((owner) => ({
    id: owner.id,
    kind: 'owner' as const,
    location: owner.data.location,
    readiness: withConditions(
      owner.id,
      [customerObstacle, obstacleAt(owner.data.location), numberObstacle(owner), administratorObstacle].reduce(
        worst,
        verdictOn(owner.id),
      ),
    ),
  }));
  for (const owner of owners) if (stays(owner.readiness)) conditioned.add(owner.location);

  const locations = drafts
    .filter((draft) => draft.kind === 'location')
    .map(({ id }) => ({
      id,
      kind: 'location' as const,
      readiness: withConditions(id, worst(customerObstacle, verdictOn(id))),
    }));
  if (customer === undefined) return [...locations, ...owners.map(withoutLocation)];
  if (locations.some(({ readiness }) => readiness !== 'ready')) conditioned.add(customer.id);
  const whole = withConditions(customer.id, worst(customerObstacle, verdictOn(customer.id)));
  return [{ id: customer.id, kind: 'customer', readiness: whole }, ...locations, ...owners.map(withoutLocation)];
}

export function countReadiness(rows: Iterable<ReadinessRow>): ReadinessCounts {
  const counts = { ready: 0, conditions: 0, notReady: 0, unknown: 0 };
  for (const { readiness } of rows) counts[readiness] += 1;
  return counts;
}

function judge(findings: readonly Finding[]): Readiness {
  return findings.reduce<Readiness>((verdict, { rule, severity, override }) => {
    if (severity === 'info') return verdict;
    if (isUnknownRule(rule) && override === undefined) return worst(verdict, 'unknown');
    return worst(verdict, severity === 'blocker' ? 'notReady' : 'conditions');
  }, 'ready');
}

const ORDER: readonly Readiness[] = ['ready', 'conditions', 'unknown', 'notReady'];

function worst(one: Readiness, other: Readiness): Readiness {
  return ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other;
}

function stays(readiness: Readiness): boolean {
  return readiness === 'notReady' || readiness === 'unknown';
}

/** Whoever is created first: nobody comes before. */
function administratorOf(
  customer: DraftOf<'customer'> | undefined,
  drafts: readonly Draft[],
): DraftOf<'subscriber'> | undefined {
  const subscribers = drafts.filter((draft) => draft.kind === 'subscriber');
  return (
    subscribers.find(({ id }) => id === customer?.data.administrator) ??
    subscribers.find(({ data }) => data.administrator) ??
    subscribers[0]
  );
}

function withoutLocation({ id, kind, readiness }: ReadinessRow): ReadinessRow {
  return { id, kind, readiness };
}
