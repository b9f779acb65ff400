import { at, isObject, type Json, type JsonObject } from './json.ts';

export interface Operation {
  readonly file: string;
  readonly method: string;
  readonly template: string;
  readonly query: ReadonlyMap<string, Json>;
  readonly requestSchema: Json | undefined;
  readonly responses: ReadonlyMap<string, { readonly schema: Json | undefined }>;
}

/** The operation that answers a path; a literal segment wins over a parameter. */
export function findOperation(
  documents: ReadonlyMap<string, JsonObject>,
  method: string,
  path: string,
): Operation | undefined {
  const actual = path.split('/');
  let best: Operation | undefined;
  for (const [file, document] of documents) {
    const paths = at(document, 'paths');
    if (!isObject(paths)) continue;
    for (const [template, operations] of Object.entries(paths)) {
      if (!fits(template.split('/'), actual) || !isObject(operations)) continue;
      const operation = operations[method.toLowerCase()];
      if (!isObject(operation)) continue;
      if (best && parameters(best.template) <= parameters(template)) continue;
      best = describe(document, file, method, template, operation);
    }
  }
  return best;
}

function fits(template: readonly string[], actual: readonly string[]): boolean {
  return (
    template.length === actual.length &&
    template.every((segment, index) => segment === actual[index] || (segment.startsWith('{') && actual[index] !== ''))
  );
}

function parameters(template: string): number {
  return template.split('{').length;
}

function describe(
  document: JsonObject,
  file: string,
  method: string,
  template: string,
  operation: JsonObject,
): Operation {
  const query = new Map<string, Json>();
  for (const raw of list(operation.parameters)) {
    const parameter = resolveRef(document, raw);
    if (parameter?.in !== 'query') continue;
    query.set(String(parameter.name), parameter.schema ?? {});
  }
  const responses = new Map<string, { readonly schema: Json | undefined }>();
  const declared = operation.responses;
  for (const [status, raw] of Object.entries(isObject(declared) ? declared : {})) {
    responses.set(status, { schema: bodySchema(resolveRef(document, raw)) });
  }
  return {
    file,
    method,
    template,
    query,
    requestSchema: bodySchema(resolveRef(document, operation.requestBody)),
    responses,
  };
}

function bodySchema(holder: JsonObject | undefined): Json | undefined {
  const content = holder?.content;
  if (!isObject(content)) return undefined;
  const [media] = Object.values(content);
  return isObject(media) ? media.schema : undefined;
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** An object, its local `$ref` followed. */
export function resolveRef(document: JsonObject, value: Json | undefined): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  const ref = value.$ref;
  if (typeof ref !== 'string') return value;
  const target = at(document, ...ref.replace(/^#\//, '').split('/').map(unescapePointer));
  return resolveRef(document, target);
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
