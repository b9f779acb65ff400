import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { ownedLocation } from '../owners.ts';
import { NO_CONTENT, type Reply } from '../reply.ts';
import { callingLocation, get, type RequestContext, type Route, withBody } from '../route.ts';
import { refused } from './selective-rules.ts';
import { readSetting, writeSetting } from './setting-store.ts';

const PATH = '/telephony/config/locations/{locationId}/outgoingPermission/autoTransferNumbers';
export const TRANSFER_NUMBERS = 'transferNumbers';

export const transferNumbers = z.strictObject({
  autoTransferNumber1: z.string().optional(),
  autoTransferNumber2: z.string().optional(),
  autoTransferNumber3: z.string().optional(),
});

/** Where calls of a location go that are transferred instead of allowed; none at first. */
export function transferNumberRoutes(): Route[] {
  return [get(PATH, readNumbers), withBody('PUT', PATH, transferNumbers, writeNumbers)];
}

function readNumbers(context: RequestContext): Reply {
  const { location } = callingLocation(context);
  return { status: 200, body: readSetting(context.seen, location, TRANSFER_NUMBERS) ?? {} };
}

function writeNumbers(context: RequestContext, wanted: z.output<typeof transferNumbers>): Reply {
  const { location } = callingLocation(context);
  writeSetting(context.state, location, TRANSFER_NUMBERS, wanted);
  return NO_CONTENT;
}

/**
 * Calls are transferred only to a number that is there, and asked for a code only where there is one: both have to be set
 * before permissions name them. The sandbox knows no codes.
 *
 * @param holder - a location, or an owner, who has numbers of its own or those of its location
 * @throws {ApiError} 400 when an action has nothing to work with
 */
export function checkActions(context: RequestContext, holder: Stored, actions: readonly string[]): void {
  const own = readSetting(context.state, holder, TRANSFER_NUMBERS);
  const numbers =
    holder.kind === 'location' || own?.useCustomTransferNumbers === true
      ? own
      : readSetting(context.state, ownedLocation(context.state, holder), TRANSFER_NUMBERS);
  for (const action of actions) {
    if (action === 'AUTH_CODE') throw refused('there is no access code that could be asked for');
    const position = /^TRANSFER_NUMBER_(\d)$/.exec(action)?.[1];
    if (position !== undefined && (numbers?.[`autoTransferNumber${position}`] ?? '') === '') {
      throw refused(`there is no transfer number ${position}`);
    }
  }
}
