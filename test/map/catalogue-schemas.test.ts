import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CATALOGUE_FILES, catalogueSchema } from '../../src/map/catalogue-schemas.ts';

const MAPPINGS = new URL('../../mappings/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, MAPPINGS), 'utf8');
const validator = (file: string) =>
  new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(catalogueSchema(file));

describe.each(CATALOGUE_FILES)('mappings/%s.yaml', (file) => {
  it('has a published schema that is current (node test/scripts/generate-schemas.mjs)', () => {
    expect(JSON.parse(read(`schemas/${file}.schema.json`))).toEqual(catalogueSchema(file));
  });

  it('names its schema and keeps it', () => {
    const text = read(`${file}.yaml`);
    const validate = validator(file);

    expect(text.split('\n')[0]).toBe(`# yaml-language-server: $schema=schemas/${file}.schema.json`);
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('refuses a key that nobody reads', () => {
    expect(validator(file)({ ...parse(read(`${file}.yaml`)), wrong: [] })).toBe(false);
  });
});

it('shows an editor what is wrong with an entry', () => {
  const entry = { id: 'x', type: 'Acme', kind: 'phone', management: 'none', fate: 'lose' };

  expect(validator('devices')({ devices: [{ ...entry, fate: 'drop' }] })).toBe(true);
  expect(validator('devices')({ devices: [entry] })).toBe(false);
  expect(validator('devices')({ devices: [{ ...entry, fate: 'drop', confirmed: 'yes' }] })).toBe(false);
  expect(validator('devices')({ devices: null })).toBe(true);
});
