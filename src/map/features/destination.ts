import type { Loss } from '../../domain/drafts.ts';
import type { SourceRef } from '../../domain/keys.ts';
import type { MapContext } from '../context.ts';

/** A stored target as Webex takes it, or the reason why nobody can write it. */
export interface Destination {
  readonly value?: string;
  readonly unresolved?: { readonly written: string; readonly reason: string };
}

/** An extension or an E.164 number; a SIP address, a feature code or a number of an open country stays unresolved. */
export function destinationOf(
  context: Pick<MapContext, 'resolve'>,
  target: string | undefined,
  groupKey: string,
): Destination {
  const resolved = context.resolve(target, groupKey);
  if (resolved === undefined) return {};
  if (resolved.kind !== 'unresolved') return { value: resolved.value };
  if (resolved.value === '') return {};
  return { unresolved: { written: resolved.value, reason: resolved.reason } };
}

/** What a person is told where a target cannot be written. */
export function unresolvedLoss(
  context: MapContext,
  owner: string,
  service: string,
  unresolved: NonNullable<Destination['unresolved']>,
  active: boolean,
  source: SourceRef,
): Loss {
  return {
    customer: context.customer,
    owner,
    service,
    verdict: 'manual',
    notice: active
      ? `Calls are no longer sent to "${unresolved.written}": ${unresolved.reason}.`
      : `The stored target "${unresolved.written}" (switched off) is not carried over: ${unresolved.reason}.`,
    action: 'Set the target by hand in Control Hub, as a full number or an extension.',
    sources: [source],
  };
}
