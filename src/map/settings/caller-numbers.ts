import type { MapContext } from '../context.ts';
import { dnToE164 } from '../phone-number.ts';
import type { Subject } from './owner-settings.ts';

/** A number that a rule looks for, as the target takes it, or why it cannot. */
export type CallerNumber = { readonly number: string } | { readonly written: string; readonly reason: string };

/**
 * Numbers of callers in E.164: the target compares full numbers only. An extension becomes the number of whoever has it;
 * a pattern of digits has no form.
 */
export function callerNumber(context: MapContext, { user }: Subject, written: string): CallerNumber {
  if (/[*?]/.test(written)) return { written, reason: 'a pattern of digits' };
  const resolved = context.resolve(written, user.groupKey);
  if (resolved === undefined) return { written, reason: 'not a number' };
  if (resolved.kind === 'e164') return { number: resolved.value };
  if (resolved.kind === 'unresolved') return { written, reason: resolved.reason };
  const { users, instances } = context.source;
  const holders = [...users, ...instances].filter(({ extension }) => extension === resolved.value);
  const own = holders.filter(({ groupKey }) => groupKey === user.groupKey);
  const [holder, another] = own.length > 0 ? own : holders;
  if (holder === undefined || another !== undefined || holder.dn === undefined) {
    return { written, reason: 'an extension without a number' };
  }
  return { number: dnToE164(holder.dn) };
}
