import { BATCH_ALL } from './batch.ts';
import { withoutKind } from './draft-id.ts';
import type { RollbackScope } from './journal.ts';
import { writtenKey } from './keys.ts';
import { quoted } from './quoted.ts';

/** The flag with which a command means the plan of this batch; without it, it would carry out another plan. */
export function ofBatch(batch: string): string {
  return batch === BATCH_ALL ? '' : ` --batch ${quoted(batch)}`;
}

/** The flags with which a rollback stays what it was; without them, it would remove everything that was ever made. */
export function ofRollback({ run, customer, batch }: RollbackScope): string {
  return [
    ...(run === undefined ? [] : [` --run ${quoted(run)}`]),
    ...(batch === undefined ? [] : [` --batch ${quoted(batch)}`]),
    ...(customer === undefined ? [] : [` --customer ${quoted(asWritten(customer))}`]),
  ].join('');
}

const DRAFT = 'customer:';

/** A draft id as people write it; an external id as it is. */
function asWritten(customer: string): string {
  return customer.startsWith(DRAFT) ? writtenKey(withoutKind(customer)) : customer;
}
