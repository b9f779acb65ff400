import { ApiError, type Reply } from './reply.ts';
import type { RequestContext } from './route.ts';

interface Paging<Item> {
  /** Name of the list in the answer. */
  readonly key: string;
  /** Query parameter of the first entry; `cursor`: opaque, as people and locations page. */
  readonly style: 'start' | 'offset' | 'cursor';
  readonly defaultMax: number;
  /** Asking for more gets this many. */
  readonly limit?: number;
  /** How an entry is shown; only the entries of the page are. */
  readonly show?: (item: Item) => unknown;
}

/** One page of a list, with a `Link` header to the next one (RFC 5988) that clients follow untouched. */
export function page<Item>(
  context: RequestContext,
  items: readonly Item[],
  paging: Paging<Item>,
  extra: Readonly<Record<string, unknown>> = {},
): Reply {
  const max = Math.min(count(context, 'max', paging.defaultMax, 1), paging.limit ?? paging.defaultMax);
  const first =
    paging.style === 'cursor' ? fromCursor(context.query.get('cursor')) : count(context, paging.style, 0, 0);
  const entries = items.slice(first, first + max);
  const shown = paging.show ? entries.map(paging.show) : entries;
  const more = first + max < items.length;
  return {
    status: 200,
    body: { [paging.key]: shown, ...extra },
    ...(more ? { headers: { link: `<${nextUrl(context, paging, first + max, max)}>; rel="next"` } } : {}),
  };
}

function nextUrl(context: RequestContext, { style }: Pick<Paging<never>, 'style'>, next: number, max: number): string {
  const query = new URLSearchParams(context.query);
  query.set('max', String(max));
  query.set(style, style === 'cursor' ? Buffer.from(`from:${next}`).toString('base64url') : String(next));
  const path = context.route.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(context.params[name] ?? ''));
  return `${context.baseUrl}${path}?${query}`;
}

function fromCursor(cursor: string | null): number {
  if (cursor === null) return 0;
  const match = /^from:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match) throw new ApiError(400, 'invalid cursor');
  return Number(match[1]);
}

function count(context: RequestContext, name: string, fallback: number, least: number): number {
  const text = context.query.get(name);
  if (text === null) return fallback;
  if (!/^\d+$/.test(text) || Number(text) < least) throw new ApiError(400, `invalid value for ${name}: ${text}`);
  return Number(text);
}

/** Values of a list parameter, given repeatedly or separated by commas. */
export function listParameter(query: URLSearchParams, name: string): string[] {
  return query.getAll(name).flatMap((value) => value.split(','));
}

/** Name filters of the target match a part of the name, whatever its case. */
export function contains(whole: string, part: string | null): boolean {
  return part === null || whole.toLowerCase().includes(part.toLowerCase());
}
