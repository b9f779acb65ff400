import type { Rig } from '../steps/rig.ts';
import { loadContracts } from './contract-checker.ts';

/** What the published documents find wrong with these exchanges, each fault once. */
export function exchangeFaults(exchanges: Rig['exchanges']): string[] {
  const contracts = loadContracts();
  const faults = exchanges.flatMap(({ request, response }) => {
    // Pages that a `Link` names have their query in the address.
    const url = new URL(request.path, 'http://sandbox.example.test');
    const own = Object.entries(request.query ?? {}).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, String(value)]],
    );
    return contracts.checkExchange({
      method: request.method,
      path: request.path.startsWith('http') ? url.pathname.replace(/^\/v1/, '') : url.pathname,
      query: { ...Object.fromEntries(url.searchParams), ...Object.fromEntries(own) },
      requestBody: request.body,
      status: response.status,
      responseBody: response.body,
    });
  });
  return [...new Set(faults)];
}
