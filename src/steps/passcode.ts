import { randomInt } from 'node:crypto';

/** What stands for a passcode wherever a request is shown or kept: it is made when the request is sent. */
export const PASSCODE_PLACEHOLDER = '<passcode, made when it is sent>';

const DIGITS = 10;

/**
 * A passcode that nobody knows and nobody is told: the customer sets another one. Digits that the target takes for too
 * simple (three of a kind or three in a row, up or down) do not occur in it.
 *
 * @returns 10 digits
 */
export function makePasscode(): string {
  let passcode = '';
  while (passcode.length < DIGITS) {
    const next = `${passcode}${randomInt(10)}`;
    if (!isTooSimple(next)) passcode = next;
  }
  return passcode;
}

/** Whether the last three digits are the same, or count up or down. */
export function isTooSimple(passcode: string): boolean {
  const [first = Number.NaN, second = Number.NaN, third = Number.NaN] = [...passcode.slice(-3)].map(Number);
  const step = second - first;
  return third - second === step && Math.abs(step) <= 1;
}
