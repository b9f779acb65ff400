import { MigrationError } from '../domain/errors.ts';
import type { CustomerStep, StepOutputs } from '../domain/plan.ts';
import type { WholesaleCall } from '../webex/call.ts';
import type { WebexCustomer } from '../webex/customers.ts';
import { differencesIn, sameId } from './compare.ts';
import { changedCustomer, newCustomer } from './customer-request.ts';
import type { Found, StepContext, StepHandler } from './handler.ts';
import { known, needed, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/** Asynchronous: a write answers 202, and only the status tells when it is done (R-CUS-4). */
export const customerHandler: StepHandler<CustomerStep> = {
  kind: 'customer',
  safety: 'look-first',
  canChange: true,
  calls: 4,
  key: ['externalId'],
  endpoints: ['POST /wholesale/customers'],

  async lookUp(step, context) {
    const customer = await findCustomer(step, context);
    return customer && describeCustomer(step, customer);
  },

  async write(step, context, found) {
    const call = callFor(step, context);
    if (found === undefined) {
      const sent = await context.webex.customers.create(newCustomer(step), call);
      return { ...writtenAs(sent, sent.value === undefined ? undefined : { customerId: sent.value }), accepted: true };
    }
    const customerId = needCustomerId(step, found);
    const body = changedCustomer(step, await heldPackages(customerId, context, call));
    return {
      ...writtenAs(await context.webex.customers.update(customerId, body, call), found.outputs),
      accepted: true,
    };
  },

  undo: {
    kind: 'remove',
    leaves: 'the organisation stays, with its first location and all people: only the services go (R-CUS-7)',
    remains: true,
    later: true,
    async standing(step, context) {
      const id = known(context, step.id, 'customerId');
      const customer = id === undefined ? undefined : await context.webex.customers.get(id, callFor(step, context));
      return { gone: customer === undefined };
    },
    async remove(step, context) {
      const id = needed(context)(step.id, 'customerId');
      return { ...(await context.webex.customers.remove(id, callFor(step, context))), accepted: true };
    },
    describe: (step, context) => ({
      method: 'DELETE',
      path: `/wholesale/customers/${shown(context)(step.id, 'customerId')}`,
    }),
  },

  describe(step, _context, found) {
    if (found === undefined) return { method: 'POST', path: '/wholesale/customers', body: newCustomer(step) };
    const path = `/wholesale/customers/${found.outputs.customerId ?? '<customerId>'}`;
    return { method: 'PUT', path, body: changedCustomer(step, []) };
  },
};

function callFor(step: CustomerStep, context: StepContext): WholesaleCall {
  const scope = known(context, step.id, 'orgId') ?? step.payload.orgId ?? step.payload.externalId;
  return { scope, signal: context.signal };
}

/** By id where it is known, else by external id; a customer to attach may be there under another external id. */
async function findCustomer(step: CustomerStep, context: StepContext): Promise<WebexCustomer | undefined> {
  const { customers } = context.webex;
  const call = callFor(step, context);
  const { externalId, orgId } = step.payload;
  const id = known(context, step.id, 'customerId');
  const own = id === undefined ? undefined : await customers.get(id, call);
  if (own) return own;

  const named = (await customers.list({ externalId }, call)).filter((customer) => customer.externalId === externalId);
  const alive = named.filter((customer) => customer.status !== 'deleting');
  if (alive.length > 1) {
    // The target does not say whether it refuses a second one, so which of them is ours is for a person to say.
    const ids = alive.map((customer) => customer.id).join(', ');
    throw new MigrationError('CONFLICT', `several customers have the external id ${externalId}: ${ids}`);
  }
  const [found = named[0]] = alive;
  if (found || orgId === undefined) return found;
  return (await customers.list({ orgId }, call)).find((customer) => sameId(orgId, customer.orgId));
}

function describeCustomer(step: CustomerStep, customer: WebexCustomer): Found {
  const outputs: StepOutputs = {
    customerId: customer.id,
    ...(customer.orgId === undefined ? {} : { orgId: customer.orgId }),
  };
  const differences = compareCustomer(step, customer);
  switch (customer.status) {
    case 'provisioned':
      // The organisation id comes with the status, but not always in the same moment.
      return customer.orgId === undefined
        ? { outputs, differences, pending: 'provisioning' }
        : { outputs, differences };
    case 'pending_rpl_review':
      return { outputs, differences, pending: 'waiting' };
    case 'error':
    case 'provisioned_with_errors':
      return { outputs, differences, failed: whyFailed(customer) };
    default:
      return { outputs, differences, pending: 'provisioning' };
  }
}

/**
 * What GET answers of a customer: its name and limits are not among it. Packages that somebody added are left alone.
 */
function compareCustomer({ payload }: CustomerStep, customer: WebexCustomer) {
  const { billingAddress: address } = payload;
  const missing = payload.packages.filter((name) => !customer.packages.includes(name));
  return differencesIn([
    ['externalId', payload.externalId, customer.externalId],
    ['orgId', payload.orgId, customer.orgId ?? payload.orgId, sameId],
    ['address.addressLine1', address.addressLine1, customer.address?.addressLine1],
    ['address.addressLine2', address.addressLine2, customer.address?.addressLine2],
    ['address.city', address.city, customer.address?.city],
    ['address.stateOrProvince', address.stateOrProvince, customer.address?.stateOrProvince],
    ['address.zipOrPostalCode', address.zipOrPostalCode, customer.address?.zipOrPostalCode],
    ['address.country', address.country, customer.address?.country],
    ['packages', [...payload.packages].sort(), [...customer.packages].sort(), () => missing.length === 0],
  ]);
}

function whyFailed(customer: WebexCustomer): string {
  const packages = customer.resourceDetails?.packages ?? [];
  const words = [
    ...customer.errors.map(wordsOf),
    ...packages.flatMap(({ name, errors }) => errors.map((error) => `${name}: ${wordsOf(error)}`)),
  ];
  return [customer.status, ...words].join('; ');
}

function wordsOf(error: {
  readonly errorCode?: string | number | undefined;
  readonly description?: string | undefined;
}) {
  const code = error.errorCode === undefined ? '' : ` (${error.errorCode})`;
  return `${error.description ?? 'no description'}${code}`;
}

function needCustomerId(step: CustomerStep, found: Found): string {
  const { customerId } = found.outputs;
  if (customerId === undefined) throw new Error(`customer ${step.naturalKey} was found without an id`);
  return customerId;
}

async function heldPackages(customerId: string, context: StepContext, call: WholesaleCall): Promise<string[]> {
  return (await context.webex.customers.get(customerId, call))?.packages ?? [];
}
