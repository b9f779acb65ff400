import type { Difference } from '../domain/plan.ts';

export type Same = (expected: unknown, actual: unknown) => boolean;

/** Field, what the plan wants, what the target has; a field that the plan leaves open (`undefined`) is not compared. */
export type Check = readonly [field: string, expected: unknown, actual: unknown, same?: Same];

/** Compares field by field. An empty text and a missing field are the same to the target. */
export function differencesIn(checks: readonly Check[]): Difference[] {
  return checks.flatMap(([field, expected, actual, same = equal]) => {
    if (expected === undefined || same(expected, actual)) return [];
    return [{ field, expected, actual: actual ?? null }];
  });
}

/** Whether a look-up has found a field other than planned. */
export function differsIn(found: { readonly differences: readonly Difference[] } | undefined, field: string): boolean {
  return found?.differences.some((difference) => difference.field === field) ?? false;
}

const equal: Same = (expected, actual) => {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    return expected.length === actual.length && expected.every((item, index) => equal(item, actual[index]));
  }
  return (expected ?? '') === (actual ?? '');
};

/** Languages and e-mail addresses: the target changes their case. */
export const ignoringCase: Same = (expected, actual) =>
  String(expected ?? '').toLowerCase() === String(actual ?? '').toLowerCase();

/** Ids are base64 whose padding is optional. */
export const sameId: Same = (expected, actual) => plainId(expected) === plainId(actual);

export function plainId(id: unknown): string {
  return String(id ?? '').replace(/=+$/, '');
}
