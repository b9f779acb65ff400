import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSplitter, type RawCommand, type SplitResult } from '../../src/broadworks/splitter.ts';
import { MigrationError } from '../../src/domain/errors.ts';

const PROLOG = '<?xml version="1.0" encoding="ISO-8859-1"?>\n';
const OPEN = '<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">';
const CLOSE = '</BroadsoftDocument>\n';
const command = (content: string, type = 'UserDoNotDisturbGetResponse'): string =>
  `<command echo="" xsi:type="${type}" xmlns="">${content}</command>`;
const documentOf = (...commands: readonly string[]): string =>
  `${PROLOG}${OPEN}<sessionId xmlns="">s1</sessionId>${commands.join('')}${CLOSE}`;

function split(text: string | Buffer, chunk = 1 << 20): { commands: RawCommand[]; result: SplitResult } {
  const splitter = createSplitter('capture.xml');
  const bytes = Buffer.from(text);
  const commands: RawCommand[] = [];
  for (let at = 0; at < bytes.length; at += chunk) commands.push(...splitter.push(bytes.subarray(at, at + chunk)));
  return { commands, result: splitter.end() };
}

function refusal(text: string): MigrationError {
  try {
    split(text);
  } catch (error) {
    if (error instanceof MigrationError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('createSplitter', () => {
  it('cuts every command with offset, line, document, session and encoding', () => {
    const text = documentOf(command('<a>1</a>'), command('<a>2</a>')) + documentOf(command('<a>3</a>'));

    const { commands, result } = split(text);

    expect(commands.map(({ document }) => document)).toEqual([1, 1, 2]);
    expect(commands.map(({ bytes }) => /<a>(\d)/.exec(bytes.toString())?.[1])).toEqual(['1', '2', '3']);
    for (const { bytes, offset } of commands) expect(text.slice(offset, offset + bytes.length)).toBe(bytes.toString());
    expect(commands.map(({ line }) => line)).toEqual([2, 2, 4]);
    expect(new Set(commands.map(({ session }) => session)).size).toBe(1);
    expect(commands[0]?.encoding).toBe('ISO-8859-1');
    expect(result).toMatchObject({ documents: 2, commands: 3 });
  });

  it.each([
    [
      'log lines between documents',
      `2026-01-05 <INFO> sent\n${documentOf(command(''))}it's done < 5 ms\n${documentOf(command(''))}`,
    ],
    ['a byte order mark', `\ufeff${documentOf(command(''), command(''))}`],
    [
      'prefixed names',
      `<ns0:BroadsoftDocument xmlns:ns0="C" protocol = "OCI"><command xmlns:x="y" x:type="AResponse"/>${command('')}</ns0:BroadsoftDocument>`,
    ],
    ['a bundle root', `${PROLOG}<bundle>${documentOf(command(''))}${command('')}</bundle>`],
    [
      'end tags in CDATA and comments',
      documentOf(command('<d><![CDATA[</command><command>]]></d><!-- </command> -->'), command('')),
    ],
    [
      'a ">" inside an attribute',
      documentOf('<command echo="a>b" xsi:type="AResponse" xmlns=""><x/></command>', command('')),
    ],
  ])('reads %s', (_, text) => {
    expect(split(text).commands).toHaveLength(2);
  });

  it.each([
    ['SOURCE_TRUNCATED', documentOf(command('<a>1</a>')).slice(0, -30)],
    ['SOURCE_TRUNCATED', `${PROLOG}${OPEN}${command('')}${documentOf(command(''))}`],
    ['SOURCE_TRUNCATED', `${PROLOG}<bundle>${documentOf(command(''))}`],
    ['SOURCE_MALFORMED', documentOf(command('<a>1</b>'))],
    ['SOURCE_MALFORMED', documentOf(command('1 < 2'))],
    ['SOURCE_DOCTYPE', `${PROLOG}<!DOCTYPE x>${documentOf(command(''))}`],
    ['SOURCE_DOCTYPE', documentOf(command('<!DOCTYPE x>'))],
    ['SOURCE_LIMIT', documentOf(command('<a>'.repeat(256) + '</a>'.repeat(256)))],
    ['SOURCE_LIMIT', documentOf(command(`<a>${'x'.repeat(8 * 2 ** 20 + 1)}</a>`))],
    ['SOURCE_LIMIT', documentOf(command(`<a><![CDATA[${'x'.repeat(8 * 2 ** 20 + 1)}]]></a>`))],
    ['SOURCE_LIMIT', documentOf(command(`<a>${'x'.repeat(1 << 20)}</a>`.repeat(65)))],
    ['SOURCE_UNSUPPORTED', documentOf(command('')).replace('"OCI"', '"NSOCI"')],
  ])('refuses with %s and a place', (code, text) => {
    const error = refusal(text);

    expect(error.code).toBe(code);
    expect(error.place?.where).toBe('capture.xml');
    expect(error.place?.line).toBeGreaterThan(0);
  });

  it.each([
    ['elements 250 deep', '<a>'.repeat(250) + '</a>'.repeat(250)],
    ['a value of 8 MiB', `<a>${'x'.repeat(8 * 2 ** 20)}</a>`],
    ['a command of 63 MiB', `<a>${'x'.repeat(2 ** 20)}</a>`.repeat(63)],
  ])('reads %s', (_, content) => {
    expect(split(documentOf(command(content))).commands.map(({ bytes }) => bytes.length)).toEqual([
      command(content).length,
    ]);
  });

  it('finds the same commands however the bytes arrive', () => {
    const text = `\ufeff${documentOf(command('<a>é &lt; <![CDATA[</command>]]></a>'), command('<b/>'))}log <x\n${documentOf(command('<c t="1>2"/>'))}`;
    const whole = split(text);

    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), (chunk) => {
        expect(split(text, chunk)).toEqual(whole);
      }),
    );
  });

  it('never crashes on a file cut anywhere: what is inside a document is refused', () => {
    const text = `${documentOf(command('<a>1</a>'))}\n${documentOf(command('<b>2</b>'))}`;
    const boundary = text.indexOf('</BroadsoftDocument>') + '</BroadsoftDocument>'.length;
    for (let length = 1; length < text.length - 1; length++) {
      const between = length >= boundary && text.slice(boundary, length).trim() === '';
      if (between || length < 3) continue;
      expect(refusal(text.slice(0, length)).code, `cut at ${length}`).toBe('SOURCE_TRUNCATED');
    }
  });
});
