import {
  type BodyElement,
  type BodyTable,
  type BodyValue,
  isElement,
  isTable,
  PatternTable,
} from '../domain/response-body.ts';

/** Names that end so are secret, whatever stands before and however the words are joined. */
const ENDINGS = /(?:password|passwd|passcode|passphrase|nonce|secret|token|credentials?)$/;
/** Names whose last words are these. `pin` counts as a whole word only: there is `shipping`. */
const LAST_WORDS =
  /(?:^| )(?:pwd|pin|pin code|pass code|pass phrase|(?:private|api|secret|encryption) ?key|(?:activation|authorization|account) ?code|session ?id|(?:password|passcode) hash)$/;
/** A postal code, as an address calls it. */
const POSTAL = /(?:shipping|postal|zip) pin(?: code)?$/;
/** `%ADMIN_PASSWORD_2%`: a device tag is secret when any of its words is. */
const TAG = /^%.*%$/;
const ANY_WORD = /(?:password|passwd|passcode|passphrase|secret|token|credentials?)|(?:^| )(?:pwd|pin)(?: |$)/;
/** Names of elements and columns that hold the name of a neighbouring value. */
const NAMING = /(?:^| )(?:name|tag|key|attribute)$/;
const VALUE = /(?:^| )(?:value|content|data)$/;
/** An entry of a list of codes: `<codeEntry><code>4711</code><description>…`. */
const CODE_ENTRY = /^code(?: entry)?$/;
/** Answers that are nothing but a code. */
const CODE_ANSWER = /AuthorizationCodeGet/;
const XML_NAME = /<(?:[\w.-]+:)?([A-Za-z][\w.-]*)/g;

/**
 * Whether a text is dropped while reading, so that it never reaches the store. Switches (`true`, `false`) never are.
 *
 * Secret are names of elements, columns and tags, in any spelling (`sipAuthPassword`, `Private Key`, `newPasscode1`):
 * - that end in password, passwd, passcode, passphrase, nonce, secret, token, credential or credentials;
 * - whose last words are pin, pwd, pin code, private key, API key, secret key, encryption key, activation code,
 *   authorization code, account code, session id, password hash or passcode hash. The pin of a postal address is none.
 *
 * Numbers at the end do not count. `passwordExpiresDays`, `userName` and `accessCode` are no secrets.
 */
export function isSecret(name: string, value: string): boolean {
  return saysMore(value) && isSecretName(name);
}

/** Switches and empty texts hold no secret, whatever they are called. */
function saysMore(value: string): boolean {
  return value !== '' && value !== 'true' && value !== 'false';
}

/**
 * Drops what `isSecret` cannot see by one name and its text:
 * - everything below an element whose name is secret, whatever it is called there;
 * - the value beside a name: in a row or element whose name, tag, key or attribute is a secret one
 *   (`%ADMIN_PASSWORD%`; a device tag counts with any secret word in it), what stands under value, content or data;
 * - texts that hold XML with a secret element;
 * - codes that people dial to be allowed a call: the `code` of a `code` or `codeEntry`, and of an answer that is about
 *   one of them;
 * - `detail` of an error, which may repeat the request.
 *
 * @param type - of the answer, for those that name nothing
 */
export function withoutSecrets(body: BodyElement, error: boolean, type = ''): BodyElement {
  const seen = mayHide(body) ? cleanElement(body) : body;
  const clean = CODE_ANSWER.test(type) ? withoutCode(seen) : seen;
  if (!error || clean.detail === undefined) return clean;
  const { detail: _, ...rest } = clean;
  return rest;
}

/** Nearly all bodies hold nothing to drop: they are looked at, not copied. */
function mayHide(body: BodyElement): boolean {
  let naming = false;
  let beside = false;
  for (const name of Object.keys(body)) {
    const kind = kindOf(name);
    naming ||= kind.naming;
    beside ||= kind.value;
    for (const value of body[name] ?? []) {
      if (kind.secret && (typeof value !== 'string' || saysMore(value))) return true;
      if (typeof value === 'string') {
        if (value.includes('<')) return true;
      } else if (isTable(value) ? mayHideInTable(value) : isElement(value) && mayHide(value)) return true;
      else if (kind.codes && isElement(value) && value.code?.some((it) => typeof it === 'string')) return true;
    }
  }
  return naming && beside;
}

