import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { prepareTables } from '../../src/map/catalogues.ts';
import { prepareTable } from '../../src/map/prepared-tables.ts';

const FOLDER = fileURLToPath(new URL('../../mappings/', import.meta.url));

describe('shipped tables that the build prepares', () => {
  it('are all that ship, and survive being written as JSON', () => {
    const tables = prepareTables(FOLDER);

    expect(Object.keys(tables).sort()).toEqual([
      'countries.yaml',
      'devices.yaml',
      'locales.yaml',
      'packages.yaml',
      'safety-words.yaml',
      'services.yaml',
      'timezones.yaml',
    ]);
    expect(JSON.parse(JSON.stringify(tables))).toEqual(tables);
  });

  it('are known by the text that they were made from, so that an edited one is read anew', () => {
    const text = readFileSync(`${FOLDER}services.yaml`, 'utf8');

    expect(prepareTable(text, {}).digest).toBe(prepareTables(FOLDER)['services.yaml']?.digest);
    expect(prepareTable(`${text}\n`, {}).digest).not.toBe(prepareTable(text, {}).digest);
  });
});
