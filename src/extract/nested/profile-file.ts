import { z } from 'zod';
import { READERS } from '../../broadworks/families/registry.ts';
import { isSecret } from '../../broadworks/secrets.ts';
import { closest } from '../../domain/closest.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { ENTITY_FORMS, ENTITY_NAMES, type EntityName } from './vocabulary.ts';

const STEP = '[A-Za-z_][\\w.-]*';
const SourcePath = z
  .string()
  .regex(
    new RegExp(`^(?:\\.|(?:${STEP}/)*@?${STEP})$`),
    'is no path: write `child`, `child/grandchild`, `@attribute`, or `.` for the text of the element itself',
  )
  .describe('`child`, `child/grandchild`, `@attribute`, `child/@attribute`, or `.` for the text of the element itself');

const Switch = z.enum(['true', 'false'], 'write true or false').transform((value) => value === 'true');

const FieldObject = z.strictObject({
  from: SourcePath.optional().describe('Where the value stands'),
  is: z.string().optional().describe('A value that holds for all, where the export does not say it'),
  as: z
    .enum(['boolean', 'mac'])
    .optional()
    .describe('boolean: yes, no, on, off, 1, 0 become true and false; mac: separators go'),
  values: z.record(z.string(), z.string()).optional().describe('Value of the export -> value of BroadWorks'),
});
export type FieldRule = z.output<typeof FieldObject>;

/** A path alone is short for `{from: path}`. */
const Field = z
  .union([SourcePath, FieldObject], 'is neither a path nor {from: path, as: boolean, values: {…}}')
  .transform((field): FieldRule => (typeof field === 'string' ? { from: field } : field));

const Element = z
  .strictObject({
    entity: z.string().describe(`What the element describes: ${ENTITY_NAMES.join(', ')}`),
    id: SourcePath.optional().describe('What names it; features need none'),
    response: z.string().optional().describe('Of a feature: the OCI-P response that holds the same, without release'),
    complete: Switch.default(false).describe(
      'true: the export holds all of these there are, so that none of them means that there is none',
    ),
    fields: z
      .record(z.string(), Field)
      .default({})
      .describe('Field of BroadWorks -> where it stands below the element'),
  })
  .superRefine((element, check) => {
    const fault = (path: readonly string[], message: string): void =>
      check.addIssue({ code: 'custom', path: [...path], message });
    const nearest = (word: string, words: Iterable<string>): string => {
      const found = closest(word, words);
      return found === undefined ? '' : `; did you mean "${found}"?`;
    };
    if (!isEntityName(element.entity)) {
      fault(['entity'], `no such entity${nearest(element.entity, ENTITY_NAMES)}`);
      return;
    }
    if (element.entity === 'feature') {
      if (element.response === undefined) fault([], 'a feature names its response');
      else if (!KNOWN_BASES.has(element.response))
        fault(['response'], `no response that this tool reads${nearest(element.response, KNOWN_BASES)}`);
    } else {
      if (element.id === undefined) fault([], 'id is missing: what names it?');
      if (element.response !== undefined) fault(['response'], 'only features name a response');
      const { fields } = ENTITY_FORMS[element.entity];
      for (const name of Object.keys(element.fields))
        if (!Object.hasOwn(fields, name))
          fault(['fields', name], `${element.entity} has no field "${name}"${nearest(name, Object.keys(fields))}`);
    }
    for (const [name, { from, is }] of Object.entries(element.fields)) {
      if ((from === undefined) === (is === undefined)) fault(['fields', name], 'needs either from or is');
      const last = (from ?? '').split('/').at(-1) ?? '';
      if (isSecret(name, 'x') || isSecret(last, 'x')) fault(['fields', name], 'secrets are never read');
    }
  });

const ElementPath = z
  .string()
  .regex(new RegExp(`^${STEP}(?:/${STEP})*$`), 'is no element path: write names from the root on, such as `a/b/c`');

/** A file of `mappings/exports/`; its name without `.yaml` is the name of the profile. */
export const ExportProfileFile = z
  .strictObject({
    describe: z.string().describe('Which export it is for'),
    root: z
      .string()
      .regex(new RegExp(`^${STEP}$`), 'is no element name')
      .describe('Name of the first element'),
    elements: z.record(ElementPath, Element).describe('Element path, the root included -> what the element describes'),
  })
  .superRefine(({ root, elements }, check) => {
    for (const [path, { entity }] of Object.entries(elements)) {
      const fault = (message: string): void => check.addIssue({ code: 'custom', path: ['elements', path], message });
      if (path.split('/')[0] !== root) fault(`does not begin with the root "${root}"`);
      if (!isEntityName(entity)) continue;
      // What encloses it may stand in the shipped file alone: that is looked at once both are laid together.
      const above = enclosing(path, elements);
      const wrong = above === undefined ? undefined : misplaced(entity, above);
      if (wrong !== undefined) fault(wrong);
    }
  });
export type ExportProfileFile = z.output<typeof ExportProfileFile>;
export type ElementRule = Omit<z.output<typeof Element>, 'entity'> & { readonly entity: EntityName };

const KNOWN_BASES = new Set(READERS.flatMap((reader) => reader.bases));

function isEntityName(name: string): name is EntityName {
  return ENTITY_NAMES.some((known) => known === name);
}

/** Why an element of this kind cannot stand there; `above` is what encloses it. */
export function misplaced(entity: EntityName, above: string | undefined): string | undefined {
  const { below } = ENTITY_FORMS[entity];
  if (below.length === 0) return above === undefined ? undefined : `${entity} stands at the top, not below ${above}`;
  if (below.some((name) => name === above)) return undefined;
  return `${entity} belongs below ${below.join(' or ')}, and stands below ${above ?? 'nothing that is described'}`;
}

/** What the nearest described element around a path describes. */
export function enclosing(
  path: string,
  elements: Readonly<Record<string, { readonly entity: string }>>,
): string | undefined {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const above = path.slice(0, end);
    const found = entryOf(elements, above);
    if (found !== undefined) return found.entity;
  }
  return undefined;
}

/** The element's rule with its entity typed; the schema has refused other names. */
export function ruleOf(element: z.output<typeof Element>): ElementRule {
  if (!isEntityName(element.entity)) throw new TypeError(`entity ${element.entity} passed the schema`);
  return { ...element, entity: element.entity };
}
