import { describe, expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { extractInto, newStore } from '../extract/extract-into.ts';

describe('groups of a provider', () => {
  it.each([
    { said: undefined, customers: 3, isEnterprise: true },
    { said: true, customers: 3, isEnterprise: true },
    { said: false, customers: 5, isEnterprise: false },
  ])('are what somebody says of it ($said), for a customer and for one user alike', async (expected) => {
    const db = newStore();
    await extractInto(db, ['service-provider', 'enterprise']);
    const reader = sourceReader(db, FEATURE_SOURCE, (key) => (key === 'brightwater' ? expected.said : undefined));
    const handle = reader.customers().find(({ providerKey }) => providerKey === 'brightwater');
    const customer = handle && reader.load(handle);
    const [first] = customer?.users ?? [];

    expect(reader.customers()).toHaveLength(expected.customers);
    expect(customer?.provider.isEnterprise).toBe(expected.isEnterprise);
    expect(reader.user(first?.key ?? '')?.provider.isEnterprise).toBe(expected.isEnterprise);
  });
});
