import { customerConfig } from '../domain/configured.ts';
import { withoutKind } from '../domain/draft-id.ts';
import type { CustomerStep } from '../domain/plan.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { isKind } from './draft-index.ts';
import { stepBase } from './step-identity.ts';

/** The customer itself; its request brings the first location with it. */
export function addCustomerStep(context: BuildContext): void {
  const { customer, provisioningId } = context;
  const { firstLocation, administrator, ...data } = customer.data;
  const first = context.drafts.get(firstLocation);
  if (first === undefined || !isKind(first, 'location')) {
    context.omit('customer', customer, 'its first location was not mapped', true);
    return;
  }
  const orgId = attachedOrg(context);
  const payload: CustomerStep['payload'] = {
    ...data,
    provisioningId,
    firstLocation: first.data,
    ...(orgId === undefined ? {} : { orgId }),
  };
  const identity = {
    draft: customer.id,
    customer: customer.id,
    naturalKey: customer.data.externalId,
    label: `customer ${customer.data.name}`,
  };
  context.add(
    { ...stepBase('customer', identity, payload), kind: 'customer', payload },
    blockedNote(context, customer.id),
  );
}

/** `customers.<key>.orgId` of migration.yaml: the customer is attached to an organisation that exists. */
function attachedOrg(context: BuildContext): string | undefined {
  const key = withoutKind(context.customer.from);
  return customerConfig(context.config, key).orgId;
}
