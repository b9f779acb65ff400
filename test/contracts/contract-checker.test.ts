import { describe, expect, it } from 'vitest';
import { CONTRACTS_MISSING, contractsAvailable, type Exchange, loadContracts } from './contract-checker.ts';

const name = contractsAvailable ? 'contract checker' : `skipped: ${CONTRACTS_MISSING}`;

describe.skipIf(!contractsAvailable)(name, () => {
  const contracts = contractsAvailable ? loadContracts() : undefined;
  const check = (changes: Partial<Exchange>) =>
    contracts?.checkExchange({
      method: 'POST',
      path: '/wholesale/subscribers',
      query: {},
      requestBody: {
        customerId: 'c',
        email: 'anna@example.test',
        packages: ['webex_calling'],
        provisioningParameters: { firstName: 'Anna' },
      },
      status: 200,
      responseBody: { id: 's', email: 'anna@example.test', status: 'provisioned' },
      ...changes,
    });

  it('finds nothing in an exchange that keeps the contract', () => {
    expect(check({})).toEqual([]);
  });

  it.each<{ name: string; changes: Partial<Exchange>; fault: RegExp }>([
    { name: 'a missing field', changes: { requestBody: { customerId: 'c' } }, fault: /request: must have.*email/ },
    { name: 'no body', changes: { requestBody: undefined }, fault: /body is missing/ },
    { name: 'a status of its own', changes: { status: 299 }, fault: /status 299/ },
    {
      name: 'a value out of its enumeration',
      changes: { responseBody: { status: 'sleeping' } },
      fault: /response\.status.*provisioned/,
    },
    { name: 'a field of nobody', changes: { responseBody: { colour: 'red' } }, fault: /response\.colour/ },
    { name: 'a query parameter of nobody', changes: { query: { orgId: 'o' } }, fault: /query orgId/ },
    {
      name: 'a query parameter of the wrong type',
      changes: { method: 'GET', requestBody: undefined, query: { max: 'many' }, responseBody: { items: [] } },
      fault: /query max=many/,
    },
    { name: 'a path of nobody', changes: { path: '/wholesale/nothing' }, fault: /no such operation/ },
  ])('reports $name', ({ changes, fault }) => {
    expect(check(changes)?.join('\n')).toMatch(fault);
  });

  it('reads `max` as the number that it is', () => {
    const list = { method: 'GET', requestBody: undefined, responseBody: { items: [] } };

    expect(check({ ...list, query: { max: '100' } })).toEqual([]);
  });

  it('mends the documents: auto attendant keys are a list, locations are locations', () => {
    const menu = { greeting: 'DEFAULT', extensionEnabled: true, keyConfigurations: [{ key: '0', action: 'EXIT' }] };
    const attendant = check({
      path: '/telephony/config/locations/l/autoAttendants',
      query: { orgId: 'o' },
      requestBody: { name: 'A', businessSchedule: 'B', businessHoursMenu: menu, afterHoursMenu: menu },
      status: 201,
      responseBody: { id: 'a' },
    });
    const location = check({
      method: 'GET',
      path: '/locations/l',
      requestBody: undefined,
      responseBody: { id: 'l', name: 'L', orgId: 'o', address: { address1: '1 Main Street', city: 'Austin' } },
    });

    expect([attendant, location]).toEqual([[], []]);
  });

  it('excuses the endpoints that the documents do not have', () => {
    expect(check({ method: 'PUT', path: '/telephony/config/people/p/simultaneousRing' })).toEqual([]);
  });
});
