import { WebexHttpError } from '../domain/webex-errors.ts';

/** The service is not there for this owner, because the owner has no calling (yet). */
const NOT_AVAILABLE = '4410';

/** A read whose parent is missing finds nothing: `undefined` instead of 404 (or 400 with the code for it). */
export async function orAbsent<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof WebexHttpError && (error.status === 404 || error.codes.includes(NOT_AVAILABLE))) {
      return undefined;
    }
    throw error;
  }
}
