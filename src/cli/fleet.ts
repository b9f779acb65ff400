import type { PrecheckSummary } from '../domain/precheck-summary.ts';
import { type CheckedCustomer, rankFleet, type SizedCustomer } from '../report/fleet-view.ts';
import { fleetDrafts, fleetSource } from '../store/fleet.ts';
import type { App } from './app.ts';

/** Customers as they will be, by size alone. */
export function sizedFleet(
  app: App,
  customers: readonly { readonly providerKey: string; readonly groupKey?: string; readonly name: string }[],
): SizedCustomer[] {
  const groups = fleetSource(app.db);
  return rankFleet(
    customers.map(({ providerKey, groupKey, name }) => {
      const own = groups.filter(({ provider, group }) =>
        groupKey === undefined ? provider === providerKey : group === groupKey,
      );
      const sum = (field: 'users' | 'instances' | 'devices') => own.reduce((total, row) => total + row[field], 0);
      return {
        customer: `customer:${groupKey ?? providerKey}`,
        name,
        users: sum('users'),
        features: sum('instances'),
        devices: sum('devices'),
        locations: own.length,
      };
    }),
  );
}

/** Customers by readiness, blockers and size. */
export function checkedFleet(app: App, { customers, findings }: PrecheckSummary): CheckedCustomer[] {
  const sizes = new Map(fleetDrafts(app.db).map((row) => [row.customer, row]));
  const counts = new Map<string, number>();
  for (const { customer, severity } of findings) {
    const key = `${customer} ${severity}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return rankFleet(
    customers.map(({ id, name, readiness }) => {
      const size = sizes.get(id);
      return {
        customer: id,
        name,
        readiness,
        blockers: counts.get(`${id} blocker`) ?? 0,
        warnings: counts.get(`${id} warning`) ?? 0,
        users: size?.owners ?? 0,
        features: size?.features ?? 0,
        devices: size?.devices ?? 0,
        locations: size?.locations ?? 0,
      };
    }),
  );
}
