import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../cli/run-cli.ts';
import { recordSession, sessionIn, sessionText, shapeOf } from '../scripts/record-session.mjs';

/** Blocks of a session: the command, and the lines below it. */
function commandsOf(text: string): { readonly typed: string; readonly lines: string[] }[] {
  const blocks: { typed: string; lines: string[] }[] = [];
  for (const line of text.split('\n').filter((line) => !line.startsWith('```'))) {
    if (line.startsWith('$ ')) blocks.push({ typed: line.slice(2), lines: [] });
    else blocks.at(-1)?.lines.push(line);
  }
  return blocks;
}

describe('the session in the README', () => {
  it('is what the same commands still say', async () => {
    const shown = commandsOf(sessionIn(readFileSync(join(ROOT, 'README.md'), 'utf8')));
    const session = await recordSession();
    const again = commandsOf(sessionText(session));

    expect(shown.map(({ typed }) => typed)).toEqual(again.map(({ typed }) => typed));
    expect(session.map(({ code }) => code)).toEqual([0, 0, 130, 3, 0]);
    // Which steps were through at Ctrl-C varies, and with it which of the two runs met a fault, and at which step.
    const shape = (line: string) =>
      shapeOf(
        line
          .replace(/ \(attempt \d+\)$/, '')
          .replace('1 time,', '1 times,')
          .replace('1 retry,', '1 retries,'),
      );
    const provision = session.filter(({ typed }) => typed.includes(' provision ')).flatMap(({ lines }) => lines);
    const fresh = new Set(provision.map(shape));
    for (const [index, { typed, lines }] of shown.entries()) {
      if (!typed.includes(' provision ')) expect(lines).toEqual(again[index]?.lines);
      else expect(lines.filter((line) => line !== '…' && !fresh.has(shape(line)))).toEqual([]);
    }
    expect(shown.flatMap(({ lines }) => lines).length, 'short enough to be read').toBeLessThan(60);
  }, 180_000);
});
