import { expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { extractInto, newStore } from '../extract/extract-into.ts';

it('is another one once the same files were joined by other rules', async () => {
  const db = newStore();
  await extractInto(db, ['enterprise']);
  const before = sourceReader(db, FEATURE_SOURCE).stamp();
  expect(sourceReader(db, FEATURE_SOURCE).stamp()).toBe(before);

  db.exec(`UPDATE meta SET value = json_set(value, '$.of', 'by an earlier version') WHERE name = 'settled'`);
  await extractInto(db, ['enterprise']);
  expect(sourceReader(db, FEATURE_SOURCE).stamp()).toBe(before);

  db.exec(`UPDATE meta SET value = json_set(value, '$.of', 'by a later version') WHERE name = 'settled'`);
  expect(sourceReader(db, FEATURE_SOURCE).stamp()).not.toBe(before);
});
