import { TRANSFER_POSITIONS } from '../domain/further-settings.ts';
import type { LocationTransferNumbersStep } from '../domain/plan.ts';
import type { WebexTransferNumbers } from '../webex/transfer-numbers.ts';
import { alwaysThere } from './always-there.ts';
import type { StepHandler } from './handler.ts';
import { transferNumbersBody, transferNumbersChecks } from './transfer-numbers-body.ts';

/**
 * Where calls go that a location transfers instead of allowing. The target wants them before permissions name them. All
 * three are ours: a number that the plan does not know is taken off.
 */
export const locationTransferNumbersHandler: StepHandler<LocationTransferNumbersStep> = alwaysThere({
  kind: 'locationTransferNumbers',
  calls: 3,
  path: 'outgoingPermission/autoTransferNumbers',
  api: ({ transferNumbers }) => transferNumbers,
  mixes: true,
  body: ({ payload }, seen: WebexTransferNumbers | undefined) => transferNumbersBody(payload.numbers, seen),
  checks: ({ payload }, actual) => transferNumbersChecks(payload.numbers, actual),
  restored: whole,
  unkept: whole({}),
  isBack: (actual, stood) => JSON.stringify(whole(actual)) === JSON.stringify(whole(stood)),
});

/** Every position, for what is left out of a request may stay. */
function whole(numbers: WebexTransferNumbers): WebexTransferNumbers {
  return Object.fromEntries(
    TRANSFER_POSITIONS.map((position) => {
      const name = `autoTransferNumber${position}` as const;
      return [name, numbers[name] ?? ''];
    }),
  );
}
