/**
 * What a client can do wrong without being refused; each is recorded once it happens.
 *
 * - `duplicate-customer`: a second customer with the same `externalId`
 * - `duplicate-feature`: a second hunt group, queue or auto attendant of the same name in a location
 * - `administrator-not-alone`: another subscriber of a new customer was under way when its first one was created
 * - `parallel-device-add`: two devices of one owner were under way at once: they race for the primary device
 * - `package-removed-in-use`: a customer update left out a package that subscribers hold
 * - `duplicate-setting-entry`: a second number of single number reach with the same phone number
 * - `dialled-before-permission`: an owner that can dial out was made before the outgoing permission of its location
 * - `write-during-pause`: a write for an organisation (else the partner) that was told to wait by `Retry-After`
 * - `over-budget`: a request above `requestsPerMinute`
 */
export type ViolationRule =
  | 'duplicate-customer'
  | 'duplicate-feature'
  | 'administrator-not-alone'
  | 'parallel-device-add'
  | 'package-removed-in-use'
  | 'duplicate-setting-entry'
  | 'dialled-before-permission'
  | 'write-during-pause'
  | 'over-budget';
