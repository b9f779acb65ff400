import type { Loss } from '../../domain/drafts.ts';
import type { SourceRef } from '../../domain/keys.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { MapContext } from '../context.ts';

/**
 * What a person is told about a menu that does not become an attendant.
 *
 * @param called - `submenu "Support"`
 * @param keys - where its keys stand: what they did is gone with it
 */
export function menuLoss(
  context: Pick<MapContext, 'customer'>,
  instance: SourceInstance,
  called: string,
  reason: string,
  keys: readonly SourceRef[],
): Loss {
  return {
    customer: context.customer,
    owner: `serviceInstance:${instance.key}`,
    service: 'Auto Attendant',
    verdict: 'manual',
    notice: `The ${called} of ${instance.name ?? instance.userId} is not there: ${reason}.`,
    action: 'Build an attendant for it in Control Hub, and lead the keys of the other menus there.',
    sources: keys,
  };
}
