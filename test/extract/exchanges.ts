/** One question of a capture with its answer, both as the text of a command. */
export interface Exchange {
  readonly request: string;
  readonly response: string;
}

const DOCUMENT = /<BroadsoftDocument[\s\S]*?<\/BroadsoftDocument>/g;
const COMMAND = /<command[\s\S]*?<\/command>/g;

/** Takes a generated capture apart: request and response documents in turn, commands in the same order. */
export function exchangesOf(capture: string): Exchange[] {
  const documents = capture.match(DOCUMENT) ?? [];
  return documents.flatMap((document, index) => {
    if (index % 2 === 1) return [];
    const answers = documents[index + 1]?.match(COMMAND) ?? [];
    return (document.match(COMMAND) ?? []).map((request, at) => ({ request, response: answers[at] ?? '' }));
  });
}

export function documentOf(commands: readonly string[], session = 's'): string {
  return `<?xml version="1.0" encoding="ISO-8859-1"?>\n<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n<sessionId xmlns="">${session}</sessionId>\n${commands.join('\n')}\n</BroadsoftDocument>\n`;
}

/** Requests and answers in turn, at most 15 to a document. */
export function captureOf(exchanges: readonly Exchange[]): string {
  let text = '';
  for (let start = 0; start < exchanges.length; start += 15) {
    const part = exchanges.slice(start, start + 15);
    text += documentOf(part.map(({ request }) => request)) + documentOf(part.map(({ response }) => response));
  }
  return text;
}

/** What a question is about, whatever its release: `UserGetRequest anna@example.test`. */
export function questionOf(request: string): string {
  const type = /xsi:type="(\w+?Request)\w*"/.exec(request)?.[1] ?? '';
  const content = /xmlns="">([\s\S]*)<\/command>/.exec(request)?.[1] ?? '';
  return `${type} ${content.toLowerCase()}`;
}
