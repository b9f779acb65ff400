import { describe, expect, it } from 'vitest';
import { CONTRACTS_MISSING, contractsAvailable } from '../contracts/contract-checker.ts';
import { exchangeFaults } from '../contracts/exchange-faults.ts';
import { openRig } from './rig.ts';
import { everything } from './step-builders.ts';

describe('one step of every kind', () => {
  it.skipIf(!contractsAvailable)(`keeps the published documents (${CONTRACTS_MISSING})`, async () => {
    const rig = await openRig();
    await rig.carryOut(...everything());
    await rig.close();
    expect(exchangeFaults(rig.exchanges)).toEqual([]);
  });
});