function mayHideInTable(table: BodyTable): boolean {
  let naming = false;
  let beside = false;
  for (const heading of table.headings) {
    const kind = kindOf(heading);
    if (kind.secret) return true;
    naming ||= kind.naming;
    beside ||= kind.value;
  }
  if (naming && beside) return true;
  // The cells of a pattern were looked at when it was learnt.
  if (table instanceof PatternTable) return table.pattern.names.some((name) => name.includes('<'));
  return table.rows.some((cells) => cells.some((cell) => cell.includes('<')));
}

interface NameKind {
  readonly secret: boolean;
  /** Its text may name a secret that stands beside it. */
  readonly naming: boolean;
  readonly value: boolean;
  /** Holds a code that somebody dials. */
  readonly codes: boolean;
}

/** Names repeat a million times: each is judged once. Bounded, because a hostile file makes up new ones. */
const kinds = new Map<string, NameKind>();
const MAX_NAMES = 20_000;

function kindOf(name: string): NameKind {
  const known = kinds.get(name);
  if (known !== undefined) return known;
  const words = wordsOf(name);
  const kind = {
    secret: isSecretWords(words),
    naming: NAMING.test(words),
    value: VALUE.test(words),
    codes: CODE_ENTRY.test(words),
  };
  if (kinds.size < MAX_NAMES) kinds.set(name, kind);
  return kind;
}

function isSecretWords(words: string): boolean {
  return (ENDINGS.test(words) || LAST_WORDS.test(words)) && !POSTAL.test(words);
}

function cleanElement(body: BodyElement): BodyElement {
  const names = Object.entries(body)
    .filter(([name]) => kindOf(name).naming)
    .map(([, values]) => values.map((value) => typeof value === 'string' && isSecretLabel(value)));
  const kept: Record<string, readonly BodyValue[]> = {};
  for (const [name, values] of Object.entries(body)) {
    const beside = kindOf(name).value;
    const left = values.filter((value, index) => {
      if (typeof value === 'string' ? isSecret(name, value) || hidesSecret(value) : isSecretName(name)) return false;
      // Names and values that come in pairs belong together by position, others all.
      return !(beside && names.some((list) => (list.length === values.length ? list[index] : list.includes(true))));
    });
    const { codes } = kindOf(name);
    const shown = codes ? left.map((value) => (isElement(value) ? withoutCode(value) : value)) : left;
    if (left.length > 0 || values.length === 0) kept[name] = shown.map(cleanValue);
  }
  return kept;
}

/** Only texts: an entry may itself be called `code`. */
function withoutCode(body: BodyElement): BodyElement {
  if (body.code?.some((value) => typeof value === 'string') !== true) return body;
  const { code, ...rest } = body;
  const entries = code.filter((value) => typeof value !== 'string');
  return entries.length === 0 ? rest : { ...rest, code: entries };
}

function cleanValue(value: BodyValue): BodyValue {
  if (isTable(value)) return cleanTable(value);
  return isElement(value) ? cleanElement(value) : value;
}

/** Cells keep their place: a secret one is empty. */
function cleanTable({ headings, rows }: BodyTable): BodyTable {
  const columns = headings.map(kindOf);
  return {
    headings,
    rows: rows.map((cells) => {
      const named = cells.some((cell, column) => columns[column]?.naming === true && isSecretLabel(cell));
      return cells.map((cell, column) => {
        const beside = named && columns[column]?.value === true;
        return beside || isSecret(headings[column] ?? '', cell) || hidesSecret(cell) ? '' : cell;
      });
    }),
  };
}

/** Whether {@link isSecret} may drop texts under a name. */
export function isSecretName(name: string): boolean {
  return kindOf(name).secret;
}

/** Whether a text names a secret. */
function isSecretLabel(text: string): boolean {
  const words = wordsOf(text);
  return TAG.test(text.trim()) ? ANY_WORD.test(words) : isSecretWords(words);
}

function hidesSecret(text: string): boolean {
  return text.includes('<') && [...text.matchAll(XML_NAME)].some(([, name = '']) => isSecretName(name));
}

/** `sipAuthPassword2`, `SIP_AUTH_PASSWORD` and `Sip auth-password` alike: `sip auth password`. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, ' ')
    .trim()
    .replace(/ ?\d+$/, '');
}
