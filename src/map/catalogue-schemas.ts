import { z } from 'zod';
import {
  CountriesFile,
  DevicesFile,
  LocalesFile,
  PackagesFile,
  SafetyWordsFile,
  ServicesFile,
  TimeZonesFile,
} from './catalogue-files.ts';

const FILES = {
  services: ServicesFile,
  packages: PackagesFile,
  devices: DevicesFile,
  locales: LocalesFile,
  timezones: TimeZonesFile,
  countries: CountriesFile,
  'safety-words': SafetyWordsFile,
} as const satisfies Record<string, z.ZodType>;

/** Tables of `mappings/`, by file name without its ending. */
export const CATALOGUE_FILES: readonly string[] = Object.keys(FILES);

/**
 * JSON Schema (draft 2020-12) of one table, for editors and for those who write such a file by program. It describes the
 * YAML as an editor reads it, so a flag is a boolean there, while the tool itself reads every value as text. Rules that go
 * over one value (a pattern that compiles, a zone that exists, a package with an entry) only the tool checks.
 *
 * @returns the schema, stable in order
 */
export function catalogueSchema(file: string): object {
  const schema = Object.entries(FILES).find(([name]) => name === file)?.[1];
  if (schema === undefined) throw new Error(`no table ${file} in mappings/`);
  return { title: `mappings/${file}.yaml of bw2wholesale`, ...jsonSchemaOf(schema) };
}

function jsonSchemaOf(schema: z.core.$ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      // A section that is left blank is none: the tool takes it as empty.
      const section = jsonSchema.type === 'array' || jsonSchema.type === 'object';
      if (section && zodSchema._zod.def.type === 'pipe') Object.assign(jsonSchema, { type: [jsonSchema.type, 'null'] });
      if (jsonSchema.enum?.join() === 'true,false') asType(jsonSchema, 'boolean');
      if (jsonSchema.type === 'string' && jsonSchema.pattern === '^\\d{1,4}$') asType(jsonSchema, 'integer');
      if (jsonSchema.type === 'string' && jsonSchema.pattern?.startsWith('^\\d+(?:') === true) {
        asType(jsonSchema, 'number');
      }
    },
  });
}

/** What is text to the tool is something else to an editor that reads YAML with its types. */
function asType(schema: z.core.JSONSchema.BaseSchema, type: 'boolean' | 'integer' | 'number'): void {
  delete schema.enum;
  delete schema.pattern;
  schema.type = type;
  if (type !== 'boolean') schema.minimum = 0;
}
