import { describe, expect, it } from 'vitest';
import { chooseCustomer, folderName, type KnownCustomer } from '../../src/cli/customers.ts';
import { quoted } from '../../src/domain/quoted.ts';

const customer = (id: string, name: string): KnownCustomer => {
  const key = id.split('/').map(encodeURIComponent).join('/');
  const [providerKey = ''] = key.split('/');
  return { customer: `customer:${key}`, providerKey, groupKey: key, id, name, skipped: false };
};
const ATLAS = customer('sp/Atlas 1', 'Atlas');
const TWINS = [customer('sp/one', 'Twin'), customer('sp/two', 'Twin')];
const ALL = [ATLAS, ...TWINS];

describe('chooseCustomer', () => {
  it.each([
    'sp/Atlas 1',
    'sp/Atlas%201',
    'customer:sp/Atlas%201',
    'bw:sp/Atlas%201',
    'atlas',
    'group:sp/Atlas%201',
    'location:sp/Atlas 1',
    'customer:SP/atlas 1',
  ])('knows %s', (said) => {
    expect(chooseCustomer(said, ALL)).toBe(ATLAS);
  });

  it.each([
    ['twin', 'sp/one, sp/two'],
    ['sp/Atlos 1', 'did you mean "sp/Atlas 1"'],
    ['zebra crossing', 'there are sp/Atlas 1, sp/one, sp/two'],
  ])('refuses %s and says who is there', (said, told) => {
    expect(() => chooseCustomer(said, ALL)).toThrow(told);
  });

  it('says that nobody was extracted, where nobody was', () => {
    expect(() => chooseCustomer('atlas', [])).toThrow('the snapshot holds no customer');
  });
});

describe('folderName', () => {
  it('is the id where that is harmless, and never that of another customer', () => {
    const ids = ['acme', 'Acme', 'sp/one', 'sp-one', 'sp one', '../up', '', 'ünal', 'a'.repeat(90)];
    const names = ids.map((id) => folderName(customer(id, '')));

    expect(names[0]).toBe('acme');
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(ids.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9_-]{1,60}$/);
  });
});

describe('quoted', () => {
  it.each([
    ['plain-1.csv', 'plain-1.csv'],
    ['ask luna.csv', '"ask luna.csv"'],
    ['price $5.csv', `'price $5.csv'`],
    [`it's $5`, `'it'\\''s $5'`],
    ['a;b', '"a;b"'],
    ['a"b', `'a"b'`],
  ])('writes %s so that a shell takes it as it is', (word, expected) => {
    expect(quoted(word)).toBe(expected);
  });
});
