/** What may stand between the parts of one name: `card_terminal`, `card-terminal`. */
const GAP = '[\\s._/-]+';

/**
 * Finds the words of `mappings/safety-words.yaml` in a name: whole words, without case and accents, digits beside them
 * allowed (`Fax2`).
 *
 * @returns for a text, the words that are in it as the table spells them, each once, sorted
 */
export function safetyWordFinder(words: readonly string[]): (text: string) => readonly string[] {
  const spelled = new Map<string, string>();
  for (const word of words) {
    const key = plain(word);
    if (!spelled.has(key)) spelled.set(key, word);
  }
  if (spelled.size === 0) return () => [];
  // The longest first: "card terminal" is told, not "card".
  const parts = [...spelled.keys()]
    .sort((left, right) => right.length - left.length || (left < right ? -1 : 1))
    .map((word) => word.split(' ').map(literal).join(GAP));
  const pattern = new RegExp(`(?<!\\p{L})(?:${parts.join('|')})(?!\\p{L})`, 'gu');
  return (text) => {
    const matches = [...plain(text, false).matchAll(pattern)].map(([match]) => spelled.get(plain(match)) ?? match);
    return [...new Set(matches)].sort();
  };
}

/** Lower case without accents; the dotless i of Turkish counts as i. With `gaps`, whatever separates becomes a space. */
export function plain(text: string, gaps = true): string {
  const folded = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i');
  return gaps ? folded.replace(new RegExp(GAP, 'g'), ' ').trim() : folded;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
