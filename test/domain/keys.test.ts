import { expect, it } from 'vitest';
import { writtenKey } from '../../src/domain/keys.ts';

it.each([
  ['acme/boston%20lab', 'acme/boston lab'],
  ['50%/north', '50%/north'],
])('writes the key %s as a person does', (key, written) => {
  expect(writtenKey(key)).toBe(written);
});
