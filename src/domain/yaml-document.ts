import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { closest } from './closest.ts';
import { type ErrorCode, MigrationError } from './errors.ts';

/**
 * Reads a YAML file that an operator edits and types it by a zod schema.
 *
 * Scalars stay text (`0123` must not become 123), so schemas coerce for themselves. All faults are collected into one
 * error, each with its line; unknown keys come with the nearest known one.
 *
 * @param code - `CONFIG_INVALID` or `MAPPING_INVALID`
 * @throws {MigrationError} with `code`, the file and the line of the first fault
 */
export function readYaml<Schema extends z.ZodType>(
  source: string,
  file: string,
  schema: Schema,
  code: Extract<ErrorCode, 'CONFIG_INVALID' | 'MAPPING_INVALID'>,
): z.output<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(source, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length--) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      const range = hasRange(node) ? node.range : undefined;
      if (range) return lines.linePos(range[0]).line;
    }
    return 1;
  };

  const syntax = document.errors.map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    text: error.message.split('\n')[0] ?? error.message,
  }));
  if (syntax.length > 0) throw invalid(code, file, syntax);

  const plain: unknown = document.toJS({ maxAliasCount: 50 }) ?? {};
  const result = schema.safeParse(plain === '' ? {} : plain);
  if (result.success) return result.data;
  throw invalid(
    code,
    file,
    result.error.issues.flatMap((issue) => describeIssue(issue, schema, plain, lineOf)),
  );
}

interface Fault {
  readonly line: number;
  readonly text: string;
}

function describeIssue(
  issue: z.core.$ZodIssue,
  schema: unknown,
  plain: unknown,
  lineOf: (path: readonly PropertyKey[]) => number,
): Fault[] {
  const where = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const nearest = closest(key, keysAt(schema, issue.path));
      const suggestion = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
      return {
        line: lineOf([...issue.path, key]),
        text: `unknown key "${where === '' ? key : `${where}.${key}`}"${suggestion}`,
      };
    });
  }
  if (issue.code === 'invalid_key') {
    const text = issue.issues.map(({ message }) => message).join('; ');
    return [{ line: lineOf(issue.path), text: `${where}: ${text}` }];
  }
  const value = issue.path.reduce<unknown>(
    (here, key) => (typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined),
    plain,
  );
  const seen = typeof value === 'string' ? ` (it says "${value}")` : '';
  return [{ line: lineOf(issue.path), text: `${where === '' ? 'the file' : where}: ${issue.message}${seen}` }];
}

/** Keys that the schema allows at a path, for suggestions; empty where the schema has no plain object there. */
function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  let here: unknown = unwrap(schema);
  for (const part of path) {
    const shape = shapeOf(here);
    const next = shape ? Reflect.get(shape, part) : (field(here, 'valueType') ?? field(here, 'element'));
    if (next === undefined) return [];
    here = unwrap(next);
  }
  return Object.keys(shapeOf(here) ?? {});
}

function unwrap(schema: unknown): unknown {
  let here = schema;
  for (let depth = 0; depth < 10; depth++) {
    const definition = field(here, 'def');
    // A pipe holds its object on the side that is not the transform (`preprocess` has it behind, `transform` before).
    const out = field(definition, 'out');
    const piped = field(field(out, 'def'), 'type') === 'transform' ? field(definition, 'in') : out;
    const inner = field(definition, 'innerType') ?? piped;
    if (inner === undefined) return here;
    here = inner;
  }
  return here;
}

function shapeOf(schema: unknown): object | undefined {
  const shape = field(schema, 'shape');
  return typeof shape === 'object' && shape !== null ? shape : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && Array.isArray(Reflect.get(node, 'range'));
}

function invalid(code: ErrorCode, file: string, faults: readonly Fault[]): MigrationError {
  const [first] = faults;
  const text = faults.map((fault) => `line ${fault.line}: ${fault.text}`).join('\n');
  return new MigrationError(
    code,
    faults.length === 1 ? (first?.text ?? 'unreadable') : `${faults.length} faults\n${text}`,
    {
      place: { where: file, ...(first ? { line: first.line } : {}) },
    },
  );
}
