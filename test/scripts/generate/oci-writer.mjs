/** Writes OCI-P documents as a BroadWorks server would: ISO-8859-1, up to 15 commands each, children in no namespace. */

const MAX_COMMANDS = 15;

const escapeText = (text) =>
  String(text).replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);
const escapeAttribute = (text) => escapeText(text).replaceAll('"', '&quot;');
/** What ISO-8859-1 cannot hold travels as a numeric reference. */
const referLatin1 = (text) =>
  text.replace(/[^\n\t\x20-\x7e\xa0-\xff]/gu, (sign) => `&#x${sign.codePointAt(0).toString(16).toUpperCase()};`);

/** `echo` key of an entity: its parts percent-encoded, joined by `/`. User ids stay readable. */
export const key = (...parts) => parts.map(encodeURIComponent).join('/');
export const userKey = (id) => encodeURIComponent(id.toLowerCase()).replaceAll('%40', '@').replaceAll('%2B', '+');

/** An element; `undefined` values leave it out, arrays nest or repeat it, `{}` is an empty element. */
export function el(name, value) {
  if (value === undefined) return '';
  if (Array.isArray(value)) return `<${name}>${value.join('')}</${name}>`;
  if (typeof value === 'object') {
    const inner = Object.entries(value)
      .map(([child, content]) => el(child, content))
      .join('');
    return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
  }
  return `<${name}>${escapeText(value)}</${name}>`;
}

/** Elements of an object in its order. */
export const els = (fields) =>
  Object.entries(fields)
    .map(([name, value]) => el(name, value))
    .join('');

export function table(name, headings, rows) {
  const head = headings.map((heading) => el('colHeading', heading)).join('');
  const cell = (value) => (value === undefined || value === '' ? '<col/>' : el('col', value));
  return `<${name}>${head}${rows.map((row) => `\n<row>${row.map(cell).join('')}</row>`).join('')}</${name}>`;
}

const command = (type, echo, content) =>
  `<command echo="${escapeAttribute(echo)}" xsi:type="${type}" xmlns="">${content}</command>`;

const errorCommand = (echo, summary) =>
  `<command type="Error" echo="${escapeAttribute(echo)}" xsi:type="c:ErrorResponse" xmlns:c="C" xmlns="">${els({ summary, summaryEnglish: summary })}</command>`;

const documentOf = (session, commands) =>
  `<?xml version="1.0" encoding="ISO-8859-1"?>\n<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n<sessionId xmlns="">${escapeText(session)}</sessionId>\n${commands.join('\n')}\n</BroadsoftDocument>\n`;

/**
 * Collects questions and answers and hands out finished text, one request and one response document at a time.
 *
 * @param write - takes the bytes of one document
 * @param requests - false leaves the request documents out (a capture of responses alone)
 */
export function captureWriter(session, write, { requests = true } = {}) {
  let asked = [];
  let answered = [];
  const flush = () => {
    if (answered.length === 0) return;
    const text = (requests ? documentOf(session, asked) : '') + documentOf(session, answered);
    asked = [];
    answered = [];
    write(Buffer.from(referLatin1(text), 'latin1'));
  };
  const add = (request, response) => {
    if (answered.length === MAX_COMMANDS) flush();
    asked.push(request);
    answered.push(response);
  };
  return {
    /** @param release - suffix of both names; `{ request, response }` where they differ */
    ask(base, release, echo, identity, content) {
      const suffix = typeof release === 'string' ? { request: release, response: release } : release;
      add(
        command(`${base}Request${suffix.request}`, echo, els(identity)),
        command(`${base}Response${suffix.response}`, echo, content),
      );
    },
    fail(base, release, echo, identity, summary) {
      add(command(`${base}Request${release}`, echo, els(identity)), errorCommand(echo, summary));
    },
    flush,
  };
}
