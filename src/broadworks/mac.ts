/**
 * A MAC address that stands in a device name or line/port (`DV_805EC02EC440`, `VVX411-0004f2…`). A candidate to
 * confirm, never a fact. Twelve digits without a letter are far more likely a phone number and are left alone.
 *
 * @returns 12 upper-case hex digits
 */
export function macCandidate(name: string): string | undefined {
  const plain = /(?:^|[^0-9a-z]|SEP)([0-9a-f]{12})(?![0-9a-z])/i.exec(name)?.[1];
  const parted = /(?:^|[^0-9a-z])((?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2})(?![0-9a-z])/i.exec(name)?.[1];
  const mac = (plain ?? parted)?.replace(/[:-]/g, '').toUpperCase();
  return mac !== undefined && /[A-F]/.test(mac) ? mac : undefined;
}
