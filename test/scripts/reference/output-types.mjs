/**
 * What commands print as JSON, as the compiler knows it: the document of every `printOutcome` and `printEvent` in
 * `src/cli`, field by field, with the TSDoc beside each. The page cannot name a field that the program does not have.
 */
import { join, relative } from 'node:path';
import ts from 'typescript';

/** Of a union of words: more of them would only make the table unreadable. */
const MOST_WORDS = 12;

/** More keys than these, all of one type, are keys of a table (step kinds), not fields. */
const MOST_KEYS = 20;

/** Place of the document among the arguments. */
const PRINTERS = { printOutcome: 1, printEvent: 0 };

export function readTypes(root) {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.build.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
  );
  const program = ts.createProgram(config.fileNames, config.options);
  const checker = program.getTypeChecker();
  const sources = program.getSourceFiles().filter(({ fileName }) => relative(root, fileName).startsWith('src/'));
  return {
    prints: sources.flatMap((source) => printsOf(source, checker)),
    rows: (type, at) => rowsOf(checker, type, at),
    declared: (name) => declared(sources, checker, name),
  };
}

function fail(diagnostic) {
  throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
}

/** Calls that print a document, each as `function:number within it`. */
function printsOf(source, checker) {
  if (!source.fileName.includes('/src/cli/')) return [];
  const prints = [];
  const visit = (node, name) => {
    const inside = ts.isFunctionDeclaration(node) && node.name !== undefined ? node.name.text : name;
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      Object.hasOwn(PRINTERS, node.expression.text)
    ) {
      const document = node.arguments[PRINTERS[node.expression.text]];
      const file = source.fileName.replace(/^.*\/src\/cli\/(actions\/)?|\.ts$/g, '');
      const earlier = prints.filter(({ where }) => where.startsWith(`${file} ${inside}`)).length;
      prints.push({
        where: `${file} ${inside}${earlier === 0 ? '' : ` ${earlier + 1}`}`,
        type: checker.getTypeAtLocation(document),
      });
    }
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(source, '');
  return prints;
}

function declared(sources, checker, name) {
  for (const source of sources) {
    const symbol = checker.getSymbolAtLocation(source)?.exports?.get(name);
    if (symbol !== undefined) return checker.getDeclaredTypeOfSymbol(symbol);
  }
  throw new Error(`nobody exports a type ${name}`);
}

/** @returns rows `{ field, type, meaning, optional }`, parts of objects below them */
function rowsOf(checker, type, prefix = '', above = []) {
  const variants = objectsOf(type);
  if (variants.some((variant) => above.includes(variant))) return [];
  const names = new Map();
  for (const variant of variants) {
    for (const property of propertiesOf(checker, variant)) {
      names.set(property.name, [...(names.get(property.name) ?? []), property]);
    }
  }
  const path = [...above, ...variants];
  const rows = [...names].flatMap(([name, symbols]) => {
    const types = symbols.map((symbol) => checker.getTypeOfSymbol(symbol));
    const optional =
      symbols.length < variants.length ||
      symbols.some((symbol) => symbol.flags & ts.SymbolFlags.Optional) ||
      types.some((one) => one.isUnion() && one.types.some(({ flags }) => flags & ts.TypeFlags.Undefined));
    const meaning = symbols.map((symbol) => docOf(checker, symbol)).find((text) => text !== '') ?? '';
    const parts = types.flatMap(partsOf).filter((one) => !(one.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Never)));
    if (parts.length === 0) return [];
    return fieldRows(checker, `${prefix}${name}`, parts, { optional, meaning }, path);
  });
  const indexed = variants.flatMap((variant) => indexOf(checker, variant) ?? []);
  if (indexed.length > 0)
    rows.push(...fieldRows(checker, `${prefix}*`, indexed.flatMap(partsOf), { optional: true, meaning: '' }, path));
  return folded(rows);
}

function propertiesOf(checker, type) {
  if (checker.getIndexTypeOfType(type, ts.IndexKind.String) === undefined && indexOf(checker, type) !== undefined)
    return [];
  const properties = checker.getPropertiesOfType(type);
  // The order of mapped types hangs on what the compiler met first.
  return type.objectFlags & ts.ObjectFlags.Mapped
    ? [...properties].sort((one, other) => (one.name < other.name ? -1 : 1))
    : properties;
}

