/** A word of a command that is shown, as a shell takes it: nothing in it is expanded. */
export function quoted(word: string): string {
  if (!/[^\p{L}\p{N}_./:@%+=,-]/u.test(word)) return word;
  return /[$`"\\!]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`;
}
