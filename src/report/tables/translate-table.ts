import { EN } from '../texts/en.ts';
import type { Texts } from '../texts/pattern.ts';
import type { CellValue, ReportTable } from './table.ts';

type Say = (text: string) => string;

/** Columns whose cells are words that the page has too, by their English titles. */
const WORDS: Readonly<Record<string, (word: string, t: Texts) => string | undefined>> = {
  Kind: (word, t) => t.kind(word, 1),
  Becomes: (word, t) => t.kind(word, 1),
  Readiness: (word, t) => among(t.readiness, word),
  Severity: (word, t) => t.severity(word),
  Verdict: (word, t) => VERDICTS.flatMap((verdict) => (verdict === word ? (t.verdict(verdict) ?? []) : []))[0],
  Category: (word, t) => among(t.left.categories, word),
  'Asked of': (word, t) => among(t.source.of, word),
};
const VERDICTS = ['lost', 'manual', 'part'] as const;
/** Columns whose cells are sentences of this tool; what is in no list is data. */
const SENTENCES: ReadonlySet<string> = new Set([
  'Total',
  'Services in use',
  'Why',
  'MAC evidence',
  'Management',
  'Fate',
  'Reason',
  'What was seen',
  'What to do',
  'Question',
  'What it means',
  'State',
  'Chosen by',
  'Service',
  'What people notice',
  'Outcome',
  'Cause',
]);
/** Longest name of a sheet. */
const LONGEST_TITLE = 31;

/**
 * The same table in the language of the page: its title, its columns, and what this tool says in them. Names of people,
 * services and fields, ids of rules and the name of the file stay as they are; what nobody has translated stays English.
 */
export function translateTable(table: ReportTable, t: Texts): ReportTable {
  if (t.code === 'en') return table;
  const own: Say = (text) => t.translated(text) ?? text;
  const say = table.columns.map((column): Say => {
    if (table.id === 'completeness' && column === 'Question') return (text) => questionOf(text, t);
    // Ids of rules, as `explain` and the documents name them.
    if (table.id === 'coverage' && column === 'Reason') return (text) => text;
    const word = WORDS[column];
    if (word !== undefined) return (text) => word(text, t) ?? text;
    return SENTENCES.has(column) ? own : (text) => text;
  });
  return {
    id: table.id,
    title: own(table.title).slice(0, LONGEST_TITLE),
    columns: table.columns.map(own),
    rows: translateRows(table.rows, say, own),
  };
}

function* translateRows(rows: ReportTable['rows'], say: readonly Say[], own: Say): Generator<readonly CellValue[]> {
  for (const row of rows) {
    yield row.map((cell, index) => {
      if (typeof cell === 'boolean') return own(cell ? 'yes' : 'no');
      return typeof cell === 'string' ? (say[index]?.(cell) ?? cell) : cell;
    });
  }
}

function among(words: Readonly<Record<string, string>>, word: string): string | undefined {
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

function questionOf(text: string, t: Texts): string {
  const [id = ''] = Object.entries(EN.source.questions).find(([, english]) => english === text) ?? [];
  return among(t.source.questions, id) ?? text;
}
