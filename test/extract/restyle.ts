import { documentOf, type Exchange } from './exchanges.ts';

/** How one and the same exchange was recorded. */
export interface Style {
  /** What says whom an answer is about. */
  readonly context: 'requests' | 'requests with counters' | 'requests with keys' | 'keys alone';
  /** Releases before 22 do not name the user. */
  readonly oldUsers: boolean;
  readonly perDocument: number;
  readonly logLines: boolean;
  readonly utf8: boolean;
  readonly prefix: 'xsi' | 'i';
  /** Namespaces as tools write them that parse and print XML again. */
  readonly rewritten: boolean;
  readonly crowded: boolean;
  readonly headings: 'as is' | 'upper' | 'lower';
  readonly quote: '"' | "'";
  /** Order of the exchanges: a number per exchange, sorted by. */
  readonly shuffle: number;
  /** Documents of this direction that were not recorded, about every third. */
  readonly lost?: 'requests' | 'answers';
}

/** The capture as a client with these habits would have recorded it. */
export function restyled(exchanges: readonly Exchange[], style: Style): Buffer {
  const ordered = [...exchanges.keys()].sort((a, b) => rank(a, style.shuffle) - rank(b, style.shuffle));
  let text = '';
  for (let start = 0; start < ordered.length; start += style.perDocument) {
    const part = ordered.slice(start, start + style.perDocument).flatMap((index) => {
      const exchange = exchanges[index];
      return exchange === undefined ? [] : [withEcho(exchange, style.context, index)];
    });
    if (style.logLines) text += `2026-01-05 08:00:0${start % 10} INFO sent ${part.length} commands\n`;
    // The first document stands: a file of requests alone is refused.
    const gone = start > 0 && rank(start, style.shuffle + 1) % 3 === 0 ? style.lost : undefined;
    if (style.context !== 'keys alone' && gone !== 'requests') text += documentOf(part.map(({ request }) => request));
    if (gone !== 'answers') text += documentOf(part.map(({ response }) => response));
  }
  return encoded(dressed(text, style), style.utf8);
}

/** Nothing is left that says whom an answer is about, its own words apart. */
export function withoutContext(exchanges: readonly Exchange[], style: Style): Buffer {
  const bare = exchanges.map(({ response }) => ({ request: '', response: withoutUserId(setEcho(response, '')) }));
  return restyled(bare, { ...style, context: 'keys alone' });
}

function rank(index: number, shuffle: number): number {
  return shuffle === 0 ? index : Math.imul(index + shuffle, 0x9e3779b1) >>> 0;
}

function withEcho({ request, response }: Exchange, context: Style['context'], index: number): Exchange {
  if (context === 'requests with keys' || context === 'keys alone') return { request, response };
  const echo = context === 'requests' ? '' : String(index + 1);
  return { request: setEcho(request, echo), response: setEcho(response, echo) };
}

function setEcho(command: string, echo: string): string {
  return command.replace(/ echo="[^"]*"/, ` echo="${echo}"`);
}

function withoutUserId(command: string): string {
  return command.includes('"UserGetResponse') ? command.replace(/<userId>[^<]*<\/userId>/, '') : command;
}

function dressed(capture: string, style: Style): string {
  let text = capture;
  if (style.oldUsers) {
    text = text.replace(/<command[\s\S]*?<\/command>/g, (command) =>
      command.includes('"UserGetRe')
        ? withoutUserIdInAnswer(command).replace(/"UserGet(Request|Response)\w*"/, '"UserGet$117sp4"')
        : command,
    );
  }
  if (style.headings !== 'as is') {
    text = text.replace(/<colHeading>([^<]*)</g, (_, heading: string) =>
      style.headings === 'upper' ? `<colHeading>${heading.toUpperCase()}<` : `<colHeading>${heading.toLowerCase()}<`,
    );
  }
  if (style.prefix !== 'xsi')
    text = text.replaceAll('xsi:', `${style.prefix}:`).replaceAll('xmlns:xsi', `xmlns:${style.prefix}`);
  if (style.rewritten) {
    text = text
      .replace(/<BroadsoftDocument protocol="OCI" xmlns="C"/g, '<ns0:BroadsoftDocument protocol = "OCI" xmlns:ns0="C"')
      .replaceAll('</BroadsoftDocument>', '</ns0:BroadsoftDocument>')
      .replaceAll(' xmlns=""', '');
  }
  if (style.quote === "'") text = text.replace(/ (echo|\w+:type)="([^"']*)"/g, " $1='$2'");
  if (style.crowded) text = text.replace(/>\n+</g, '><');
  return text;
}

function withoutUserIdInAnswer(command: string): string {
  return command.includes('UserGetResponse') ? withoutUserId(command) : command;
}

function encoded(text: string, utf8: boolean): Buffer {
  if (!utf8) return Buffer.from(text, 'latin1');
  return Buffer.from(text.replaceAll('encoding="ISO-8859-1"', 'encoding="UTF-8"'), 'utf8');
}
