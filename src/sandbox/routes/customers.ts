import { z } from 'zod';
import { readCustomerMagic, readEmailMagic } from '../magic.ts';
import type { CustomerStatus, Stored } from '../objects.ts';
import { CUSTOMER_PACKAGES, checkPackages, isCallingPackage, LIMITED_PACKAGES } from '../packages.ts';
import { listParameter, page } from '../paging.ts';
import { ApiError, notFound, type Reply } from '../reply.ts';
import { get, param, type RequestContext, type Route, remove, withBody } from '../route.ts';
import { email, language, timeZone, wholesaleAddress } from '../shapes.ts';
import type { State } from '../state.ts';
import { showCustomer } from './show-customer.ts';

const provisioningParameters = z.strictObject({
  calling: z
    .strictObject({
      location: z.strictObject({
        name: z.string().min(1).max(80),
        address: wholesaleAddress,
        timezone: timeZone,
        language,
        emergencyLocationIdentifier: z.string().optional(),
      }),
    })
    .optional(),
  meetings: z.strictObject({ timezone: timeZone }).optional(),
  packages: z
    .strictObject({ limits: z.partialRecord(z.enum(LIMITED_PACKAGES), z.number().int().min(0)).optional() })
    .optional(),
});
const packages = z.array(z.enum(CUSTOMER_PACKAGES)).min(1);
/** `%` is forbidden in customer names. */
const name = z
  .string()
  .min(1)
  .regex(/^[^%]*$/, 'must not contain %');

const createBody = z.strictObject({
  provisioningId: z.string().min(1),
  packages,
  externalId: z.string().min(1),
  orgId: z.string().optional(),
  address: wholesaleAddress,
  customerInfo: z.strictObject({ name, primaryEmail: email, language: z.string().optional() }).optional(),
  provisioningParameters: provisioningParameters.optional(),
  subPartnerAdminEmail: email.optional(),
});
const validateBody = createBody
  .partial({ provisioningId: true, packages: true, externalId: true })
  .omit({ subPartnerAdminEmail: true })
  .extend({ customerInfo: z.strictObject({ name: name.optional(), primaryEmail: email }).optional() });
const updateBody = z.strictObject({
  packages,
  externalId: z.string().min(1).optional(),
  address: wholesaleAddress.optional(),
  provisioningParameters: provisioningParameters.optional(),
  subPartnerAdminEmail: email.optional(),
});

export function customerRoutes(): Route[] {
  return [
    get('/wholesale/customers', listCustomers),
    get('/wholesale/customers/{customerId}', readCustomer),
    withBody('POST', '/wholesale/customers/validate', validateBody, validateCustomer, { writes: false }),
    withBody('POST', '/wholesale/customers', createBody, createCustomer),
    withBody('PUT', '/wholesale/customers/{customerId}', updateBody, updateCustomer),
    remove('/wholesale/customers/{customerId}', deleteCustomer),
  ];
}

function listCustomers(context: RequestContext): Reply {
  const { query, seen } = context;
  const externalId = query.get('externalId');
  const orgId = query.get('orgId');
  const statuses = listParameter(query, 'status');
  const candidates = externalId === null ? seen.all('customer') : seen.byKey('customer', externalId);
  const items = candidates
    .filter(({ data }) => orgId === null || data.orgId === orgId.replace(/=+$/, ''))
    .filter(({ data }) => statuses.length === 0 || statuses.includes(data.status));
  return page(
    context,
    items.map((customer) => showCustomer(customer, false)),
    { key: 'items', style: 'offset', defaultMax: 100 },
  );
}

/** The `Location` of a 202 always resolves: the consistency delay holds for the list alone. */
function readCustomer(context: RequestContext): Reply {
  const customer = context.state.get('customer', param(context, 'customerId'));
  if (!customer) throw notFound('customer');
  return { status: 200, body: showCustomer(customer, context.query.get('includePackageLicenseInfo') === 'true') };
}

/** The rules that hold for a new customer, whether it is validated or created. */
function checkCustomer(state: State, body: z.output<typeof validateBody>): void {
  checkPackages(body.packages ?? [], body.provisioningParameters?.packages?.limits);
  if (body.packages?.some(isCallingPackage) && !body.provisioningParameters?.calling) {
    throw new ApiError(400, 'mandatory parameter is missing: provisioningParameters.calling.location', {
      errorCode: 1001,
      fieldName: 'provisioningParameters.calling.location',
    });
  }
  if (body.orgId !== undefined) {
    const org = state.get('org', body.orgId);
    if (!org || org.data.partner) throw notFound('organization');
    if (state.inOrg('customer', org.id).length > 0) throw new ApiError(409, 'the organization is a customer already');
    return;
  }
  const address = body.customerInfo?.primaryEmail.toLowerCase();
  if (address !== undefined && readEmailMagic(address).taken) {
    throw new ApiError(400, `${address} already belongs to an existing user`, { errorCode: 10022 });
  }
}

