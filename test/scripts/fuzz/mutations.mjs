/**
 * Ways to damage a capture. Those marked `local` leave the order of whole documents alone: what was paired by order
 * stays pairable, so that even captures without echoes can be checked for wrong owners.
 */
const TRICKS = [
  '<',
  '>',
  '&',
  '&lt;',
  '&#0;',
  '&#xD800;',
  '&#x110000;',
  '&#99999999999999999999;',
  '&nosuch;',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<?xml version="1.0" encoding="UTF-16"?>',
  '<?',
  '"',
  "'",
  '\0',
  '\u00ff\u00fe',
  '\u00ef\u00bb\u00bf',
  '<__proto__>x</__proto__>',
  '<constructor>x</constructor>',
  '<toString/>',
  '<x xsi:nil="true"/>',
  '</command>',
  '<command',
  '</BroadsoftDocument>',
  '2026-01-05 10:00:00 WARN <lost> connection & more\n',
  '%',
  '%ff',
  '\r\n',
];

const span = (random, bytes, longest) => {
  const start = random.below(bytes.length + 1);
  return [start, Math.min(bytes.length, start + 1 + random.below(longest))];
};
const without = (bytes, [start, end]) => Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
const insert = (bytes, at, piece) => Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);

/** Each document with what stands before it. */
function documentsOf(bytes) {
  const ends = [...bytes.toString('latin1').matchAll(/<\/(?:\w+:)?BroadsoftDocument>\s*/g)];
  const cuts = [0, ...ends.map((match) => match.index + match[0].length)];
  if (cuts.at(-1) !== bytes.length) cuts.push(bytes.length);
  return cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));
}

function onDocuments(random, bytes, change) {
  const documents = documentsOf(bytes);
  if (documents.length < 2) return bytes;
  change(documents, random.below(documents.length), random.below(documents.length));
  return Buffer.concat(documents);
}

export const MUTATIONS = [
  {
    name: 'flip bits',
    local: true,
    apply(random, bytes) {
      const copy = Buffer.from(bytes);
      for (let count = 1 + random.below(4); count > 0 && copy.length > 0; count--)
        copy[random.below(copy.length)] ^= 1 << random.below(8);
      return copy;
    },
  },
  {
    name: 'set bytes',
    local: true,
    apply(random, bytes) {
      const copy = Buffer.from(bytes);
      for (let count = 1 + random.below(3); count > 0 && copy.length > 0; count--)
        copy[random.below(copy.length)] = random.pick([0, 9, 10, 32, 34, 38, 39, 47, 60, 62, 128, 195, 255]);
      return copy;
    },
  },
  { name: 'cut the end', local: true, apply: (random, bytes) => bytes.subarray(0, random.below(bytes.length + 1)) },
  { name: 'lose some bytes', local: true, apply: (random, bytes) => without(bytes, span(random, bytes, 12)) },
  {
    name: 'insert a trick',
    local: true,
    apply: (random, bytes) => insert(bytes, random.below(bytes.length + 1), Buffer.from(random.pick(TRICKS), 'latin1')),
  },
  {
    name: 'repeat some bytes',
    local: true,
    apply(random, bytes) {
      const [start, end] = span(random, bytes, 40);
      return insert(bytes, end, bytes.subarray(start, end));
    },
  },
  { name: 'cut the start', local: false, apply: (random, bytes) => bytes.subarray(random.below(bytes.length + 1)) },
  { name: 'lose a part', local: false, apply: (random, bytes) => without(bytes, span(random, bytes, bytes.length)) },
  {
    name: 'repeat a part',
    local: false,
    apply(random, bytes) {
      const [start, end] = span(random, bytes, 20_000);
      return insert(bytes, random.below(bytes.length + 1), bytes.subarray(start, end));
    },
  },
  {
    name: 'swap two parts',
    local: false,
    apply(random, bytes) {
      const [a, b, c, d] = [0, 0, 0, 0].map(() => random.below(bytes.length + 1)).sort((one, other) => one - other);
      const parts = [bytes.subarray(0, a), bytes.subarray(c, d), bytes.subarray(b, c), bytes.subarray(a, b)];
      return Buffer.concat([...parts, bytes.subarray(d)]);
    },
  },
  {
    name: 'lose a document',
    local: false,
    apply: (random, bytes) => onDocuments(random, bytes, (documents, at) => documents.splice(at, 1)),
  },
  {
    name: 'repeat a document',
    local: false,
    apply: (random, bytes) =>
      onDocuments(random, bytes, (documents, at, to) => documents.splice(to, 0, documents[at] ?? Buffer.alloc(0))),
  },
  {
    name: 'swap two documents',
    local: false,
    apply: (random, bytes) =>
      onDocuments(random, bytes, (documents, at, to) => {
        [documents[at], documents[to]] = [documents[to] ?? Buffer.alloc(0), documents[at] ?? Buffer.alloc(0)];
      }),
  },
];
