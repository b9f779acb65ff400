import { entryOf } from '../../domain/entry-of.ts';
import { type BodyElement, type BodyValue, tableOf } from '../../domain/response-body.ts';
import type { FieldRule } from './profile-file.ts';

type Draft = Record<string, BodyValue[]>;

/** Sets values at a dotted path: `address.city` becomes a child of `address`. */
export function setPath(body: Draft, path: string, values: readonly string[]): void {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    addValues(body, name, values);
    return;
  }
  const list = listOf(body, name);
  const [first] = list;
  // Only this function makes elements in a draft, so what stands there is one.
  const inner: Draft = typeof first === 'object' && !('rows' in first) ? copyOf(first as BodyElement) : {};
  setPath(inner, rest.join('.'), values);
  list[0] = inner;
}

export function addValues(body: Draft, name: string, values: readonly BodyValue[]): void {
  listOf(body, name).push(...values);
}

function listOf(body: Draft, name: string): BodyValue[] {
  const known = Object.hasOwn(body, name) ? body[name] : undefined;
  if (known !== undefined) return known;
  const list: BodyValue[] = [];
  body[name] = list;
  return list;
}

function copyOf(element: BodyElement): Draft {
  return Object.fromEntries(Object.entries(element).map(([name, values]) => [name, [...values]]));
}

export function tableBody(
  name: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): BodyElement {
  return { [name]: [tableOf(headings, rows)] };
}

const TRUE = /^(?:true|yes|y|1|on|enabled|active)$/i;
const FALSE = /^(?:false|no|n|0|off|disabled|inactive)$/i;

/**
 * The values of a field as BroadWorks would write them.
 *
 * @param odd - told when a value is not one that the rule expects; it is kept as it stands
 */
export function fieldValues(
  rule: FieldRule,
  read: (path: string) => readonly string[],
  odd: () => void,
): readonly string[] {
  if (rule.is !== undefined) return [rule.is];
  return read(rule.from ?? '.')
    .filter((value) => value !== '')
    .map((value) => {
      if (rule.values !== undefined) {
        const mapped = entryOf(rule.values, value);
        if (mapped === undefined && rule.as === undefined) odd();
        if (mapped !== undefined) return mapped;
      }
      if (rule.as === 'mac') return value.replace(/[\s:.-]/g, '');
      if (rule.as !== 'boolean') return value;
      if (TRUE.test(value)) return 'true';
      if (FALSE.test(value)) return 'false';
      odd();
      return value;
    });
}
