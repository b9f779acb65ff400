import { type BodyElement, type BodyTable, type BodyValue, isElement, isTable } from '../domain/response-body.ts';

/** Names that end so are secret, whatever stands before and however the words are joined. */
const ENDINGS = /(?:password|passwd|passcode|passphrase|nonce|secret|token|credentials?)$/;
/** Names whose last words are these. `pin` counts as a whole word only: there is `shipping`. */
const LAST_WORDS =
  /(?:^| )(?:pwd|pin|pin code|pass code|pass phrase|(?:private|api|secret|encryption) ?key|(?:activation|authorization|account) ?code|(?:password|passcode) hash)$/;
/** A postal code, as an address calls it. */
const POSTAL = /(?:shipping|postal|zip) pin(?: code)?$/;
/** `%ADMIN_PASSWORD_2%`: a device tag is secret when any of its words is. */
const TAG = /^%.*%$/;
const ANY_WORD = /(?:password|passwd|passcode|passphrase|secret|token|credentials?)|(?:^| )(?:pwd|pin)(?: |$)/;
/** Names of elements and columns that hold the name of a neighbouring value. */
const NAMING = /(?:^| )(?:name|tag|key|attribute)$/;
const VALUE = /(?:^| )(?:value|content|data)$/;
const XML_NAME = /<(?:[\w.-]+:)?([A-Za-z][\w.-]*)/g;

/**
 * Whether a text is dropped while reading, so that it never reaches the store. Switches (`true`, `false`) never are.
 *
 * Secret are names of elements, columns and tags, in any spelling (`sipAuthPassword`, `Private Key`, `newPasscode1`):
 * - that end in password, passwd, passcode, passphrase, nonce, secret, token, credential or credentials;
 * - whose last words are pin, pwd, pin code, private key, API key, secret key, encryption key, activation code,
 *   authorization code, account code, password hash or passcode hash. The pin of a postal address is none.
 *
 * Numbers at the end do not count. `passwordExpiresDays`, `userName` and `accessCode` are no secrets.
 */
export function isSecret(name: string, value: string): boolean {
  return value !== '' && value !== 'true' && value !== 'false' && isSecretName(name);
}

/**
 * Drops what `isSecret` cannot see by one name and its text:
 * - everything below an element whose name is secret, whatever it is called there;
 * - the value beside a name: in a row or element whose name, tag, key or attribute is a secret one
 *   (`%ADMIN_PASSWORD%`; a device tag counts with any secret word in it), what stands under value, content or data;
 * - texts that hold XML with a secret element;
 * - `detail` of an error, which may repeat the request.
 */
export function withoutSecrets(body: BodyElement, error: boolean): BodyElement {
  const clean = cleanElement(body);
  if (!error) return clean;
  const { detail: _, ...rest } = clean;
  return rest;
}

function cleanElement(body: BodyElement): BodyElement {
  const names = Object.entries(body)
    .filter(([name]) => NAMING.test(wordsOf(name)))
    .map(([, values]) => values.map((value) => typeof value === 'string' && isSecretLabel(value)));
  const kept: Record<string, readonly BodyValue[]> = {};
  for (const [name, values] of Object.entries(body)) {
    const beside = VALUE.test(wordsOf(name));
    const left = values.filter((value, index) => {
      if (typeof value === 'string' ? isSecret(name, value) || hidesSecret(value) : isSecretName(name)) return false;
      // Names and values that come in pairs belong together by position, others all.
      return !(beside && names.some((list) => (list.length === values.length ? list[index] : list.includes(true))));
    });
    if (left.length > 0 || values.length === 0) kept[name] = left.map(cleanValue);
  }
  return kept;
}

function cleanValue(value: BodyValue): BodyValue {
  if (isTable(value)) return cleanTable(value);
  return isElement(value) ? cleanElement(value) : value;
}

/** Cells keep their place: a secret one is empty. */
function cleanTable({ headings, rows }: BodyTable): BodyTable {
  const words = headings.map(wordsOf);
  return {
    headings,
    rows: rows.map((cells) => {
      const named = cells.some((cell, column) => NAMING.test(words[column] ?? '') && isSecretLabel(cell));
      return cells.map((cell, column) => {
        const beside = named && VALUE.test(words[column] ?? '');
        return beside || isSecret(headings[column] ?? '', cell) || hidesSecret(cell) ? '' : cell;
      });
    }),
  };
}

function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  return (ENDINGS.test(words) || LAST_WORDS.test(words)) && !POSTAL.test(words);
}

/** Whether a text names a secret. */
function isSecretLabel(text: string): boolean {
  return TAG.test(text.trim()) ? ANY_WORD.test(wordsOf(text)) : isSecretName(text);
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
