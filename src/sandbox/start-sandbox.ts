import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createBudget } from './budget.ts';
import { dumpObjects } from './dump-objects.ts';
import type { FaultRules } from './faults.ts';
import { createHttpServer } from './http-server.ts';
import { newId } from './ids.ts';
import { releaseObject, settleDue, useObject } from './lifecycle.ts';
import { createRequestLog, type RequestLogRow } from './request-log.ts';
import { allRoutes } from './routes/all-routes.ts';
import type { SandboxSettings } from './settings.ts';
import { createState, openState, readViolations, type Violation } from './state.ts';
import { createTokens } from './tokens.ts';

export interface SandboxOptions {
  /** Path of the state file, made if missing, or `:memory:`. */
  readonly stateFile: string;
  /** 0 (default) picks a free one. */
  readonly port?: number;
  /** Seed of the faults. */
  readonly seed?: number;
  /** Milliseconds before each request is carried out. */
  readonly latencyMs?: number;
  readonly faults?: FaultRules;
  /** Milliseconds from 202 to the final state of a customer (default 300). */
  readonly provisioningDelayMs?: number;
  /** Milliseconds that fresh objects stay invisible to reads (default 0). */
  readonly consistencyDelayMs?: number;
  /** Answers 429 with `Retry-After` above it. */
  readonly requestsPerMinute?: number;
  /**
   * PSTN carriers on offer for every location (default one, `Example Carrier`). A name that starts with `integrated:`
   * manages its numbers itself and refuses number changes.
   */
  readonly carriers?: readonly string[];
  /** Life of the tokens that `POST /access_token` hands out (default: 14 days). */
  readonly tokenSeconds?: number;
  /** Refuse a main number that is not active yet (default: take it). */
  readonly refuseInactiveMainNumber?: boolean;
  readonly now?: () => Date;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT/v1`. */
  readonly url: string;
  /** Made once per state file, so that it names the sandbox whatever its port. */
  readonly partnerOrgId: string;
  log(): RequestLogRow[];
  /**
   * All objects by kind, ids replaced by natural keys and times left out, sorted by key: equal for two sandboxes that
   * were brought to the same state in any order.
   */
  objects(): Record<string, Record<string, unknown>[]>;
  /** What clients did that the real target punishes or silently spoils; rules are listed in `violations.ts`. */
  violations(): Violation[];
  /** Ends the wait of a customer in compliance review (by `externalId`) or of a subscriber (by e-mail). */
  release(naturalKey: string): void;
  /** Plugs a phone in (by MAC), or records a greeting for the mailbox of a person (by e-mail). */
  use(naturalKey: string): void;
  /** Replaces the faults from now on. */
  setFaults(rules: FaultRules): void;
  /** Ends every token that was handed out by `POST /access_token`. */
  expireTokens(): void;
  close(): Promise<void>;
}

/**
 * Starts the simulator on loopback. It accepts the token `sandbox` alone. Names with a special meaning are listed in
 * `magic.ts`.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const now = options.now ?? (() => new Date());
  const db = openState(options.stateFile);
  const state = createState(db, now);
  const partnerOrgId = state.once('partnerOrgId', () => newId('org'));
  if (!state.get('org', partnerOrgId)) {
    state.insert('org', {
      id: partnerOrgId,
      org: partnerOrgId,
      key: 'partner',
      data: { name: 'Partner', partner: true },
    });
  }
  const settings: SandboxSettings = {
    partnerOrgId,
    provisioningDelayMs: options.provisioningDelayMs ?? 300,
    consistencyDelayMs: options.consistencyDelayMs ?? 0,
    carriers: options.carriers ?? ['Example Carrier'],
    refuseInactiveMainNumber: options.refuseInactiveMainNumber ?? false,
  };
  let url = '';
  let faults: FaultRules = options.faults ?? [];
  const setFaults = (rules: FaultRules): void => {
    faults = rules;
  };
  const tokens = createTokens(options.tokenSeconds ?? 1_209_600, now);
  const server = createHttpServer({
    db,
    state,
    routes: allRoutes(),
    settings,
    faults: () => faults,
    tokens,
    controls: {
      setFaults,
      release: (naturalKey) => releaseObject(state, now(), naturalKey),
      use: (naturalKey) => useObject(state, naturalKey),
      expireTokens: tokens.expireAll,
      violations: () => readViolations(db),
    },
    seed: options.seed ?? 1,
    latencyMs: options.latencyMs ?? 0,
    now,
    overBudget: createBudget(options.requestsPerMinute, now),
    settle: () => settleDue(state, now()),
    baseUrl: () => url,
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    db.close();
    throw error;
  }
  const address = server.address() as AddressInfo; // a TCP server that listens has one
  url = `http://127.0.0.1:${address.port}/v1`;

  const log = createRequestLog(db);
  return {
    url,
    partnerOrgId,
    log: () => log.read(),
    objects: () => {
      settleDue(state, now());
      return dumpObjects(db);
    },
    violations: () => readViolations(db),
    release: (naturalKey) => releaseObject(state, now(), naturalKey),
    use: (naturalKey) => useObject(state, naturalKey),
    setFaults,
    expireTokens: tokens.expireAll,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      db.close();
    },
  };
}
