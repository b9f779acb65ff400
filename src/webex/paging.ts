/**
 * The URL of the next page, untouched.
 *
 * @param header - RFC 8288, e.g. `<https://host/v1/people?cursor=x>; rel="next", <…>; rel="first"`
 */
export function nextPage(header: string | undefined): string | undefined {
  for (const match of (header ?? '').matchAll(/<([^>]*)>([^<]*)/g)) {
    const [, url, parameters] = match;
    if (url !== undefined && /;\s*rel\s*=\s*"?(?:[^";]*\s)?next(?=[\s";,]|$)/i.test(parameters ?? '')) return url;
  }
  return undefined;
}
