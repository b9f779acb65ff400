import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A sentence as the code puts it together; numbers from 4711 on stand for its values. */
export interface Sentence {
  /** File and line. */
  readonly place: string;
  readonly text: string;
}

const FIRST_VALUE = 4711;
/** More ways through one template than anybody writes. */
const MOST_WAYS = 200;

/**
 * Every sentence that the code of a folder gives one of these properties: `notice: `Calls to ${name} …`` and the
 * branches of its conditions. Texts that come from elsewhere (a variable, a call) are no sentences of their own.
 */
export function sentencesOf(folder: string, properties: ReadonlySet<string>): Sentence[] {
  return filesIn(folder).flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const found: Sentence[] = [];
    const visit = (node: ts.Node): void => {
      const named = (ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node)) && node.name.getText(source);
      if (named !== false && properties.has(named)) {
        const place = `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
        const ways = ts.isPropertyAssignment(node) ? waysThrough(node.initializer) : answersIn(node);
        for (const text of new Set(ways.map(number))) if (/\p{L}{2,} \p{L}/u.test(text)) found.push({ place, text });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

/** Stands for a value until the sentence is whole. */
const VALUE = '\u0000';

function number(sentence: string): string {
  let next = FIRST_VALUE;
  return sentence.replaceAll(VALUE, () => String(next++));
}

function waysThrough(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return waysThrough(node.expression);
  if (ts.isConditionalExpression(node)) return [...waysThrough(node.whenTrue), ...waysThrough(node.whenFalse)];
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
    return [...waysThrough(node.left), ...waysThrough(node.right)];
  }
  // A function says what it answers with.
  if (ts.isArrowFunction(node)) return ts.isBlock(node.body) ? answersIn(node.body) : waysThrough(node.body);
  if (ts.isCallExpression(node)) return counted(node);
  if (!ts.isTemplateExpression(node)) return [VALUE];
  let ways = [node.head.text];
  for (const span of node.templateSpans) {
    const next = waysThrough(span.expression);
    ways = ways.flatMap((way) => next.map((text) => way + text + span.literal.text)).slice(0, MOST_WAYS);
  }
  return ways;
}

function answersIn(node: ts.Node): string[] {
  const answers: string[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isReturnStatement(inner) && inner.expression !== undefined) answers.push(...waysThrough(inner.expression));
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return answers;
}

/** `count(amount, 'phone')` says `4711 phones`; other calls are values. */
function counted(node: ts.CallExpression): string[] {
  const [, noun] = node.arguments;
  const counts = node.expression.getText() === 'count' && noun !== undefined && ts.isStringLiteral(noun);
  return counts ? [`${VALUE} ${noun.text}s`] : [VALUE];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
