import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormatsModule from 'ajv-formats';
import { findOperation, type Operation } from './contract-operations.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { MENDS } from './mends.ts';
import { NOT_IN_CONTRACT, UNDESCRIBED_FIELDS } from './undescribed.ts';
import { findUnknownFields } from './unknown-fields.ts';

// The package is CommonJS: its function is the default export of the default export.
const addFormats = addFormatsModule.default;

const FOLDER = fileURLToPath(new URL('../../../shared/contracts/', import.meta.url));
const FILES = ['webex-wholesale.openapi.json', 'webex-calling.openapi.json'] as const;

/** False where the published documents are not beside the project; tests then skip and say so. */
export const contractsAvailable = FILES.every((file) => existsSync(`${FOLDER}${file}`));
/** For test titles: what they are held against, or why they are skipped. */
export const CONTRACTS_MISSING = contractsAvailable
  ? 'held against ../shared/contracts'
  : `skipped: ${FILES.map((file) => `../shared/contracts/${file}`).join(' and ')} are not there`;

export interface Exchange {
  readonly method: string;
  /** Below the base URL, without query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly requestBody: unknown;
  readonly status: number;
  readonly responseBody: unknown;
}

export interface ContractChecker {
  /** What is wrong with a request and its answer, one readable line each; empty when both keep the contract. */
  checkExchange(exchange: Exchange): string[];
}

let loaded: ContractChecker | undefined;

/**
 * Loads both published documents once, mends their known defects in memory (`mends.ts`) and compiles schemas as needed.
 *
 * Stricter than plain JSON Schema: a field or query parameter that the contract does not name is a violation too,
 * unless `undescribed.ts` lists it with a reason.
 */
export function loadContracts(): ContractChecker {
  loaded ??= readContracts();
  return loaded;
}

function readContracts(): ContractChecker {
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, verbose: false });
  addFormats(ajv);
  const documents = new Map<string, JsonObject>();
  for (const file of FILES) {
    const document: unknown = JSON.parse(readFileSync(`${FOLDER}${file}`, 'utf8'));
    if (!isObject(document)) throw new Error(`${file} is not an object`);
    for (const mend of MENDS) if (mend.file === file) mend.apply(document);
    ajv.addSchema(document, file);
    documents.set(file, document);
  }
  const compiled = new Map<string, ValidateFunction>();
  const validator = (file: string, schema: Json): ValidateFunction => {
    const key = `${file} ${JSON.stringify(schema)}`;
    const known = compiled.get(key);
    if (known) return known;
    const made = ajv.compile(absoluteRefs(file, schema));
    compiled.set(key, made);
    return made;
  };

  function checkBody(operation: Operation, schema: Json | undefined, value: unknown, side: string): string[] {
    if (schema === undefined) return [];
    const validate = validator(operation.file, schema);
    const faults: string[] = [];
    if (!validate(value)) {
      for (const error of validate.errors ?? []) {
        const detail =
          isObject(error.params) && 'allowedValues' in error.params ? `: ${String(error.params.allowedValues)}` : '';
        faults.push(`${side}${error.instancePath.replaceAll('/', '.')}: ${error.message ?? 'invalid'}${detail}`);
      }
    }
    const document = documents.get(operation.file) ?? {};
    for (const field of findUnknownFields(document, schema, value)) {
      if (UNDESCRIBED_FIELDS.some((known) => known.matches(operation, side, field))) continue;
      faults.push(`${side}.${field}: not in the contract`);
    }
    return faults;
  }

  return {
    checkExchange(exchange) {
      const label = `${exchange.method} ${exchange.path} ${exchange.status}`;
      const operation = findOperation(documents, exchange.method, exchange.path);
      if (!operation) {
        const excused = NOT_IN_CONTRACT.some(({ path }) => path.test(exchange.path));
        return excused ? [] : [`${label}: no such operation in the contract`];
      }
      const faults = [
        ...checkQuery(operation, exchange.query),
        ...(exchange.status < 400 ? checkRequest(operation, exchange) : []),
        ...checkResponse(operation, exchange),
      ];
      return faults.map((fault) => `${label}: ${fault}`);
    },
  };

  function checkRequest(operation: Operation, { requestBody }: Exchange): string[] {
    if (operation.requestSchema === undefined) {
      return requestBody === undefined ? [] : ['request: the contract knows no body here'];
    }
    return requestBody === undefined
      ? ['request: body is missing']
      : checkBody(operation, operation.requestSchema, requestBody, 'request');
  }

  function checkResponse(operation: Operation, { status, responseBody }: Exchange): string[] {
    const response = operation.responses.get(String(status));
    if (!response) return [`response: status ${status} is not in the contract`];
    if (status >= 500 && typeof responseBody === 'string') return []; // gateways answer HTML
    if (response.schema === undefined) {
      return responseBody === undefined || status >= 400 ? [] : ['response: the contract knows no body here'];
    }
    return responseBody === undefined
      ? ['response: body is missing']
      : checkBody(operation, response.schema, responseBody, 'response');
  }

  function checkQuery(operation: Operation, query: Exchange['query']): string[] {
    return Object.entries(query).flatMap(([name, given]) => {
      const schema = operation.query.get(name);
      // Opaque cursors and the like come out of `Link` headers; no document describes them.
      if (schema === undefined)
        return name === 'cursor' || (name === 'max' && 'cursor' in query) ? [] : [`query ${name}: not in the contract`];
      const values = typeof given === 'string' ? [given] : given;
      const type = isObject(schema) ? schema.type : undefined;
      if (type === 'array') return [];
      const typed = values.map((value) =>
        type === 'number' || type === 'integer' ? numeric(value) : type === 'boolean' ? truth(value) : value,
      );
      return typed.flatMap((value) => {
        const validate = validator(operation.file, schema);
        return validate(value) ? [] : [`query ${name}=${String(value)}: ${ajv.errorsText(validate.errors)}`];
      });
    });
  }
}

function numeric(value: string): number | string {
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

function truth(value: string): boolean | string {
  return value === 'true' ? true : value === 'false' ? false : value;
}

/** `#/components/…` inside an operation points into its document. */
function absoluteRefs(file: string, schema: Json): JsonObject {
  const absolute = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(absolute);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        name === '$ref' && typeof inner === 'string' && inner.startsWith('#') ? `${file}${inner}` : absolute(inner),
      ]),
    );
  };
  const result = absolute(schema);
  return isObject(result) ? result : {};
}
