import { expect } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/start-sandbox.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** A sandbox with a client that speaks plain HTTP to it. */
export interface World {
  readonly sandbox: Sandbox;
  send(method: string, path: string, body?: unknown, token?: string): Promise<Answer>;
  /** Sends, and fails the test unless the status is the one expected. */
  ok(status: number, method: string, path: string, body?: unknown): Promise<unknown>;
  /** A provisioned customer with its first location, PSTN and outgoing permissions set. */
  customer(changes?: CustomerChanges): Promise<CustomerWorld>;
}

export interface CustomerWorld {
  readonly customerId: string;
  readonly orgId: string;
  readonly locationId: string;
}

interface CustomerChanges {
  readonly externalId?: string;
  readonly name?: string;
  readonly packages?: readonly string[];
  readonly limits?: Readonly<Record<string, number>>;
}

export const ADDRESS = {
  addressLine1: '100 Main Street',
  city: 'Austin',
  stateOrProvince: 'TX',
  zipOrPostalCode: '78701',
  country: 'US',
};
export const POSTAL = { address1: '200 Side Street', city: 'Austin', state: 'TX', postalCode: '78702', country: 'US' };

export function customerBody(changes: CustomerChanges = {}): Record<string, unknown> {
  return {
    provisioningId: 'template',
    externalId: changes.externalId ?? 'bw:acme',
    packages: changes.packages ?? ['webex_calling', 'common_area_calling', 'webex_meetings'],
    address: ADDRESS,
    customerInfo: { name: changes.name ?? 'Acme', primaryEmail: 'owner@acme.example.test', language: 'en_US' },
    provisioningParameters: {
      calling: {
        location: { name: 'Head Office', address: ADDRESS, timezone: 'America/Chicago', language: 'en_us' },
      },
      ...(changes.limits ? { packages: { limits: changes.limits } } : {}),
    },
  };
}

export async function openWorld(options: Partial<SandboxOptions> = {}): Promise<World> {
  const sandbox = await startSandbox({ stateFile: ':memory:', provisioningDelayMs: 0, ...options });
  const send: World['send'] = async (method, path, body, token = 'sandbox') => {
    const url = path.startsWith('http') ? path : `${sandbox.url}${path}`;
    const response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : json ? JSON.parse(text) : text,
    };
  };
  const ok: World['ok'] = async (status, method, path, body) => {
    const answer = await send(method, path, body);
    expect({ status: answer.status, path, answer: answer.body }).toEqual({ status, path, answer: answer.body });
    return answer.body;
  };
  return {
    sandbox,
    send,
    ok,
    async customer(changes = {}) {
      await ok(202, 'POST', '/wholesale/customers', customerBody(changes));
      const externalId = changes.externalId ?? 'bw:acme';
      const found = await ok(200, 'GET', `/wholesale/customers?externalId=${encodeURIComponent(externalId)}`);
      const customerId = text(found, 'items', 0, 'id');
      const orgId = text(found, 'items', 0, 'orgId');
      const locations = await ok(200, 'GET', `/telephony/config/locations?orgId=${orgId}`);
      const locationId = text(locations, 'locations', 0, 'id');
      await preparePlace({ ok }, orgId, locationId);
      return { customerId, orgId, locationId };
    },
  };
}

/** Chooses the only carrier on offer and says what may be dialled. */
export async function preparePlace({ ok }: Pick<World, 'ok'>, orgId: string, locationId: string): Promise<void> {
  const pstn = `/telephony/pstn/locations/${locationId}`;
  const options = await ok(200, 'GET', `${pstn}/connectionOptions?orgId=${orgId}`);
  await ok(204, 'PUT', `${pstn}/connection?orgId=${orgId}`, { id: text(options, 'items', 0, 'id') });
  await ok(204, 'PUT', `/telephony/config/locations/${locationId}/outgoingPermission?orgId=${orgId}`, {
    callingPermissions: [{ callType: 'INTERNATIONAL', action: 'BLOCK', transferEnabled: false }],
  });
}

/** A value inside an answer; fails when the path ends early. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((here, key) => {
    expect(typeof here === 'object' && here !== null, `path ${path.join('.')} of ${JSON.stringify(value)}`).toBe(true);
    return Reflect.get(Object(here), key);
  }, value);
}

export function text(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  expect(typeof found, `path ${path.join('.')} of ${JSON.stringify(value)}`).toBe('string');
  return String(found);
}

/** Code of the first error of a refusal. */
export function errorCode(answer: Answer): unknown {
  return at(answer.body, 'errors', 0, 'errorCode');
}

export function subscriberBody(customer: CustomerWorld, email: string, seat: Record<string, unknown> = {}): object {
  return {
    customerId: customer.customerId,
    email,
    packages: ['webex_calling'],
    provisioningParameters: { firstName: 'Anna', lastName: 'Berg', locationId: customer.locationId, ...seat },
  };
}
