import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFragment } from '../../src/broadworks/fragment.ts';
import { createSplitter, type RawCommand } from '../../src/broadworks/splitter.ts';
import { parseUsualFragment } from '../../src/broadworks/usual-fragment.ts';

const name = fc.constantFrom('a', 'groupId', 'password', 'alias', 'rows', 'toString', 'row', 'col', 'x_1', 'p:a');
const text = fc
  .array(
    fc.constantFrom(
      ...['x', ' ', '\n', '\t', '\r\n', 'é', '&amp;', '&lt;', '&#xE9;', '&no;', '>', '"', "'", ']]>', '=', '/'],
      ...['0012', 'true', '\u00a0', '\ufeff', '<![CDATA[<b>]]>', '<!-- c -->', '“', '&amp;lt;'],
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''));
const attributes = fc
  .array(
    fc.constantFrom(
      ...[' xsi:nil="true"', ' xsi:nil="false"', ' xsi:type="C:Key"', ' type="Error"', " echo='q'", ' echo="a&amp;b"'],
      ...[' echo=" b "', ' xmlns=""', ' xmlns:type="y"', ' c:type="D"', '  ', '\n', ' odd'],
    ),
    { maxLength: 3 },
  )
  .map((parts) => parts.join(''));
const blank = fc.constantFrom('', '', '', ' ', '\n', '\r\n', 'stray');

const { content } = fc.letrec<{ content: string; element: string; table: string }>((tie) => ({
  content: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.array(fc.tuple(tie('element'), blank), { maxLength: 4 }).map((list) => list.flat().join('')),
    tie('table'),
  ),
  element: fc.tuple(name, attributes, tie('content'), fc.boolean()).map(([tag, given, inner, empty]) => {
    return empty ? `<${tag}${given}/>` : `<${tag}${given}>${inner}</${tag}>`;
  }),
  table: fc
    .tuple(
      fc.array(fc.tuple(fc.constantFrom('User Id', 'Password', ' A  b', ''), blank), { maxLength: 3 }),
      fc.array(fc.tuple(fc.array(fc.tuple(text, attributes), { maxLength: 3 }), blank), { maxLength: 3 }),
    )
    .map(([headings, rows]) => {
      const head = headings.map(([heading, gap]) => `<colHeading>${heading}</colHeading>${gap}`).join('');
      const cell = ([value, given]: readonly [string, string]): string => `<col${given}>${value}</col>`;
      return `${head}${rows.map(([cells, gap]) => `<row>${cells.map(cell).join('')}</row>${gap}`).join('')}`;
    }),
}));
const command = fc.tuple(attributes, content).map(([given, inner]) => `<command${given}>${inner}</command>`);

function byParser(xml: string): unknown {
  try {
    return parseFragment(xml);
  } catch (error) {
    return String(error);
  }
}

describe('parseUsualFragment', () => {
  it('gives what the parser gives, or leaves the command to it', () => {
    let taken = 0;
    fc.assert(
      fc.property(command, (xml) => {
        const quick = parseUsualFragment(xml);
        if (quick === undefined) return;
        taken += 1;
        expect(quick).toEqual(byParser(xml));
        // The order of names is what `settingsOf` numbers by, and what a body is stored in.
        expect(JSON.stringify(quick)).toBe(JSON.stringify(byParser(xml)));
      }),
      { numRuns: 4000 },
    );
    expect(taken).toBeGreaterThan(400);
  });

  it.each([
    '<command><a>x</b></command>',
    '<command><a>x</a>',
    '<command><a><![CDATA[x]]></a></command>',
    '<command><a>x</a></command><command></command>',
    '<command><__proto__>x</__proto__></command>',
    '<command><constructor>x</constructor></command>',
    '<c:command></c:command>',
    '<command a=b></command>',
  ])('leaves %s to the parser', (xml) => {
    expect(parseUsualFragment(xml)).toBeUndefined();
  });
});

describe('a splitter with a quick reader', () => {
  const commandsOf = (document: string, size: number, quick: boolean): string => {
    const splitter = createSplitter(
      'a.xml',
      quick ? (bytes) => parseUsualFragment(bytes.toString('latin1')) : undefined,
    );
    const found: RawCommand[] = [];
    const outcome = (): unknown => {
      try {
        const bytes = Buffer.from(document, 'latin1');
        for (let at = 0; at < bytes.length; at += size) found.push(...splitter.push(bytes.subarray(at, at + size)));
        const { last, ...result } = splitter.end();
        found.push(...last);
        return result;
      } catch (error) {
        return String(error);
      }
    };
    const end = outcome();
    // Of a file that is refused nothing is kept, so it matters not how many commands came before.
    if (typeof end === 'string') return end;
    return JSON.stringify([
      end,
      found.map(({ bytes, fragment, ...where }) => [where, fragment ?? byParser(bytes.toString('latin1'))]),
    ]);
  };

  const documentOf = (content: string): string =>
    `<?xml version="1.0"?><BroadsoftDocument>${content}</BroadsoftDocument>`;
  const long = 'x'.repeat(70_000);
  it.each([
    ['a start tag', documentOf(`<command a="${long}"></command>`), 'a tag of more than'],
    ['a tag inside a command', documentOf(`<command><a b="${long}"/></command>`), 'a tag of more than'],
    ['a name', documentOf(`<command><${long}></${long}></command>`), 'a tag of more than'],
    ['an instruction', documentOf(`<?${long}?><command></command>`), 'a tag of more than'],
    ['a comment outside', `<!--${documentOf(`<command><a>${long}</a></command>`)}-->`, '"commands":1'],
  ])('judges %s that is too long alike, in pieces of any size', (_, document, expected) => {
    const whole = commandsOf(document, document.length, false);

    expect(whole).toContain(expected);
    for (const size of [1000, 65_536, document.length]) {
      expect(commandsOf(document, size, true), `quick, pieces of ${size}`).toBe(whole);
      expect(commandsOf(document, size, false), `pieces of ${size}`).toBe(whole);
    }
  });

  it('cuts and refuses as without one, in pieces of any size', () => {
    const odd = fc.constantFrom(
      ...[
        '<command/>',
        '</command>',
        '<command></command >',
        '<!-- </command> -->',
        '<command>',
        '<?xml version="1.0"?>',
      ],
      ...[
        '<command><a><![CDATA[</command>]]></a></command>',
        '<sessionId>1</sessionId>',
        '\n',
        'log <b',
        '<!DOCTYPE a>',
      ],
    );
    const document = fc
      .array(fc.oneof({ weight: 3, arbitrary: command.filter((xml) => !xml.includes('stray')) }, odd), { maxLength: 4 })
      .map((parts) => `<?xml version="1.0"?>\n<BroadsoftDocument>${parts.join('\n')}</BroadsoftDocument>\n`);
    fc.assert(
      fc.property(
        fc.array(document, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 300 }),
        (parts, size) => {
          const whole = parts.join('');
          expect(commandsOf(whole, size, true)).toBe(commandsOf(whole, size, false));
        },
      ),
      { numRuns: 600 },
    );
  });
});
