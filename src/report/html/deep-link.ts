/** A link into a section with its table searched: every word has to occur in a row. */
export function deepLink(section: string, search: string): string {
  return `#${section}?q=${encodeURIComponent(search)}`;
}
