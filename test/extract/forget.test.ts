import { expect, it } from 'vitest';
import { forgetFiles } from '../../src/store/forgotten-files.ts';
import { documentOf } from './exchanges.ts';
import { extractInto, folderOf, newStore, projectedRows } from './extract-into.ts';

const user = (name: string): string =>
  documentOf([
    `<command echo="" xsi:type="UserGetResponse22" xmlns=""><serviceProviderId>p</serviceProviderId><groupId>g</groupId><userId>anna@example.test</userId><lastName>${name}</lastName></command>`,
  ]);

it('a forgotten file leaves the snapshot as if it had never been read, and may be read again', async () => {
  const cwd = folderOf({ 'one.xml': user('Old'), 'late/two.xml': user('New') });
  const db = newStore();
  await extractInto(db, ['one.xml'], { cwd });
  const before = projectedRows(db);
  await extractInto(db, ['late'], { cwd });
  const after = projectedRows(db);

  expect(forgetFiles(db, 'lat')).toBe(0);
  expect(forgetFiles(db, 'late')).toBe(1);
  await extractInto(db, [], { cwd });
  expect(projectedRows(db)).toEqual(before);

  await extractInto(db, ['late/two.xml'], { cwd });
  expect(projectedRows(db)).toEqual(after);
});
