import type { AutoTransferNumbers, CallAction } from '../domain/further-settings.ts';

/** Call type of the target, permission of the source, and whether it is on where the source says nothing. */
export const CALL_TYPES = [
  { callType: 'INTERNAL_CALL', field: 'group', safe: true },
  { callType: 'TOLL_FREE', field: 'tollFree', safe: true },
  { callType: 'NATIONAL', field: 'toll', safe: true },
  { callType: 'INTERNATIONAL', field: 'international', safe: false },
  { callType: 'OPERATOR_ASSISTED', field: 'operatorAssisted', safe: false },
  { callType: 'CHARGEABLE_DIRECTORY_ASSISTED', field: 'chargeableDirectoryAssisted', safe: false },
  { callType: 'SPECIAL_SERVICES_I', field: 'specialServicesI', safe: false },
  { callType: 'SPECIAL_SERVICES_II', field: 'specialServicesII', safe: false },
  { callType: 'PREMIUM_SERVICES_I', field: 'premiumServicesI', safe: false },
  { callType: 'PREMIUM_SERVICES_II', field: 'premiumServicesII', safe: false },
] as const;

/** Words of plans that hand a call over, and to which number. */
const HANDED_OVER: ReadonlyMap<string, 1 | 2 | 3> = new Map([
  ['Transfer To First Transfer Number', 1],
  ['Transfer To Second Transfer Number', 2],
  ['Transfer To Third Transfer Number', 3],
]);

/** The transfer number that a plan names; `undefined` where it says something else. */
export function transferPosition(word: string): 1 | 2 | 3 | undefined {
  return HANDED_OVER.get(word);
}

/**
 * What a plan says of a call, as the target says it. Whatever needs a code is blocked, for codes do not move and the
 * target asks for none before there is one; so is what would be handed over to a number that is not there (R-NUM-10).
 */
export function actionOf(word: string, numbers: AutoTransferNumbers): CallAction {
  if (word === 'Allow') return 'ALLOW';
  const position = transferPosition(word);
  return position !== undefined && numbers[`number${position}`] !== undefined ? `TRANSFER_NUMBER_${position}` : 'BLOCK';
}

/** Whether a plan says something that the target does not do so: what is neither allowed nor blocked, and yet blocked. */
export function isBlockedInstead(word: string, action: CallAction): boolean {
  return action === 'BLOCK' && word !== 'Disallow';
}
