import { createHmac } from 'node:crypto';

/**
 * Pseudonyms that stay the same for the same value and key, and say at a glance that they are none of ours: names become
 * words with a code, full numbers begin with a country code that nobody has, e-mails and ids move to a reserved
 * domain. Keyed, because numbers are few enough to try them all against a plain hash.
 */
export interface Pseudonyms {
  /** `Person 7QK2M9XA`; `kind` is the word in front. */
  name(kind: string, value: string): string;
  /** `u-7qk2m9xa@anonymous.invalid` where the value has an `@`, else `id-7qk2m9xa`. */
  id(value: string): string;
  /** Digits, no two values share one: of the same length, or behind `+999` for a full number. */
  digits(value: string): string;
  /** Twelve hex digits, locally administered. */
  mac(value: string): string;
}

export const ANONYMOUS_DOMAIN = 'anonymous.invalid';
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ROUNDS = 6;

export function createPseudonyms(key: string): Pseudonyms {
  const digest = (purpose: string, value: string) => createHmac('sha256', key).update(`${purpose}\0${value}`).digest();
  const code = (purpose: string, value: string) =>
    [...digest(purpose, value).subarray(0, 8)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');

  /** A keyed permutation of all texts of this many digits (Feistel network): what differs stays different. */
  const permute = (text: string): string => {
    if (text.length < 2) return text;
    const left = Math.ceil(text.length / 2);
    let [a, b] = [Number(text.slice(0, left)), Number(text.slice(left))];
    const [sizeA, sizeB] = [10 ** left, 10 ** (text.length - left)];
    for (let round = 0; round < ROUNDS; round++) {
      const turn = (value: number) => digest(`digits ${text.length} ${round}`, String(value)).readUIntBE(0, 6);
      if (round % 2 === 0) a = (a + (turn(b) % sizeA)) % sizeA;
      else b = (b + (turn(a) % sizeB)) % sizeB;
    }
    return String(a).padStart(left, '0') + String(b).padStart(text.length - left, '0');
  };

  return {
    name: (kind, value) => `${kind} ${code('name', value)}`,
    id: (value) => {
      const short = code('id', value.toLowerCase()).toLowerCase();
      return value.includes('@') ? `u-${short}@${ANONYMOUS_DOMAIN}` : `id-${short}`;
    },
    digits(value) {
      const plain = value.replace(/\D/g, '');
      if (!value.startsWith('+')) return permute(plain);
      // 999 is no country: whatever the permutation makes of the digits, nobody can be called by mistake.
      return `+999${permute(plain)}`;
    },
    mac: (value) => `02${digest('mac', value.toUpperCase()).toString('hex').slice(0, 10).toUpperCase()}`,
  };
}
