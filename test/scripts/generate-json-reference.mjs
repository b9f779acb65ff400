/**
 * `node test/scripts/generate-json-reference.mjs [FILE]`: writes docs/reference/json.md. Fields and types are those of the
 * program itself, as the compiler reads them; examples are answers of real commands. It fails where an answer holds a
 * field that the types do not name, where a document has no place on the page, and where a field has no meaning. Needs a
 * built program.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runExamples } from './reference/json-examples.mjs';
import { meaningOf, unusedMeanings } from './reference/json-meanings.mjs';
import { OUTPUTS, WRAPPERS } from './reference/json-outputs.mjs';
import { readTypes } from './reference/output-types.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const file = process.argv[2] ?? join(root, 'docs/reference/json.md');
const { prints, rows, declared } = readTypes(root);
const { answers, example } = runExamples(root, OUTPUTS);
const faults = [];

const claimed = new Set([...WRAPPERS, ...OUTPUTS.flatMap(({ print, also = [] }) => [print, ...also])]);
for (const { where } of prints) if (!claimed.delete(where)) faults.push(`${where} prints a document that has no place`);
for (const where of claimed) faults.push(`nothing is printed by ${where}`);

const rowsOf = new Map(OUTPUTS.map((output) => [output.title, fieldsOf(output)]));
const events = rows(declared('StageEvent'));
const sections = OUTPUTS.map(sectionOf);
for (const meaning of unusedMeanings()) faults.push(`no field needs the meaning of "${meaning}"`);
if (faults.length > 0) throw new Error(faults.join('\n'));
writeFileSync(
  file,
  `# JSON results

Written by \`node test/scripts/generate-json-reference.mjs\`; do not edit.

\`--format json\` prints one document on stdout, \`provision\`, \`run\` and \`status --watch\` one per line. Minor versions only
add fields. A failure prints \`{"error": {"code", "message", "place", "hint"}}\` instead, with the exit code of the failure.

Fields come from the types of the program; \`?\` marks those that may be missing, \`[]\` parts of a list, \`*\` any key. The
examples are answers of the commands above them, for the sample enterprise: times, ids and hashes are replaced, long lists
and texts are cut, and say so.
${sections.join('')}
## run

One document per line: first \`{"type": "version", "schema": "1.0"}\`, then the events of \`provision\` and the result of each
stage, which is the document of that command with \`"type": "result"\`; then \`{"type": "report", "html": "<file>"}\`; last
the summary of \`provision\`.
`,
);

function fieldsOf({ print }) {
  const found = prints.find(({ where }) => where === print);
  if (found === undefined) return [];
  const fields = rows(found.type);
  const leads = ({ field }) => field === 'stage' || field === 'type';
  return [...fields.filter(leads), ...fields.filter((row) => !leads(row))];
}

function sectionOf(output) {
  const { title, as, schema, run, events: streamed } = output;
  const known = new Set(as === undefined ? [] : rowsOf.get(as).map(({ field }) => field));
  let fields = rowsOf.get(title).filter(({ field }) => !known.has(field));
  const own = new Set(rowsOf.get(title).map(({ field }) => field));
  const gone = [...known].filter((field) => /^\w+$/.test(field) && !own.has(field)).map((field) => `\`${field}\``);
  const without = gone.length === 0 ? '' : ` without ${gone.join(', ')}`;
  const documents = answers.get(title) ?? [];
  for (const document of streamed ? documents.slice(-1) : documents) compare(title, document, rowsOf.get(title));
  // Its parts have a schema of their own.
  if (schema !== undefined) fields = fields.filter(({ field }) => /^(stage|files)\b/.test(field));
  const shown = streamed ? documents.slice(-1) : documents;
  return `
## ${title}
${as === undefined ? '' : `\nAs \`${as}\`${without}${fields.length === 0 ? '.' : ', and:'}\n`}${schema === undefined ? '' : `\nThe data of the report, as [report.schema.json](${schema}) describes it, and:\n`}${
  streamed ? eventsPart(documents) : ''
}${fields.length === 0 ? '' : `\n${tableOf(title, fields, documents.at(-1))}\n`}${
  run === undefined
    ? ''
    : `
\`${['bw2wholesale --format json', ...run.map((word) => word.replace('$SAMPLE', 'samples/enterprise').replace('$PLAN', 'HASH'))].join(' ')}\`:

\`\`\`json
${shown.map((document) => JSON.stringify(example(schema === undefined ? document : Object.fromEntries(Object.entries(document).filter(([name]) => name === 'stage' || name === 'files'))), null, 2)).join('\n')}
\`\`\`
`
}`;
}

/** What a run says while it goes on; the table behind it is that of the last line. */
function eventsPart(documents) {
  for (const document of documents.slice(1, -1)) compare('provision, events', document, events);
  const step = documents.find(({ type }) => type === 'step');
  return `
First line \`{"type": "version", "schema": "1.0"}\`, then an event each, last the summary. Events:

${tableOf('events', events)}

\`\`\`json
${JSON.stringify(example(step))}
\`\`\`

The summary:
`;
}

function tableOf(title, fields, document = {}) {
  return `| Field | Type | Meaning |
| --- | --- | --- |
${fields
  .map(({ field, type, optional, meaning }) => {
    const said = meaning || meaningOf(title, field);
    if (said === undefined) faults.push(`${title}: no meaning of ${field}`);
    // A word that the compiler widened to any string: there is only one.
    const word = field === 'stage' && type === 'string' ? `\`"${document.stage ?? title}"\`` : type;
    return `| \`${field}\`${optional ? '?' : ''} | ${word} | ${(said ?? '').replaceAll('|', '\\|')} |`;
  })
  .join('\n')}`;
}

/** Every field of an answer stands in the table; every field that is always there is in the answer. */
function compare(title, document, fields) {
  const patterns = fields.map(
    ({ field }) =>
      new RegExp(
        `^${field
          .replaceAll(/[.[\]]/g, '\\$&')
          .replaceAll(/\{(.*)\}/g, (_, names) => `(${names.replaceAll(', ', '|')})`)
          .replaceAll('*', '[^]+?')}$`,
      ),
  );
  const free = fields.filter(({ type }) => type.includes('any value')).map(({ field }) => field);
  for (const path of pathsOf(document)) {
    if (
      free.some((field) =>
        new RegExp(`^${field.replaceAll(/[.[\]]/g, '\\$&').replaceAll('*', '[^]+?')}[.[]`).test(path),
      )
    )
      continue;
    if (!patterns.some((pattern) => pattern.test(path)))
      faults.push(`${title}: the answer has ${path}, the types do not`);
  }
  for (const { field, optional } of fields) {
    if (!optional && /^\w+$/.test(field) && !Object.hasOwn(document, field))
      faults.push(`${title}: the answer lacks ${field}`);
  }
}

function* pathsOf(value, prefix = '') {
  if (Array.isArray(value)) for (const one of value) yield* pathsOf(one, `${prefix}[]`);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      const path = prefix === '' ? name : `${prefix}.${name}`;
      yield path;
      yield* pathsOf(one, path);
    }
  }
}
