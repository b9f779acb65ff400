import { MigrationError } from '../domain/errors.ts';

/** What the target refuses to show is told with its object, for it says nothing about the others; all else is thrown. */
export async function orRefused<Value>(reading: Promise<Value>): Promise<Value | MigrationError> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof MigrationError && error.code === 'TARGET_REFUSED') return error;
    throw error;
  }
}
