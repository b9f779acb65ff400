/** Names of elements and columns that hold credentials. `passwordExpiresDays` and switches are no secrets. */
const SECRET =
  /(?:password|passcode|passphrase|nonce|secret|private key|activation ?code|auth(?:entication)? ?token)$/i;

/** Whether a value is dropped while reading, so that it never reaches the store. */
export function isSecret(name: string, value: string): boolean {
  return value !== '' && value !== 'true' && value !== 'false' && SECRET.test(name);
}
