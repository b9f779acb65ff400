import { createHash } from 'node:crypto';
import { z } from 'zod';
import { MigrationError } from '../domain/errors.ts';

const KINDS = [
  /** 429 before anything happened; `retryAfter` in seconds, absent: no header. `status` 423 is possible too. */
  'throttle',
  /** 5xx (default 500) before anything happened. */
  'error-before',
  /** 5xx (default 500) although the write took effect. */
  'error-after',
  /** Connection closed before anything happened. */
  'drop-before',
  /** Connection closed although the write took effect. */
  'drop-after',
  /** 502 with an HTML body, before anything happened. */
  'bad-gateway',
  /** 502 with an HTML body although the write took effect. */
  'bad-gateway-after',
  /** 401 as for an expired token. */
  'token-expired',
  /** Waits `delayMs`, then answers as usual. */
  'delay',
] as const;

const rule = z.strictObject({
  kind: z.enum(KINDS),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE', 'PATCH']).optional(),
  path: z.string().optional(),
  key: z.string().optional(),
  probability: z.number().min(0).max(1).optional(),
  attempts: z.array(z.number().int().min(1)).optional(),
  status: z.number().int().min(400).max(599).optional(),
  retryAfter: z.union([z.number().min(0), z.string()]).optional(),
  delayMs: z.number().min(0).optional(),
});

/**
 * One fault. All conditions must hold: `method`; `path`, a route template such as `/wholesale/subscribers` or
 * `/people/{personId}/*` where `*` stands for anything; `key`, the natural key of the request, `*` likewise;
 * `attempts`, counted from 1 per method, route and key; `probability` (default 1). The first rule that fires wins.
 */
export type FaultRule = z.output<typeof rule>;
export type FaultRules = readonly FaultRule[];

/**
 * Checks fault rules that came from a file.
 *
 * @throws {MigrationError} `USAGE` with the place of every fault inside the document
 */
export function parseFaultRules(value: unknown): FaultRules {
  if (!Array.isArray(value)) {
    throw new MigrationError('USAGE', 'the fault rules are not a list: write [ and ] around them, a single one too');
  }
  const result = z.array(rule).safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`);
  throw new MigrationError('USAGE', `the fault rules are not valid: ${faults.join('; ')}`);
}

export interface FaultSubject {
  readonly method: string;
  readonly route: string;
  readonly key: string;
  readonly attempt: number;
}

/**
 * The fault of one request, if any. It depends on seed, method, route, natural key and attempt only, so that a
 * concurrent run meets the same faults whatever the order in which its requests arrive.
 */
export function chooseFault(rules: FaultRules, seed: number, subject: FaultSubject): FaultRule | undefined {
  return rules.find(
    (candidate, index) =>
      (candidate.method === undefined || candidate.method === subject.method) &&
      (candidate.path === undefined || glob(candidate.path).test(subject.route)) &&
      (candidate.key === undefined || glob(candidate.key).test(subject.key)) &&
      (candidate.attempts === undefined || candidate.attempts.includes(subject.attempt)) &&
      draw(seed, index, subject) < (candidate.probability ?? 1),
  );
}

/** A number from 0 up to 1 that is the same for the same arguments. */
function draw(seed: number, index: number, subject: FaultSubject): number {
  const text = JSON.stringify([seed, index, subject.method, subject.route, subject.key, subject.attempt]);
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}

function glob(pattern: string): RegExp {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`, 's');
}
