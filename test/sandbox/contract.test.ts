import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes } from '../../src/sandbox/routes/all-routes.ts';
import { CONTRACTS_MISSING, contractsAvailable, loadContracts } from '../contracts/contract-checker.ts';
import { driveEverything } from './drive-everything.ts';
import { openWorld, type World } from './world.ts';

const name = contractsAvailable ? 'sandbox and published contracts' : `skipped: ${CONTRACTS_MISSING}`;
describe.skipIf(!contractsAvailable)(name, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await driveEverything(world);
  });
  afterAll(() => world.sandbox.close());

  it('drives every route that is simulated, each to a success', () => {
    const driven = new Set(
      world.sandbox.log().flatMap((row) => ((row.status ?? 0) < 300 ? [`${row.method} ${row.route}`] : [])),
    );

    const missing = allRoutes()
      .map(({ method, path }) => `${method} ${path}`)
      .filter((route) => !driven.has(route));

    expect(missing).toEqual([]);
  });

  it('keeps the contract in every request and every answer', () => {
    const contracts = loadContracts();

    const faults = world.sandbox.log().flatMap((row) =>
      row.status === null
        ? []
        : contracts.checkExchange({
            method: row.method,
            path: row.path,
            query: row.query,
            requestBody: row.body,
            status: row.status,
            responseBody: row.responseBody,
          }),
    );

    expect([...new Set(faults)]).toEqual([]);
  });
});
