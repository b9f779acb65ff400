import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MigrationError } from '../../src/domain/errors.ts';
import { extractInto, folderOf, newStore } from './extract-into.ts';

const FOLDER = new URL('../../../shared/samples-real/', import.meta.url).pathname;
const there = existsSync(FOLDER);
const files = there
  ? readdirSync(FOLDER).filter((name) => name.endsWith('.xml'))
  : ['(recorded documents are not on this machine)'];

type Outcome = 'of the platform' | 'an orphan' | 'an error without its question';

/** One document a file, recorded without its request: only answers about the whole platform say whom they describe. */
const ANSWERS: Readonly<Record<string, readonly [type: string, outcome: Outcome]>> = {
  '031-ErrorResponse.xml': ['ErrorResponse', 'an error without its question'],
  '034-LoginResponse14sp4.xml': ['LoginResponse14sp4', 'of the platform'],
  '035-SuccessResponse.xml': ['SuccessResponse', 'of the platform'],
  '037-UserGetListInGroupResponse.xml': ['UserGetListInGroupResponse', 'an orphan'],
  '042-LoginResponse14sp4.xml': ['LoginResponse14sp4', 'of the platform'],
  '044-UserAssignedServicesGetListResponse.xml': ['UserAssignedServicesGetListResponse', 'an orphan'],
  '047-EnterpriseVoiceVPNGetPolicyResponse.xml': ['EnterpriseVoiceVPNGetPolicyResponse', 'an orphan'],
  '048-UserGetRegistrationListResponse.xml': ['UserGetRegistrationListResponse', 'an orphan'],
  '049-ServiceProviderGetListResponse.xml': ['ServiceProviderGetListResponse', 'of the platform'],
  '050-ServiceProviderServicePackGetListResponse.xml': ['ServiceProviderServicePackGetListResponse', 'an orphan'],
  '051-ServiceProviderServicePackGetDetailListResponse.xml': [
    'ServiceProviderServicePackGetDetailListResponse',
    'an orphan',
  ],
  '052-UserCallForwardingAlwaysGetResponse.xml': ['UserCallForwardingAlwaysGetResponse', 'an orphan'],
  '054-ErrorResponse.xml': ['ErrorResponse', 'an error without its question'],
  '066-SystemSoftwareVersionGetResponse.xml': ['SystemSoftwareVersionGetResponse', 'of the platform'],
};

describe.skipIf(!there)('recorded documents of real systems', () => {
  it('are all there', () => {
    expect(files).toHaveLength(41);
    expect(files).toEqual(expect.arrayContaining(Object.keys(ANSWERS)));
  });

  it.each(files.filter((file) => !(file in ANSWERS)))('%s is refused: it holds requests alone', async (file) => {
    const outcome = await extractInto(newStore(), [file], { cwd: FOLDER }).catch((error: unknown) => error);

    expect(outcome).toBeInstanceOf(MigrationError);
    expect(outcome).toMatchObject({ code: 'SOURCE_REQUESTS_ONLY', place: { where: file } });
  });

  it.each(Object.entries(ANSWERS))('%s is read as %s', async (file, [type, outcome]) => {
    const db = newStore();
    const summary = await extractInto(db, [file], { cwd: FOLDER });

    expect(summary).toMatchObject({
      warnings: 0,
      conflicts: 0,
      orphans: outcome === 'of the platform' ? 0 : 1,
      errors: outcome === 'an error without its question' ? 1 : 0,
    });
    expect(db.prepare('SELECT type, state, owner_kind FROM settled_response').all()).toEqual([
      {
        type,
        state: outcome === 'an error without its question' ? 'error' : 'read',
        owner_kind: outcome === 'of the platform' ? 'system' : null,
      },
    ]);
  });

  it('are read one by one where a folder holds them all, and every refused one is named', async () => {
    const db = newStore();
    const outcome = await extractInto(db, [FOLDER], { cwd: folderOf({}) }).catch((error: unknown) => error);

    expect(outcome).toBeInstanceOf(MigrationError);
    const message = outcome instanceof Error ? outcome.message : '';
    for (const file of files) expect(message.includes(file), file).toBe(!(file in ANSWERS));
    expect(db.prepare('SELECT count(*) FROM settled_response').pluck().get()).toBe(Object.keys(ANSWERS).length);
  });
});
