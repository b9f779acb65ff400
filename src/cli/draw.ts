import pc from 'picocolors';
import type { View, ViewBlock } from '../pipeline/view.ts';

export interface Canvas {
  /** Columns; tables wrap their text to stay inside. */
  readonly width: number;
  readonly colour: boolean;
}

/** Draws a view as text. Colour only repeats what the words say. */
export function draw(view: View, canvas: Canvas): string {
  const paint = pc.createColors(canvas.colour);
  return view.map((block) => drawBlock(printable(block), canvas, paint)).join('\n');
}

/** Names come from captures: what could steer a terminal (escape sequences) is shown as a visible stand-in. */
function printable<Value>(value: Value): Value;
function printable(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(/\p{Cc}/gu, (character) => (character === '\n' ? character : '\uFFFD'));
  }
  if (Array.isArray(value)) return value.map(printable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, printable(inner)]));
}

function drawBlock(block: ViewBlock, canvas: Canvas, paint: ReturnType<typeof pc.createColors>): string {
  switch (block.kind) {
    case 'heading':
      return `\n${paint.bold(wrap(block.text, canvas.width))}`;
    case 'text':
      return wrap(block.text, canvas.width);
    case 'list':
      return block.items.map((item) => `  • ${wrap(item, canvas.width - 4).replaceAll('\n', '\n    ')}`).join('\n');
    case 'table':
      return `${block.title === undefined ? '' : `${block.title}\n`}${drawTable(block.head, block.rows, canvas, paint)}`;
    case 'next':
      return `\n${paint.bold(block.label ?? 'Next:')} ${paint.cyan(block.command)}\n      ${wrap(block.why, canvas.width - 6).replaceAll('\n', '\n      ')}`;
    default:
      return block satisfies never;
  }
}

/** A column is never narrower, however little room there is. */
const NARROWEST = 8;

/** Narrow terminals get wrapped cells; where even that is not enough, lines instead of columns. */
function drawTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  canvas: Canvas,
  paint: ReturnType<typeof pc.createColors>,
): string {
  const columns = head.length;
  const widest = (measure: (text: string) => number): number[] =>
    head.map((title, index) =>
      rows.reduce((most, row) => Math.max(most, measure(String(row[index] ?? ''))), measure(title)),
    );
  const widths = widest(longestLine);
  const frame = columns * 3 + 1;
  const room = canvas.width - frame;
  // First down to what has no place for a break: words and ids are torn only where all of them do not fit.
  narrow(widths, room, widest(longestPiece));
  narrow(
    widths,
    room,
    head.map(() => 0),
  );
  if (frame + widths.reduce((sum, width) => sum + width, 0) > canvas.width) return drawRecords(head, rows, canvas);
  const numeric = head.map((_, index) => rows.every((row) => typeof row[index] === 'number'));
  const rule = (left: string, between: string, right: string) =>
    paint.gray(left + widths.map((width) => '─'.repeat(width + 2)).join(between) + right);
  const bar = paint.gray('│');
  const drawRow = (cells: readonly (string | number)[], dress: (text: string) => string): string[] => {
    const wrapped = widths.map((width, index) => wrap(String(cells[index] ?? ''), width).split('\n'));
    const height = wrapped.reduce((most, lines) => Math.max(most, lines.length), 1);
    return Array.from({ length: height }, (_, line) => {
      const parts = wrapped.map((lines, index) => {
        const text = lines[line] ?? '';
        const padded = numeric[index] === true ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0);
        return ` ${dress(padded)} `;
      });
      return bar + parts.join(bar) + bar;
    });
  };
  // A line under the head only: one between all rows doubles the height and separates nothing.
  return [
    rule('┌', '┬', '┐'),
    ...drawRow(head, paint.bold),
    rule('├', '┼', '┤'),
    ...rows.flatMap((row) => drawRow(row, (text) => text)),
    rule('└', '┴', '┘'),
  ].join('\n');
}

/** Too many columns for the terminal: a line for each row that names its cells; zeros and blanks say nothing. */
function drawRecords(head: readonly string[], rows: readonly (readonly (string | number)[])[], canvas: Canvas): string {
  return rows
    .map(([first = '', ...cells]) => {
      const said = cells.flatMap((cell, index) =>
        cell === 0 || cell === '' ? [] : [`${head[index + 1] ?? ''} ${String(cell)}`],
      );
      return `  ${wrap(`${String(first)}: ${said.length === 0 ? '-' : said.join(', ')}`, canvas.width - 4).replaceAll('\n', '\n    ')}`;
    })
    .join('\n');
}

/** Takes room from the widest columns first, from none more than to its least width. */
function narrow(widths: number[], room: number, least: readonly number[]): void {
  const floor = (index: number): number => Math.max(NARROWEST, least[index] ?? 0);
  let spare = room - widths.reduce((sum, width) => sum + width, 0);
  while (spare < 0) {
    const chosen = widths.reduce(
      (found, width, index) => (width > floor(index) && width > (widths[found] ?? 0) ? index : found),
      -1,
    );
    const width = widths[chosen];
    if (width === undefined) return;
    const cut = Math.min(-spare, width - floor(chosen), Math.max(1, Math.floor(width / 4)));
    widths[chosen] = width - cut;
    spare += cut;
  }
}

function longestLine(text: string): number {
  return text.split('\n').reduce((most, line) => Math.max(most, line.length), 0);
}

/** Breaks between words; a word that is longer than a line breaks where it must, so that nothing is cut off. */
function wrap(text: string, width: number): string {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ').flatMap((whole) => pieces(whole, width))) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else {
        line = line === '' ? word : `${line} ${word}`;
      }
    }
    lines.push(line);
  }
  return lines.join('\n');
}

/** Where a word may be broken: behind a mark, and before the humps of `UserGetListInGroupResponse`. */
const BREAK = /(?<=[/\-@._:=,;|])(?![/\-@._:=,;|])|(?<=\p{Ll})(?=\p{Lu})/u;

function longestPiece(text: string): number {
  return text
    .split(/[ \n]/)
    .flatMap((word) => word.split(BREAK))
    .reduce((most, segment) => Math.max(most, segment.length), 0);
}

/** Parts of a word that fit, broken where it has a place for that; anywhere only what has none. */
function pieces(word: string, width: number): string[] {
  if (word.length <= width) return [word];
  const parts: string[] = [];
  let line = '';
  for (const segment of word.split(BREAK)) {
    if (line.length + segment.length <= width) {
      line += segment;
      continue;
    }
    // What fits on no line is broken anyway: it begins where there is room.
    let rest = segment;
    if (rest.length <= width) {
      if (line !== '') parts.push(line);
      line = rest;
      continue;
    }
    rest = line + rest;
    while (rest.length > width) {
      parts.push(rest.slice(0, width));
      rest = rest.slice(width);
    }
    line = rest;
  }
  return line === '' ? parts : [...parts, line];
}
