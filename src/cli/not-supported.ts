import { MigrationError } from '../domain/errors.ts';

/**
 * Refuses options that are declared and not built yet, rather than run without them.
 *
 * @throws {MigrationError} `NOT_SUPPORTED` naming every one that was given
 */
export function refuseUnbuilt(asked: Readonly<Record<string, unknown>>): void {
  const names = Object.entries(asked)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name]) => name);
  if (names.length > 0) throw new MigrationError('NOT_SUPPORTED', `not supported yet: ${names.join(', ')}`);
}
