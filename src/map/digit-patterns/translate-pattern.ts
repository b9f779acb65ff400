/** A pattern of BroadWorks as patterns of the target, or why nobody can say it there. */
export type Translated = { readonly patterns: readonly string[] } | { readonly reason: string };

/** More patterns than these for one of BroadWorks nobody can read any more. */
const MOST = 20;
const CLASS = /\[([^\]]*)\]/;

/**
 * Writes a digit string of BroadWorks as the target does. Both know digits and a leading `+`. One digit, whichever it is,
 * is `?` here and `X` there; all digits that follow are `*` here and `!` there, as in `+91!` of its documents. How the target reads classes of digits is not published: `[4-6]` becomes three patterns. Digits stay as somebody
 * dials them.
 */
export function translatePattern(written: string | undefined): Translated {
  const plain = (written ?? '').replace(/[\s().]/g, '');
  if (plain === '') return { reason: 'its digits were never read' };
  if (plain.includes('#')) return { reason: 'a service code, which is no number' };
  if (/\*(?!$)/.test(plain)) return { reason: 'a * that is not at its end' };
  const patterns = expand(plain);
  if (patterns === undefined) return { reason: 'signs that Webex does not know' };
  if (patterns.length === 0 || patterns.length > MOST) return { reason: `stands for more than ${MOST} patterns` };
  if (plain === '+') return { reason: 'a + without digits' };
  if (!/\d/.test(plain) && plain.endsWith('*')) {
    return {
      reason: plain.startsWith('+')
        ? 'it fits every number with a +, which types of calls say better'
        : 'it fits every call, which types of calls say better',
    };
  }
  return { patterns: patterns.map((pattern) => pattern.replaceAll('?', 'X').replace('*', '!')) };
}

/** One pattern for each digit of its classes. `undefined`: it holds something else than digits and wildcards. */
function expand(pattern: string): readonly string[] | undefined {
  const found = CLASS.exec(pattern);
  if (found === null) return /^\+?[\d?]*\*?$/.test(pattern) ? [pattern] : undefined;
  const digits = digitsOf(found[1] ?? '');
  if (digits === undefined) return undefined;
  const expanded: string[] = [];
  for (const digit of digits) {
    const further = expand(pattern.replace(CLASS, digit));
    if (further === undefined) return undefined;
    expanded.push(...further);
    if (expanded.length > MOST) return [];
  }
  return expanded;
}

/** `5-7,9`: 5, 6, 7 and 9. */
function digitsOf(inside: string): readonly string[] | undefined {
  const digits = new Set<string>();
  for (const part of inside.split(',')) {
    const range = /^(\d)(?:-(\d))?$/.exec(part);
    if (range === null) return undefined;
    const first = Number(range[1]);
    const last = Number(range[2] ?? range[1]);
    if (last < first) return undefined;
    for (let digit = first; digit <= last; digit += 1) digits.add(String(digit));
  }
  return [...digits];
}

/** Whether some number fits two patterns of the target. */
export function overlap(one: string, other: string): boolean {
  const longer = Math.max(one.length, other.length);
  for (let at = 0; at <= longer; at += 1) {
    const [left, right] = [one[at], other[at]];
    if (left === '!' || right === '!') return true;
    if (left === undefined || right === undefined) return left === right;
    if (left !== right && !((left === 'X' && right !== '+') || (right === 'X' && left !== '+'))) return false;
  }
  return true;
}
