/** Files that somebody made to break a reader; each is another one for another random. */
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

const HEAD = '<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="x"><sessionId xmlns="">s</sessionId>';
const TAIL = '</BroadsoftDocument>\n';
const ODD = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'length',
  '#text',
  '@type',
];
const command = (content, type = 'UserGetResponse22', echo = '') =>
  `<command echo="${echo}" xsi:type="${type}" xmlns="">${content}</command>`;
const documentOf = (...commands) => HEAD + commands.join('') + TAIL;
const table = (name, headings, rows) =>
  `<${name}>${headings.map((it) => `<colHeading>${it}</colHeading>`).join('')}${rows.map((row) => `<row>${row.map((it) => `<col>${it}</col>`).join('')}</row>`).join('')}</${name}>`;
const times = (random, most) => Math.floor(most ** random.next());

export const HOSTILE = {
  'deep nesting': (random) => {
    const depth = times(random, 100_000);
    return documentOf(command('<a>'.repeat(depth) + (random.chance(0.5) ? '</a>'.repeat(depth) : '')));
  },
  'deep prefixes': (random) => documentOf(command(`<${'p:'.repeat(times(random, 40_000))}a>x</a>`)),
  'huge attribute': (random) => documentOf(command('', 'UserGetResponse22', 'x'.repeat(times(random, 200_000)))),
  'many attributes': (random) =>
    documentOf(
      `<command xsi:type="UserGetResponse22"${Array.from({ length: times(random, 20_000) }, (_, n) => ` a${n}="1"`).join('')}/>`,
    ),
  'endless text': (random) => 'x'.repeat(times(random, 30_000_000)),
  'endless blanks': (random) => ' \n'.repeat(times(random, 15_000_000)),
  'endless value': (random) => documentOf(command(`<lastName>${'x'.repeat(times(random, 12_000_000))}</lastName>`)),
  'many openings': (random) => '<'.repeat(times(random, 300_000)),
  'many openings inside': (random) => HEAD + '<'.repeat(times(random, 300_000)),
  'many unknown tags': (random) => '<a>'.repeat(times(random, 500_000)),
  'many false commands': (random) => '<command '.repeat(times(random, 100_000)),
  'many false documents': (random) => '<BroadsoftDocument '.repeat(times(random, 50_000)),
  'many names': (random) => 'BroadsoftDocument '.repeat(times(random, 200_000)),
  'escaped names': (random) => '&lt;BroadsoftDocument '.repeat(times(random, 100_000)),
  'escaped openings': (random) => `<x>&lt;BroadsoftDocument ${'&lt;'.repeat(times(random, 500_000))}</x>`,
  'escaped twice': () => `<x>${documentOf(command('')).replaceAll('&', '&amp;amp;').replaceAll('<', '&amp;lt;')}</x>`,
  'references without end': (random) => `<x>&lt;BroadsoftDocument>${'&'.repeat(times(random, 500_000))}</x>`,
  'comment without end': (random) => `${HEAD}<!--${' -'.repeat(times(random, 3_000_000))}`,
  'comments outside': (random) => '<!--'.repeat(times(random, 200_000)),
  'CDATA without end': (random) =>
    `${HEAD}<command xsi:type="UserGetResponse22"><a><![CDATA[${']'.repeat(times(random, 3_000_000))}`,
  'CDATA in CDATA': () =>
    `<x><![CDATA[${documentOf(command('<a><![CDATA[</command>]]]]><![CDATA[></a><b>]]]]><![CDATA[&gt;</b>'))}]]></x>`,
  'CDATA with markup': () =>
    documentOf(command('<lastName><![CDATA[</lastName></command><command xsi:type="UserGetResponse22">]]></lastName>')),
  'instruction without end': (random) => `<?xml ${'version="1.0" '.repeat(times(random, 200_000))}`,
  'entities that grow': () =>
    `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(100)}"><!ENTITY c "&b;&b;&b;">]>${documentOf(command('<a>&c;</a>'))}`,
  'odd references': (random) =>
    documentOf(
      ...Array.from({ length: 20 }, () =>
        command(
          `<userId>${random.pick(['&#0;', '&#xD800;', '&#xDFFF;', '&#x110000;', '&#99999999999;', '&#-1;', '&#x;', '&;', '&a b;', '&#1;', '&#xFFFF;'])}@x</userId><serviceProviderId>&#xD83D;</serviceProviderId><groupId>g</groupId>`,
        ),
      ),
    ),
  'odd names': (random) =>
    documentOf(
      ...Array.from({ length: 8 }, () => {
        const name = random.pick(ODD.slice(0, 7));
        return command(
          `<userId>${name}</userId><serviceProviderId>${name}</serviceProviderId><groupId>${name}</groupId><${name}><${random.pick(ODD.slice(1, 7))}>1</${name}></${name}>`.replace(
            /<\/(\w+)><\/\1>$/,
            '',
          ),
        );
      }),
    ),
  'odd elements': (random) =>
    documentOf(
      ...ODD.slice(0, 7).map((name) =>
        command(
          `<${name}>1</${name}><${name}><a>2</a></${name}>`,
          random.pick([name, 'UserGetResponse22', 'XResponse']),
        ),
      ),
    ),
  'odd ids': () =>
    documentOf(
      ...ODD.flatMap((name) => [
        command(
          `<serviceProviderId>${name}</serviceProviderId><groupId>${name}</groupId>`,
          'GroupGetRequest14sp7',
          name,
        ),
        command(`<userId>${name}</userId>`, 'UserDoNotDisturbGetRequest', name),
      ]),
    ) +
    documentOf(
      ...ODD.flatMap((name) => [
        command(`<defaultDomain>x</defaultDomain><userLimit>1</userLimit>`, 'GroupGetResponse14sp7', name),
        command('<isActive>true</isActive>', 'UserDoNotDisturbGetResponse', name),
      ]),
    ),
  'odd tables': (random) =>
    documentOf(
      ...['UserGetListInGroupResponse', 'GroupAccessDeviceGetListResponse', 'UserServiceGetAssignmentListResponse'].map(
        (type) =>
          command(
            table(
              random.pick(['userTable', 'accessDeviceTable', 'userServicesAssignmentTable', '__proto__']),
              ['User Id', 'User Id', ...ODD, '', 'Service Name', 'Assigned', 'Device Name'],
              [[], ['a'], ODD, [...ODD, ...ODD, ...ODD], ['%', '%ff', '%zz', '/', '//', '\u00ff']],
            ),
            type,
            random.pick(ODD),
          ),
      ),
    ),
  'wide table': (random) =>
    documentOf(
      command(
        table(
          'userTable',
          Array.from({ length: times(random, 5_000) }, (_, n) => `H${n}`),
          Array.from({ length: times(random, 200) }, () => ['1', '2']),
        ),
        'UserGetListInGroupResponse',
      ),
    ),
  'many commands': (random) => documentOf(...Array.from({ length: times(random, 30_000) }, () => command(''))),
  'many sessions': (random) =>
    Array.from({ length: times(random, 10_000) }, (_, n) =>
      documentOf(command('<userId>a</userId>', 'UserGetRequest22')).replace('>s<', `>s${n}<`),
    ).join('') + documentOf(command('')),
  'requests without answer': (random) =>
    documentOf(command('<userId>a</userId>', 'UserGetRequest22')).repeat(times(random, 25_000)) +
    documentOf(command('')),
  'answers that fit everything': (random) =>
    documentOf(command('<userId>a</userId>', 'UserDoNotDisturbGetRequest')) +
    documentOf(command('<userId>b</userId>', 'UserDoNotDisturbGetRequest')) +
    documentOf(command('<isActive>true</isActive>', 'UserDoNotDisturbGetResponse')).repeat(times(random, 3_000)),
  'odd encodings': (random) =>
    `<?xml version="1.0" encoding="${random.pick(['base64', 'hex', 'binary', 'utf-7', 'utf7-imap', '__proto__', 'constructor', 'x', '', 'UTF-16LE', 'ebcdic', 'cp037', 'shift_jis', 'gb18030', 'ISO-8859-2', 'internal', 'ascii'])}"?>${documentOf(command('<userId>+AGE-\u00e4@x</userId><serviceProviderId>p</serviceProviderId><groupId>g</groupId>'))}`,
  'not UTF-8': (random) =>
    Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?>${documentOf(command(`<lastName>${Array.from({ length: 200 }, () => String.fromCharCode(128 + random.below(128))).join('')}</lastName>`))}`,
      'latin1',
    ),
  'UTF-16': (random) => {
    const bytes = Buffer.from(`\ufeff${documentOf(command('<lastName>\ud800x\udc00</lastName>'))}`, 'utf16le');
    if (random.chance(0.5)) bytes.swap16();
    return bytes.subarray(0, bytes.length - random.below(3));
  },
  noise: (random) => Buffer.from(Array.from({ length: times(random, 50_000) }, () => random.below(256))),
  'packed noise': (random) =>
    Buffer.concat([
      random.pick([Buffer.from('1f8b0800', 'hex'), Buffer.from('504b0304', 'hex'), Buffer.from('504b0506', 'hex')]),
      Buffer.from(Array.from({ length: random.below(3_000) }, () => random.below(256))),
    ]),
  'gzip bomb': (random) => gzipSync(Buffer.alloc(2 ** (20 + random.below(6)), ' ')),
  'gzip in gzip': (random) => {
    let bytes = Buffer.from(documentOf(command('')));
    for (let layer = random.below(8); layer > 0; layer--) bytes = gzipSync(bytes);
    return bytes;
  },
  'gzip twice': () => Buffer.concat([gzipSync(documentOf(command(''))), gzipSync(documentOf(command('')))]),
  'gzip with a tail': (random) =>
    Buffer.concat([gzipSync(documentOf(command(''))), Buffer.alloc(random.below(9), 'x')]),
  'zip bomb': (random) => zipOf([['a.xml', Buffer.alloc(2 ** (20 + random.below(6)), ' ')]]),
  'zip with odd names': () =>
    zipOf(
      ['../../a.xml', '/etc/a.xml', 'C:\\a.xml', '__proto__', 'a\0b.xml', '.hidden', '', 'a/'.repeat(200)].map(
        (name) => [name, Buffer.from(documentOf(command('')))],
      ),
    ),
  'CSV without end': (random) => `userId,email\n"${'x'.repeat(times(random, 3_000_000))}`,
  'odd CSV': () =>
    `userId,__proto__,email,constructor\n__proto__,a,b,c\nconstructor,,,\n%,%,%,%\n"a""b",c\n\0,\0,\0,\0\n`,
};

/** @param entries - `[name, content]` */
export function zipOf(entries) {
  const bodies = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const label = Buffer.from(name);
    const data = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(label.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    bodies.push(Buffer.from('504b0304', 'hex'), common, label, data);
    directory.push(Buffer.from('504b01021403', 'hex'), common, tail, label);
    offset += 30 + label.length + data.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}
