import type { Method, Route } from './route.ts';

export interface RouteMatch {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a request; a literal segment wins over a parameter (`/validate` over `/{customerId}`). */
export function createRouter(routes: readonly Route[]) {
  const compiled = routes
    .map((route) => ({ route, segments: route.path.split('/').slice(1) }))
    .sort((left, right) => parameters(left.segments) - parameters(right.segments));

  return {
    match(method: string, path: string): RouteMatch | undefined {
      const actual = path.split('/').slice(1);
      for (const { route, segments } of compiled) {
        if (route.method !== method) continue;
        const params = matchSegments(segments, actual);
        if (params) return { route, params };
      }
      return undefined;
    },
    /** Methods that exist for a path, to tell 405 from 404. */
    methods(path: string): Method[] {
      const actual = path.split('/').slice(1);
      return compiled.filter(({ segments }) => matchSegments(segments, actual)).map(({ route }) => route.method);
    },
  };
}

function matchSegments(segments: readonly string[], actual: readonly string[]): Record<string, string> | undefined {
  if (segments.length !== actual.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = actual[index] ?? '';
    if (segment.startsWith('{')) {
      if (value === '') return undefined;
      params[segment.slice(1, -1)] = decode(value);
    } else if (segment !== value) return undefined;
  }
  return params;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // a broken escape is an id that does not exist
  }
}

function parameters(segments: readonly string[]): number {
  return segments.filter((segment) => segment.startsWith('{')).length;
}
