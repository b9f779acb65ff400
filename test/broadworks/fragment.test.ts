import { describe, expect, it } from 'vitest';
import { parseFragment } from '../../src/broadworks/fragment.ts';
import { tableRows, text, texts } from '../../src/domain/response-body.ts';

const bodyOf = (content: string): ReturnType<typeof parseFragment>['body'] =>
  parseFragment(`<command echo="k" xsi:type="c:UserGetResponse22" xmlns="">${content}</command>`).body;

describe('parseFragment', () => {
  it('reads type and echo whatever the prefix of the schema instance', () => {
    const fragment = parseFragment('<command xmlns:C="x" C:type="UserGetResponse" type="Info" echo="a&amp;b"/>');

    expect(fragment).toMatchObject({ xsiType: 'UserGetResponse', kind: 'Info', echo: 'a&b' });
  });

  it.each([
    ['<command echo=”a” xsi:type="UserGetResponse"/>', 'echo=”a”'],
    ['<command xsi:type="UserGetResponse"><x xsi:nil=true>a</x></command>', 'xsi:nil=true'],
  ])('refuses attributes that are in no quotes, which the parser would drop: %s', (xml, said) => {
    expect(() => parseFragment(xml)).toThrow(said);
  });

  it.each([
    '<command xsi:type="UserGetResponse" echo="a = ”b” > c"/>',
    "<command xsi:type='UserGetResponse' echo='a=b'>x =y</command>",
    '<command xsi:type="UserGetResponse"><!-- <x y=z> --><a><![CDATA[<x y=z>]]></a></command>',
  ])('takes equals signs elsewhere for what they are: %s', (xml) => {
    expect(parseFragment(xml).xsiType).toBe('UserGetResponse');
  });

  it.each([
    '0012',
    '+442000000001',
    '1E5',
    '01001',
    '12345678e901',
    'true',
    '2147483647',
    '0x1F',
  ])('keeps %s as text', (value) => {
    expect(text(bodyOf(`<extension>${value}</extension>`), 'extension')).toBe(value);
  });

  it.each([
    ['O&apos;Brien', "O'Brien"],
    ['Smith &amp; Sons', 'Smith & Sons'],
    ['Ren&#xE9;e &#233;', 'Renée é'],
    ['&amp;lt;', '&lt;'],
    ['<![CDATA[a & <b>]]>', 'a & <b>'],
    ['A<![CDATA[ & ]]>B', 'A & B'],
    ['&unknown;', '&unknown;'],
    ['  spread\n  out ', 'spread out'],
  ])('decodes %s once', (written, value) => {
    expect(text(bodyOf(`<lastName>${written}</lastName>`), 'lastName')).toBe(value);
  });

  it('makes a list of one and of many alike', () => {
    expect(texts(bodyOf('<alias>a</alias>'), 'alias')).toEqual(['a']);
    expect(texts(bodyOf('<alias>a</alias><x/><alias>b</alias>'), 'alias')).toEqual(['a', 'b']);
  });

  it('takes absent, empty and nil as no value', () => {
    const body = bodyOf('<a/><b></b><c xsi:nil="true"/><d xsi:type="K" xsi:nil="true"/>');

    expect(['a', 'b', 'c', 'd', 'e'].map((name) => text(body, name))).toEqual(Array(5).fill(undefined));
    expect(body.trunkAddressing).toBeUndefined();
    expect(bodyOf('<trunkAddressing/>').trunkAddressing).toEqual(['']);
  });

  it('keeps the type of a child', () => {
    expect(bodyOf('<department xsi:type="C:GroupDepartmentKey"><name>Ops</name></department>').department).toEqual([
      { '@type': ['GroupDepartmentKey'], name: ['Ops'] },
    ]);
  });

  it('reads a table by heading, with one row, none, and blanks inside cells', () => {
    const table = '<t><colHeading>User Id</colHeading><colHeading>Line/Port</colHeading>';
    const rows = tableRows(bodyOf(`${table}<row><col>0012</col><col/></row></t>`), 't');

    expect(rows.map((row) => [row.get('user id'), row.get('Line/Port')])).toEqual([['0012', undefined]]);
    expect(tableRows(bodyOf(`${table}</t>`), 't')).toEqual([]);
    expect(tableRows(bodyOf(`${table}<row><col>a  b </col></row></t>`), 't')[0]?.get('User Id')).toBe('a  b ');
  });

  it('drops credentials, and only them', () => {
    const body = bodyOf(
      '<password>hunter2</password><userPassword>x</userPassword><nonce>9</nonce><passwordExpiresDays>3</passwordExpiresDays><useCustomUserNamePassword>true</useCustomUserNamePassword><endpoint><sipAuthPassword>y</sipAuthPassword></endpoint><t><colHeading>Password</colHeading><row><col>z</col></row></t>',
    );

    expect(JSON.stringify(body)).toBe(
      '{"passwordExpiresDays":["3"],"useCustomUserNamePassword":["true"],"endpoint":[{}],"t":[{"headings":["Password"],"rows":[[""]]}]}',
    );
  });

  it('refuses names that could change Object, and leaves it alone', () => {
    expect(() => bodyOf('<__proto__><polluted>1</polluted></__proto__>')).toThrow('__proto__');
    expect(() => bodyOf('<constructor>x</constructor>')).toThrow('constructor');
    expect(Object.keys(bodyOf('<toString>y</toString>'))).toEqual(['toString']);
    expect({}).not.toHaveProperty('polluted');
  });
});
