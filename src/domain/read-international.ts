import { getCountries, getCountryCallingCode, Metadata, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A number that begins with `+`, as the library reads it. */
export interface InternationalNumber {
  /** In E.164. */
  readonly number: string;
  readonly callingCode: string | undefined;
  /** Whether numbers of this length exist. */
  readonly possible: boolean;
}

/**
 * Reads a full international number. A migration asks this several times for every number, and the library takes some
 * 50 µs to find out which of the countries of a calling code it is, which nobody here wants to know: where nothing of
 * the number could be a national prefix, its length alone decides. Everything else is left to the library.
 *
 * @param written - `+` and digits
 */
export function readInternational(written: string): InternationalNumber | undefined {
  const known = readings.get(written);
  if (known !== undefined) return known === NONE ? undefined : known;
  const read = readByLength(written) ?? readByLibrary(written);
  if (readings.size >= MOST) readings.clear();
  readings.set(written, read ?? NONE);
  return read;
}

const NONE = Symbol('not a number');
const readings = new Map<string, InternationalNumber | typeof NONE>();
/** Numbers that are kept at hand: those of a large customer are asked for again and again. */
const MOST = 20_000;

function readByLibrary(written: string): InternationalNumber | undefined {
  const parsed = parsePhoneNumberFromString(written);
  if (parsed === undefined) return undefined;
  const { number, countryCallingCode } = parsed;
  return { number, callingCode: countryCallingCode, possible: parsed.isPossible() && parsed.ext === undefined };
}

/** What all countries of a calling code have in common. */
interface Plan {
  /** How many digits a national number has in each of them. */
  readonly lengths: ReadonlySet<number>;
  /** What people may dial before a national number in any of them. */
  readonly prefixes: readonly RegExp[];
}
const LONGEST_CODE = 3;

function readByLength(written: string): InternationalNumber | undefined {
  if (!/^\+[1-9]\d{6,16}$/.test(written)) return undefined;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    const callingCode = written.slice(1, 1 + length);
    const plan = plans().get(callingCode);
    if (plan === undefined) continue;
    const national = written.slice(1 + length);
    if (!plan.lengths.has(national.length) || plan.prefixes.some((prefix) => prefix.test(national))) return undefined;
    return { number: written, callingCode, possible: true };
  }
  return undefined;
}

let made: ReadonlyMap<string, Plan> | undefined;

function plans(): ReadonlyMap<string, Plan> {
  if (made !== undefined) return made;
  const found = new Map<string, { lengths: Set<number>; prefixes: Map<string, RegExp> }>();
  const metadata = new Metadata();
  for (const country of getCountries()) {
    metadata.selectNumberingPlan(country);
    const { numberingPlan } = metadata;
    const code = getCountryCallingCode(country);
    const lengths = new Set(numberingPlan?.possibleLengths() ?? []);
    const known = found.get(code);
    const plan = known ?? { lengths, prefixes: new Map<string, RegExp>() };
    plan.lengths = new Set([...plan.lengths].filter((length) => lengths.has(length)));
    const prefix = prefixOf(numberingPlan);
    if (prefix === undefined) plan.lengths.clear();
    else if (prefix !== '') plan.prefixes.set(prefix, new RegExp(`^(?:${prefix})`));
    found.set(code, plan);
  }
  made = new Map(
    [...found].map(([code, { lengths, prefixes: patterns }]) => [code, { lengths, prefixes: [...patterns.values()] }]),
  );
  return made;
}

/** The library knows it and does not declare it; `undefined` where a later version should not know it any more. */
function prefixOf(plan: object | undefined): string | undefined {
  if (plan === undefined) return undefined;
  const ask: unknown = Reflect.get(plan, 'nationalPrefixForParsing');
  if (typeof ask !== 'function') return undefined;
  const prefix: unknown = Reflect.apply(ask, plan, []);
  if (prefix === undefined || prefix === null) return '';
  return typeof prefix === 'string' ? prefix : undefined;
}
