import type { MigrationConfig } from '../domain/config.ts';

/** Requests to the target in any 60 seconds, where `limits.requestsPerMinute` is not set. */
const BUDGET = { webex: 300, loopback: 6000 } as const;
/** Seconds that an object may take to become visible, where `limits.settleSeconds` is not set. */
const SETTLE = { webex: 30, loopback: 1 } as const;

export function requestBudget({ limits }: MigrationConfig, loopback: boolean): number {
  return limits.requestsPerMinute ?? BUDGET[loopback ? 'loopback' : 'webex'];
}

export function settleSeconds({ limits }: MigrationConfig, loopback: boolean): number {
  return limits.settleSeconds ?? SETTLE[loopback ? 'loopback' : 'webex'];
}

export function isLoopbackUrl(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** @param key - target key, `<api>#<partner org>` */
export function isLoopbackTarget(key: string): boolean {
  const api = key.slice(0, key.lastIndexOf('#'));
  return api === 'sandbox' || (URL.canParse(api) && isLoopbackUrl(api));
}
