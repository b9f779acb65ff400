/** Whole captures, each in a few habits of recording, that are damaged afterwards. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { randomSource } from '../generate/random-source.mjs';
import { writeCapture } from '../generate/write-capture.mjs';
import { zipOf } from './hostile.mjs';

/** @param samples - the folder `samples/` */
export function createCaptures(samples) {
  const recorded = readdirSync(samples, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:xml|log|txt)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
    .map((path) => readFileSync(path))
    .filter((bytes) => bytes.length < 200_000);

  function generated(random, options) {
    const parts = [];
    writeCapture(randomSource({ seed: random.below(50), users: 3, groups: 1 }), (bytes) => parts.push(bytes), options);
    return Buffer.concat(parts).toString('latin1');
  }
  const latin1 = (text) => Buffer.from(text, 'latin1');
  const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

  /** `echoed`: every answer says by its echo whom it is about. */
  const kinds = [
    { name: 'echoed', echoed: true, make: (random) => latin1(generated(random)) },
    { name: 'answers alone', echoed: true, make: (random) => latin1(generated(random, { requests: false })) },
    { name: 'by order', make: (random) => latin1(generated(random).replace(/ echo="[^"]*"/g, '')) },
    {
      name: 'SOAP, escaped',
      make: (random) => latin1(`<soapenv:Envelope><r>${escaped(generated(random))}</r></soapenv:Envelope>`),
    },
    {
      name: 'SOAP, CDATA',
      make: (random) =>
        latin1(
          generated(random).replace(
            /<\?xml[^>]*\?>\s*(<BroadsoftDocument[\s\S]*?<\/BroadsoftDocument>)/g,
            '<soapenv:Envelope><r><![CDATA[$1]]></r></soapenv:Envelope>',
          ),
        ),
    },
    { name: 'UTF-16', make: (random) => Buffer.from(`\ufeff${generated(random)}`, 'utf16le') },
    { name: 'gzip', packed: true, make: (random) => gzipSync(generated(random)) },
    {
      name: 'zip',
      packed: true,
      make: (random) =>
        zipOf([
          ['a.xml', latin1(generated(random))],
          ['b/c.xml', random.pick(recorded)],
        ]),
    },
    { name: 'sample', make: (random) => random.pick(recorded) },
    { name: 'sample', make: (random) => random.pick(recorded) },
    {
      name: 'overlay',
      make: (random) =>
        Buffer.from(
          `userId,email,firstName\n${Array.from({ length: 1 + random.below(20) }, (_, n) => `u${n}@x.example.test,"a ""${n}""",\u00e9`).join('\n')}\n`,
        ),
    },
  ];
  return (random) => {
    const kind = random.pick(kinds);
    return { name: kind.name, echoed: kind.echoed === true, packed: kind.packed === true, bytes: kind.make(random) };
  };
}
