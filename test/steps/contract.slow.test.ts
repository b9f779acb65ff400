import { describe, expect, it } from 'vitest';
import { CONTRACTS_MISSING, contractsAvailable, loadContracts } from '../contracts/contract-checker.ts';
import { openRig } from './rig.ts';
import { everything } from './step-builders.ts';

describe('one step of every kind', () => {
  it.skipIf(!contractsAvailable)(`keeps the published documents (${CONTRACTS_MISSING})`, async () => {
    const contracts = loadContracts();
    const rig = await openRig();
    await rig.carryOut(...everything());
    await rig.close();
    const faults = rig.exchanges.flatMap(({ request, response }) => {
      const url = new URL(request.path, 'http://sandbox.example.test');
      return contracts.checkExchange({
        method: request.method,
        path: request.path.startsWith('http') ? url.pathname.replace(/^\/v1/, '') : url.pathname,
        query: {
          ...Object.fromEntries(url.searchParams),
          ...Object.fromEntries(
            Object.entries(request.query ?? {}).flatMap(([key, value]) =>
              value === undefined ? [] : [[key, String(value)]],
            ),
          ),
        },
        requestBody: request.body,
        status: response.status,
        responseBody: response.body,
      });
    });

    expect([...new Set(faults)]).toEqual([]);
  });
});
