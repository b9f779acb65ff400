/** Plans for redirected calls know a switch for each call type, where plans for originated ones have words. */
export function allowsRedirecting(written: string): boolean {
  return written === 'true' || written === 'Allow';
}
