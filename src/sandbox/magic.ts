/**
 * Names with a special meaning, so that every state of the target can be reached without a fault file.
 *
 * Customer name (`customerInfo.name`):
 * - contains `(review)`: stays in `pending_rpl_review` until released; `(review 1500)`: for 1,500 ms
 * - contains `(error)`: ends in `error`
 * - contains `(partial)`: ends in `provisioned_with_errors`
 *
 * Subscriber e-mail:
 * - `name+consent@…`: belongs to a free account: 202, `pending_user_migration` until released; `+consent1500`: for
 *   1,500 ms
 * - `name+taken@…`: belongs to another org: refused with 10022
 */
export function readCustomerMagic(name: string): {
  readonly review?: { readonly clearsAfterMs?: number };
  readonly outcome: 'provisioned' | 'provisioned_with_errors' | 'error';
} {
  const review = /\(review(?: (\d+))?\)/.exec(name);
  const outcome = name.includes('(error)')
    ? 'error'
    : name.includes('(partial)')
      ? 'provisioned_with_errors'
      : 'provisioned';
  if (!review) return { outcome };
  return { outcome, review: review[1] === undefined ? {} : { clearsAfterMs: Number(review[1]) } };
}

export function readEmailMagic(email: string): {
  readonly taken: boolean;
  readonly consent?: { readonly clearsAfterMs?: number };
} {
  const taken = /\+taken@/.test(email);
  const consent = /\+consent(\d+)?@/.exec(email);
  if (!consent) return { taken };
  return { taken, consent: consent[1] === undefined ? {} : { clearsAfterMs: Number(consent[1]) } };
}
