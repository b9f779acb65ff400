import { MigrationError } from '../domain/errors.ts';
import { type FaultRules, parseFaultRules } from './faults.ts';
import type { Incoming } from './incoming.ts';
import type { Reply } from './reply.ts';

/** What can be changed in a sandbox that runs: `/control/*`, beside the API, with the token `sandbox`. */
export interface Controls {
  setFaults(rules: FaultRules): void;
  release(naturalKey: string): void;
  use(naturalKey: string): void;
  expireTokens(): void;
  violations(): readonly object[];
}

/**
 * - `PUT /control/faults` with fault rules: in force from now on
 * - `POST /control/release` `{key}`: a customer leaves compliance review, a person consents
 * - `POST /control/use` `{key}`: a phone registers (MAC), a greeting is recorded (e-mail)
 * - `POST /control/expire-tokens`: every token that was handed out ends
 * - `GET /control/violations`
 *
 * @returns nothing for any other path
 */
export function control(incoming: Incoming, controls: Controls): Reply | undefined {
  if (!incoming.path.startsWith('/control/')) return undefined;
  if (!incoming.authorised) return { status: 401, body: { message: 'the token is not valid' } };
  const { body, method, path } = incoming;
  const key = typeof body === 'object' && body !== null ? Reflect.get(body, 'key') : undefined;
  switch (`${method} ${path}`) {
    case 'PUT /control/faults':
      try {
        controls.setFaults(parseFaultRules(body));
      } catch (error) {
        if (!(error instanceof MigrationError)) throw error;
        return { status: 400, body: { message: error.message } };
      }
      return { status: 204 };
    case 'POST /control/release':
    case 'POST /control/use':
      if (typeof key !== 'string') return { status: 400, body: { message: '{"key": "<natural key>"} is needed' } };
      controls[path === '/control/use' ? 'use' : 'release'](key);
      return { status: 204 };
    case 'POST /control/expire-tokens':
      controls.expireTokens();
      return { status: 204 };
    case 'GET /control/violations':
      return { status: 200, body: { items: controls.violations() } };
    default:
      return { status: 404, body: { message: `no control ${method} ${path}` } };
  }
}
