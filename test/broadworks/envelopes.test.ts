import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrapEnvelopes } from '../../src/broadworks/envelopes.ts';
import { createSplitter, type RawCommand } from '../../src/broadworks/splitter.ts';

const INNER_PROLOG = '<?xml version="1.0" encoding="ISO-8859-1"?>\n';
const command = (content: string): string =>
  `<command echo="" xsi:type="UserDoNotDisturbGetResponse" xmlns="">${content}</command>`;
const documentOf = (...commands: readonly string[]): string =>
  `${INNER_PROLOG}<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="x"><sessionId xmlns="">s</sessionId>\n${commands.join('\n')}</BroadsoftDocument>`;
const envelope = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="e"><soapenv:Body><r:processOCIMessageReturn xmlns:r="r">${content}</r:processOCIMessageReturn></soapenv:Body></soapenv:Envelope>\n`;
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const inNumbers = (text: string): string => text.replace(/[<>&"\n]/g, (it) => `&#x${it.charCodeAt(0).toString(16)};`);
const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

function split(text: string, chunk = 1 << 20): RawCommand[] {
  const splitter = unwrapEnvelopes(createSplitter('soap.log'));
  const bytes = Buffer.from(text);
  const commands: RawCommand[] = [];
  for (let at = 0; at < bytes.length; at += chunk) commands.push(...splitter.push(bytes.subarray(at, at + chunk)));
  return [...commands, ...splitter.end().last];
}

const CONTENTS = ['<a>one</a>', '<b>Ren&#xE9;e &amp; &lt;Co&gt; ü</b>', '<d><![CDATA[<x/> &amp; ]]></d>'];
const inner = documentOf(...CONTENTS.map(command));

describe('unwrapEnvelopes', () => {
  it.each([
    ['escaped text', envelope(escaped(inner))],
    ['escaped by numbers', envelope(inNumbers(inner))],
    ['escaped with bare ">"', envelope(escaped(inner).replaceAll('&gt;', '>'))],
    ['CDATA', envelope(cdata(inner))],
    ['CDATA that begins on a new line', envelope(cdata(`\n  ${inner}\n`))],
    ['no envelope', inner],
    ['log lines around', `10:15 <- INFO a < b && c ]]> ${envelope(escaped(inner))} 10:16 done\n`],
  ])('lays bare: %s', (_, text) => {
    const commands = split(text);

    expect(commands.map(({ bytes }) => bytes.toString())).toEqual(CONTENTS.map(command));
    for (const { offset } of commands) {
      expect(Buffer.from(text).subarray(offset).toString()).toMatch(/^(?:<|&lt;|&#x3c;)command/);
    }
    expect(new Set(commands.map(({ offset }) => offset)).size).toBe(3);
  });

  it('takes the encoding of the envelope, whatever the document inside says', () => {
    expect(split(envelope(escaped(inner)))[0]?.encoding).toBe('UTF-8');
    expect(split(envelope(cdata(inner)))[0]?.encoding).toBe('UTF-8');
    expect(split(inner)[0]?.encoding).toBe('ISO-8859-1');
  });

  it('reads several documents in one envelope, and all kinds one after another', () => {
    const text = [
      envelope(escaped(inner + inner)),
      inner,
      envelope(cdata(inner)),
      envelope('<fault>no session</fault>'),
      envelope(cdata(inner) + cdata(inner)),
      inner,
    ].join('');

    expect(split(text).map(({ document }) => document)).toEqual(
      [1, 2, 3, 4, 5, 6, 7].flatMap((document) => [document, document, document]),
    );
  });

  it('leaves alone what a document says of documents', () => {
    const value = '<a>&lt;BroadsoftDocument&gt; &amp;lt;</a><b><![CDATA[<BroadsoftDocument>]]></b>';

    expect(split(documentOf(command(value)) + envelope(escaped(documentOf(command(value))))).map(String)).toHaveLength(
      2,
    );
    expect(split(documentOf(command(value)))[0]?.bytes.toString()).toBe(command(value));
  });

  it('finds the same however the bytes arrive', () => {
    const text = `${envelope(escaped(inner))}log\n${inner}${envelope(cdata(inner))}${envelope(inNumbers(inner))}`;
    const whole = split(text);

    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), (chunk) => {
        expect(split(text, chunk)).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['escaped', escaped],
    ['CDATA', cdata],
  ])('refuses a document that is cut inside its envelope, or brings a DOCTYPE: %s', (_, wrap) => {
    const cut = inner.slice(0, -60);

    expect(() => split(envelope(wrap(cut)))).toThrow(expect.objectContaining({ code: 'SOURCE_MALFORMED' }));
    expect(() => split(envelope(wrap(inner.replace('<Broad', '<!DOCTYPE x><Broad'))))).toThrow(
      expect.objectContaining({ code: 'SOURCE_DOCTYPE' }),
    );
  });
});
