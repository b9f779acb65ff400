import type { OrgCall } from '../webex/call.ts';
import type { WebexNumber } from '../webex/numbers.ts';
import { sameId } from './compare.ts';
import type { Found, StepContext } from './handler.ts';

/** Number or extension, whichever is given; the number comes first, for it is unique in all of Webex. */
interface Line {
  readonly phoneNumber?: string;
  readonly extension?: string;
}

/** What a number list says about somebody who holds a line. */
export interface LineHolder {
  readonly id: string;
  /** PEOPLE, PLACE, VIRTUAL_LINE, HUNT_GROUP … */
  readonly type: string;
  readonly name: string;
  readonly phoneNumber: string | undefined;
  readonly extension: string | undefined;
}

/** Who holds a number, or an extension of a location; `undefined` when it is free or does not exist. */
export async function findLineHolder(
  { webex }: Pick<StepContext, 'webex'>,
  line: Line,
  locationId: string,
  call: OrgCall,
): Promise<LineHolder | undefined> {
  const { phoneNumber, extension } = line;
  if (phoneNumber !== undefined) {
    const rows = await webex.numbers.list({ phoneNumber }, call);
    return holderIn(rows.find((row) => row.phoneNumber === phoneNumber));
  }
  if (extension === undefined) return undefined;
  const rows = await webex.numbers.list({ locationId, extension }, call);
  return holderIn(rows.find((row) => row.extension === extension && sameId(locationId, row.location?.id)));
}

/** The line of a known owner. */
export async function lineOf(
  { webex }: Pick<StepContext, 'webex'>,
  ownerId: string,
  call: OrgCall,
): Promise<LineHolder | undefined> {
  const rows = await webex.numbers.list({ ownerId }, call);
  return holderIn(rows.find((row) => sameId(ownerId, row.owner?.id)));
}

/** Somebody else holds the line: nothing there is ours to change. */
export function heldBySomebodyElse(wanted: string, holder: LineHolder): Found {
  const actual = `${holder.type} ${holder.name}`.trim();
  return { outputs: {}, differences: [{ field: 'owner of the line', expected: wanted, actual }] };
}

function holderIn(row: WebexNumber | undefined): LineHolder | undefined {
  const { owner } = row ?? {};
  if (row === undefined || owner?.id === undefined) return undefined;
  const name = [owner.firstName, owner.lastName].filter((part) => part !== undefined && part !== '.').join(' ');
  return { id: owner.id, type: owner.type ?? '', name, phoneNumber: row.phoneNumber, extension: row.extension };
}