/** Type of the values, where any key may stand; a record of very many keys counts as one. */
function indexOf(checker, type) {
  const indexed = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  if (indexed !== undefined) return indexed;
  const properties = checker.getPropertiesOfType(type);
  const types = new Set(properties.map((property) => checker.getNonNullableType(checker.getTypeOfSymbol(property))));
  return properties.length > MOST_KEYS && types.size === 1 ? [...types][0] : undefined;
}

function fieldRows(checker, field, parts, { optional, meaning }, above) {
  const lists = parts.filter((part) => checker.isArrayType(part) || checker.isTupleType(part));
  const objects = parts.filter((part) => !lists.includes(part) && isObject(part));
  const elements = lists.flatMap((list) => checker.getTypeArguments(list)).flatMap(partsOf);
  const row = {
    field,
    type: typeWord(checker, parts, lists, objects, elements),
    optional,
    meaning: meaning || aliasDoc(checker, objects),
  };
  const below = (types, at) =>
    types.length === 0 ? [] : rowsOf(checker, types.length === 1 ? types[0] : { several: types }, at, above);
  return [row, ...below(objects, `${field}.`), ...below(elements.filter(isObject), `${field}[].`)];
}

function typeWord(checker, parts, lists, objects, elements) {
  const plain = parts.filter((part) => !lists.includes(part) && !objects.includes(part));
  const words = [
    ...plainWords(checker, plain),
    ...(objects.length > 0 ? ['object'] : []),
    ...(lists.length > 0
      ? [
          `list of ${[
            ...plainWords(
              checker,
              elements.filter((one) => !isObject(one)),
            ),
            ...(elements.some(isObject) ? ['objects'] : []),
          ].join(' or ')}`,
        ]
      : []),
  ];
  return [...new Set(words)].join(' or ');
}

function plainWords(checker, types) {
  const literals = [...new Set(types.filter((type) => type.isStringLiteral()).map(({ value }) => value))].sort();
  const others = types
    .filter((type) => !type.isStringLiteral())
    .map((type) => {
      if (type.flags & ts.TypeFlags.BooleanLike) return 'boolean';
      if (type.flags & ts.TypeFlags.NumberLike) return 'number';
      if (type.flags & ts.TypeFlags.Null) return 'null';
      if (type.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.TemplateLiteral)) return 'string';
      if (type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any | ts.TypeFlags.NonPrimitive)) return 'any value';
      // A branded string: a string that only a parser can make.
      if (type.isIntersection()) return 'string';
      throw new Error(`no word for ${checker.typeToString(type)}`);
    });
  if (literals.length > MOST_WORDS) return ['string', ...new Set(others)];
  return [...literals.map((word) => `\`"${word}"\``), ...new Set(others)];
}

function partsOf(type) {
  return type.isUnion() ? type.types : [type];
}

function objectsOf(type) {
  return type.several ?? partsOf(type).filter(isObject);
}

function isObject(type) {
  return (
    (type.flags & ts.TypeFlags.Object) !== 0 ||
    (type.isIntersection() && type.types.every(({ flags }) => flags & ts.TypeFlags.Object))
  );
}

function docOf(checker, symbol) {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll(/\s+/g, ' ').trim();
}

/** What the type of a field says of itself, where the field says nothing. */
function aliasDoc(checker, types) {
  for (const type of types) {
    const symbol = type.aliasSymbol ?? type.symbol;
    const text = symbol === undefined || symbol.name.startsWith('__') ? '' : docOf(checker, symbol);
    if (text !== '' && !symbol.declarations?.some((one) => one.getSourceFile().fileName.includes('node_modules')))
      return text;
  }
  return '';
}

/** Numbers beside each other that nobody explains, such as counts per outcome, share a row. */
function folded(rows) {
  const out = [];
  for (const row of rows) {
    const last = out.at(-1);
    const parent = row.field.slice(0, row.field.lastIndexOf('.') + 1);
    const own = row.field.slice(parent.length);
    const counts = row.type === 'number' && row.meaning === '' && !row.optional && own !== '*';
    if (counts && last?.counts && last.parent === parent) last.names.push(own);
    else out.push({ ...row, parent, names: [own], counts });
  }
  return out.flatMap(({ parent, names, counts: _counts, ...row }) =>
    names.length < 4
      ? names.map((name) => ({ ...row, field: `${parent}${name}` }))
      : [{ ...row, field: `${parent}{${names.sort().join(', ')}}` }],
  );
}
