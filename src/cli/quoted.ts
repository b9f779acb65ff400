/** A word of a command that is shown, as a shell takes it. */
export function quoted(word: string): string {
  return word.includes(' ') ? `"${word}"` : word;
}
