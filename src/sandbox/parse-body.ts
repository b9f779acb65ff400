import type { z } from 'zod';
import { ApiError } from './reply.ts';

/**
 * Checks a request body and refuses it in the words of its API family.
 *
 * Codes: wholesale 1001 (mandatory parameter missing, names the field) and 1002 (length); Calling 25008 (mandatory
 * field missing), 25110 (length out of range), 25024 (invalid value). Only the first fault is reported, as the target
 * does.
 */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown, path: string): z.output<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const fieldName = issue === undefined ? '' : issue.path.map(String).join('.');
  const missing = issue?.code === 'invalid_type' && valueAt(body, issue.path) === undefined;
  const length = (issue?.code === 'too_big' || issue?.code === 'too_small') && issue.origin === 'string';
  const description = describe(fieldName, missing, issue?.message ?? 'invalid body');
  if (path.startsWith('/wholesale/')) {
    throw new ApiError(400, description, { errorCode: missing ? 1001 : length ? 1002 : undefined, fieldName });
  }
  throw new ApiError(400, description, { errorCode: missing ? 25008 : length ? 25110 : 25024 });
}

function describe(fieldName: string, missing: boolean, message: string): string {
  if (fieldName === '') return missing ? 'request body is missing' : message;
  return missing ? `mandatory field is missing: ${fieldName}` : `${fieldName}: ${message}`;
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (here, key) => (typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined),
    body,
  );
}
