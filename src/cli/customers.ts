import { createHash } from 'node:crypto';
import { closest } from '../domain/closest.ts';
import { customerConfig } from '../domain/configured.ts';
import { withoutKind } from '../domain/draft-id.ts';
import { MigrationError } from '../domain/errors.ts';
import { isMeant, writtenKey } from '../domain/keys.ts';
import type { CustomerScope } from '../store/customer-scope.ts';
import type { App } from './app.ts';
import { snapshotOf } from './stores.ts';

/** What a person may call a customer by. */
export interface NamedCustomer {
  /** Draft id. */
  readonly customer: string;
  readonly name: string;
  /** As BroadWorks says it: `acme`, or `acme/north` for a group of a service provider. */
  readonly id: string;
}

export interface KnownCustomer extends CustomerScope, NamedCustomer {
  /** `migration.yaml` leaves it out: nothing of it is mapped. */
  readonly skipped: boolean;
}

/** A customer with the id that people write for it. */
export function namedCustomer(customer: string, name: string): NamedCustomer {
  return { customer, name, id: writtenKey(withoutKind(customer)) };
}

/** The customers of this workspace folder, as `map` makes them of what was read. */
export function knownCustomers(app: App): KnownCustomer[] {
  return snapshotOf(app)
    .customers()
    .map(({ providerKey, groupKey, name }) => {
      const key = groupKey ?? providerKey;
      return {
        ...namedCustomer(`customer:${key}`, name),
        providerKey,
        ...(groupKey === undefined ? {} : { groupKey }),
        skipped: customerConfig(app.config, key).skip === true,
      };
    });
}

/**
 * The customer that somebody named: by its id in BroadWorks, its external id in Webex, its draft id, or its name where
 * only one has it.
 *
 * @throws {MigrationError} `USAGE` when nobody is called so, or several are; `NOTHING_EXTRACTED` when there is nobody
 */
export function chooseCustomer<Customer extends NamedCustomer>(said: string, customers: readonly Customer[]): Customer {
  if (customers.length === 0) throw nobody();
  const [byId] = customers.filter((one) => idsOf(one).includes(said));
  if (byId !== undefined) return byId;
  const meant = customers.filter(({ customer }) => isMeant(withoutKind(customer), said, PREFIXES));
  if (meant[0] !== undefined && meant.length === 1) return meant[0];
  const byName = customers.filter(({ name }) => name.toLowerCase() === said.toLowerCase());
  const [only, ...others] = byName;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) {
    throw new MigrationError(
      'USAGE',
      `--customer ${said}: ${byName.length} customers have this name; say one by its id: ${byName.map(({ id }) => id).join(', ')}`,
    );
  }
  const near = closest(
    said,
    customers.flatMap((one) => [one.id, one.name]),
  );
  const known = customers.slice(0, 5).map(({ id }) => id);
  throw new MigrationError(
    'USAGE',
    `--customer ${said}: no customer is called so; ${
      near === undefined
        ? `there are ${known.join(', ')}${customers.length > known.length ? ` and ${customers.length - known.length} more` : ''}`
        : `did you mean "${near}"?`
    }`,
  );
}

/**
 * The same, where only those count that are mapped.
 *
 * @throws {MigrationError} `USAGE` also for one that `migration.yaml` leaves out
 */
export function chooseMapped(said: string, customers: readonly KnownCustomer[]): KnownCustomer {
  const chosen = chooseCustomer(said, customers);
  if (!chosen.skipped) return chosen;
  throw new MigrationError(
    'USAGE',
    `--customer ${said}: ${chosen.name} is left out by \`skip\` in migration.yaml, so there is nothing to tell`,
    { hint: `Take \`skip\` away below customers."${chosen.id}" and run \`bw2wholesale map\`.` },
  );
}

/** What was read names no enterprise and no group. */
export function nobody(): MigrationError {
  return new MigrationError('NOTHING_EXTRACTED', 'the snapshot holds no customer');
}

/** Outputs name a customer by these too: a group of a service provider is one, with one location. */
const PREFIXES = ['customer', 'bw', 'location', 'group', 'serviceProvider'] as const;

function idsOf({ customer, id }: NamedCustomer): string[] {
  const key = withoutKind(customer);
  return [id, key, customer, `bw:${key}`];
}

/** Name of a folder for this customer: its id where that is a harmless name, else one that no other customer can get. */
export function folderName({ id }: NamedCustomer): string {
  if (/^[a-z0-9_-]{1,60}$/.test(id)) return id;
  const plain = id
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .slice(0, 40);
  return `${plain.replace(/^-+|-+$/g, '') || 'customer'}-${createHash('sha256').update(id).digest('hex').slice(0, 8)}`;
}
