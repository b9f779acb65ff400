import type { DraftId } from '../domain/draft-id.ts';
import type { DraftOf, Loss } from '../domain/drafts.ts';
import type { DeviceEntry } from './catalogue-files.ts';

type Device = DraftOf<'device'>;

/** Devices of one owner, the Webex App included (R-DEV-2). */
const DEVICES_PER_OWNER = 5;

/** Desk first, then what else somebody speaks into, then adapters; clients are counted, never listed. */
const PRIORITY: readonly DeviceEntry['kind'][] = ['phone', 'conference', 'ata', 'dect', 'door', 'pager', 'gateway'];

/**
 * Holds back the devices that an owner has too many of (R-DEV-2): the target would refuse the sixth, whichever it is. Those
 * with a known MAC address and of the more important kind come first; the Webex App counts where a client was used.
 *
 * @param kindOf - kind of a device by its entry in the table
 */
export function limitDevices(
  drafts: readonly Device[],
  kindOf: (id: DraftId) => DeviceEntry['kind'] | undefined,
): { readonly drafts: readonly Device[]; readonly losses: readonly Loss[] } {
  const byOwner = new Map<DraftId, Device[]>();
  const withClient = new Set<DraftId>();
  for (const draft of drafts) {
    const { owner, fate } = draft.data;
    if (owner === undefined) continue;
    if (fate === 'drop' && kindOf(draft.id) === 'soft-client') withClient.add(owner);
    // A base serves many; its handsets are theirs.
    if (draft.data.handsets !== undefined) continue;
    if (fate === 'keep' || fate === 'convert') byOwner.set(owner, [...(byOwner.get(owner) ?? []), draft]);
  }
  const held = new Map<DraftId, string>();
  for (const [owner, devices] of byOwner) {
    const room = DEVICES_PER_OWNER - (withClient.has(owner) ? 1 : 0);
    const ordered = [...devices].sort((left, right) => rank(left) - rank(right) || compare(left.id, right.id));
    for (const draft of ordered.slice(room)) {
      held.set(draft.id, `its owner has ${devices.length} devices${withClient.has(owner) ? ' and the Webex App' : ''}`);
    }
  }
  return {
    drafts: drafts.map((draft) => hold(draft, held.get(draft.id))),
    losses: drafts.flatMap((draft) => {
      const reason = held.get(draft.id);
      return reason === undefined ? [] : [lossOf(draft, reason)];
    }),
  };

  function rank({ id, data }: Device): number {
    const place = PRIORITY.indexOf(kindOf(id) ?? 'unknown');
    return (data.macEvidence === 'field' ? 0 : 100) + (place < 0 ? PRIORITY.length : place);
  }
}

function hold(draft: Device, reason: string | undefined): Device {
  if (reason === undefined) return draft;
  const { members: _members, layout: _layout, ...data } = draft.data;
  const { members: _why, layout: _keys, ...why } = draft.why;
  const note = `${reason}, ${DEVICES_PER_OWNER} are allowed, clients included`;
  return {
    ...draft,
    data: { ...data, fate: 'hold' },
    why: { ...why, fate: { rule: 'R-DEV-2', sources: draft.why.fate?.sources ?? [], note, changed: true } },
  };
}

function lossOf({ customer, from, data }: Device, reason: string): Loss {
  return {
    customer,
    owner: from,
    service: 'Device limit',
    verdict: 'manual',
    notice: `${data.name} (${data.sourceType}) is not added: ${reason}, and Webex allows ${DEVICES_PER_OWNER}.`,
    action: 'Give it to another owner, for example a Webex workspace, or take another device away first.',
    sources: [],
  };
}

/** Ids differ. */
function compare(left: string, right: string): number {
  return left < right ? -1 : 1;
}
