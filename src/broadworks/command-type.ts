/** What `xsi:type` of a command says. */
export interface CommandType {
  /** As written, prefix stripped: `UserGetResponse22`. */
  readonly type: string;
  /** Without the release that changed it: `UserGetResponse`. Everything dispatches on this. */
  readonly base: string;
  readonly direction: 'request' | 'response';
}

/** Releases are `14`, `13mp16`, `22V5`, `14sp9A` …; `RI` marks a variant of the same answer. */
const NAME = /^(.*(Request|Response))(?:\d[0-9A-Za-z]*|RI)?$/;

/** Splits a type name into base and release; `undefined` for what is neither request nor response. */
export function readCommandType(xsiType: string): CommandType | undefined {
  const type = xsiType.slice(xsiType.indexOf(':') + 1).trim();
  const match = NAME.exec(type);
  const base = match?.[1];
  if (base === undefined) return undefined;
  return { type, base, direction: match?.[2] === 'Request' ? 'request' : 'response' };
}

/** The answer that a request asks for: `UserGetRequest` -> `UserGetResponse`. */
export function responseBase(requestBase: string): string {
  return requestBase.replace(/Request$/, 'Response');
}

/** Answers that any request may get, so that they say nothing about what was asked. */
export function isGeneric(base: string): boolean {
  return base === 'ErrorResponse' || base === 'SuccessResponse';
}

/** Session traffic: log-in, log-out and plain success. It belongs to nobody and holds no data of a customer. */
export function isSessionTraffic(base: string): boolean {
  return /^(?:Success|Authentication\w*|Log(?:in|out)\w*|ExternalAuthentication\w*)Response$/.test(base);
}