function validateCustomer({ state }: RequestContext, body: z.output<typeof validateBody>): Reply {
  checkCustomer(state, body);
  const info = [{ infoCode: 100, description: 'Validation Successful' }];
  return { status: 200, body: { message: 'success', info } };
}

function createCustomer(context: RequestContext, body: z.output<typeof createBody>): Reply {
  const { state, settings, now } = context;
  if (body.orgId === undefined && !body.customerInfo) {
    throw new ApiError(400, 'mandatory parameter is missing: customerInfo', {
      errorCode: 1001,
      fieldName: 'customerInfo',
    });
  }
  checkCustomer(state, body);
  if (state.byKey('customer', body.externalId).length > 0) {
    state.violate('duplicate-customer', `externalId ${body.externalId}`);
  }
  const displayName = body.customerInfo?.name ?? state.get('org', body.orgId)?.data.name ?? body.externalId;
  const customer = state.insert('customer', {
    org: body.orgId === undefined ? '' : (state.get('org', body.orgId)?.id ?? ''),
    key: body.externalId,
    dueAt: now.getTime() + settings.provisioningDelayMs,
    data: {
      externalId: body.externalId,
      name: displayName,
      primaryEmail: body.customerInfo?.primaryEmail,
      provisioningId: body.provisioningId,
      address: body.address,
      status: 'provisioning',
      ...readCustomerMagic(displayName),
      packages: body.packages,
      limits: limitsOf(body.provisioningParameters),
      orgId: state.get('org', body.orgId)?.id,
      attached: body.orgId !== undefined,
      firstLocation: body.provisioningParameters?.calling?.location,
      errors: [],
    },
  });
  return accepted(context, customer);
}

const FINAL: readonly CustomerStatus[] = ['provisioned', 'provisioned_with_errors'];

function updateCustomer(context: RequestContext, body: z.output<typeof updateBody>): Reply {
  const { state, settings, now } = context;
  const customer = state.get('customer', param(context, 'customerId'));
  if (!customer) throw notFound('customer');
  if (!FINAL.includes(customer.data.status)) {
    throw new ApiError(409, `the customer is ${customer.data.status}; wait until that has ended`);
  }
  checkPackages(body.packages, body.provisioningParameters?.packages?.limits);
  const removed = customer.data.packages.filter((held) => !body.packages.some((wanted) => wanted === held));
  for (const subscriber of state.ownedBy('subscriber', customer.id)) {
    const lost = subscriber.data.packages.find((held) => removed.includes(held));
    if (lost !== undefined) state.violate('package-removed-in-use', `${lost} of ${subscriber.key}`);
  }
  const updated = state.update(customer, {
    key: body.externalId ?? customer.key,
    dueAt: now.getTime() + settings.provisioningDelayMs,
    data: {
      ...customer.data,
      externalId: body.externalId ?? customer.data.externalId,
      address: body.address ?? customer.data.address,
      packages: body.packages,
      limits: body.provisioningParameters?.packages?.limits
        ? limitsOf(body.provisioningParameters)
        : customer.data.limits,
      status: 'updating',
    },
  });
  return accepted(context, updated);
}

function deleteCustomer({ state, settings, now, params }: RequestContext): Reply {
  const customer = state.get('customer', params.customerId);
  if (!customer) throw notFound('customer');
  state.update(customer, {
    dueAt: now.getTime() + settings.provisioningDelayMs,
    data: { ...customer.data, status: 'deleting' },
  });
  return { status: 202 };
}

function accepted({ baseUrl }: RequestContext, customer: Stored<'customer'>): Reply {
  const url = `${baseUrl}/wholesale/customers/${customer.id}`;
  return { status: 202, body: { url }, headers: { location: url } };
}

function limitsOf(parameters: z.output<typeof provisioningParameters> | undefined): Record<string, number> {
  const limits: Record<string, number> = {};
  for (const [packageName, limit] of Object.entries(parameters?.packages?.limits ?? {})) {
    if (limit !== undefined) limits[packageName] = limit;
  }
  return limits;
}
