import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MigrationError } from '../../src/domain/errors.ts';
import { extractInto, newStore } from './extract-into.ts';

const FOLDER = new URL('../../../shared/samples-real/', import.meta.url).pathname;
const there = existsSync(FOLDER);
const files = there
  ? readdirSync(FOLDER).filter((name) => name.endsWith('.xml'))
  : ['(recorded documents are not on this machine)'];

describe.skipIf(!there)('recorded documents of real systems', () => {
  it.each(files)('%s is read, or refused for holding requests alone', async (file) => {
    const outcome = await extractInto(newStore(), [file], { cwd: FOLDER }).catch((error: unknown) => error);

    if (outcome instanceof MigrationError) expect(outcome.code).toBe('SOURCE_REQUESTS_ONLY');
    else expect(outcome).toMatchObject({ stage: 'extract', warnings: 0, conflicts: 0 });
    expect(outcome instanceof MigrationError).toBe(/Request|UnassignDepartment/.test(file));
  });
});
