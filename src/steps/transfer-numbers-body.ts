import { type AutoTransferNumbers, TRANSFER_POSITIONS } from '../domain/further-settings.ts';
import type { WebexTransferNumbers } from '../webex/transfer-numbers.ts';
import type { Check } from './compare.ts';

type Numbers = Pick<WebexTransferNumbers, `autoTransferNumber${1 | 2 | 3}`>;

/** Transfer numbers as they are sent. What a PUT leaves out may stay: a number that is taken off is sent as an empty text. */
export function transferNumbersBody(wanted: AutoTransferNumbers, seen: Numbers | undefined): Numbers {
  const body: { -readonly [Name in keyof Numbers]: string } = {};
  for (const position of TRANSFER_POSITIONS) {
    const number = wanted[`number${position}`];
    const there = seen?.[`autoTransferNumber${position}`] ?? '';
    if (number !== undefined || there !== '') body[`autoTransferNumber${position}`] = number ?? '';
  }
  return body;
}

export function transferNumbersChecks(wanted: AutoTransferNumbers, seen: Numbers): Check[] {
  return TRANSFER_POSITIONS.map((position) => [
    `autoTransferNumber${position}`,
    wanted[`number${position}`] ?? '',
    seen[`autoTransferNumber${position}`],
  ]);
}
