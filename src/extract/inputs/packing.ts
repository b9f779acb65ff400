/** How a source is packed, told by its first bytes and never by its name. */
export type Packing = 'gzip' | 'zip' | 'tar';

/** How many bytes `packingOf` wants to see: the mark of a tar archive stands at byte 257. */
export const HEAD_BYTES = 512;

const MARKS: readonly { readonly packing: Packing; readonly at: number; readonly bytes: string }[] = [
  { packing: 'gzip', at: 0, bytes: '1f8b' },
  { packing: 'zip', at: 0, bytes: '504b0304' },
  // No entries at all, and an archive that was cut into several files.
  { packing: 'zip', at: 0, bytes: '504b0506' },
  { packing: 'zip', at: 0, bytes: '504b0708' },
  { packing: 'tar', at: 257, bytes: '7573746172' },
];

/** @returns `undefined` for what is not packed */
export function packingOf(head: Buffer): Packing | undefined {
  return MARKS.find(({ at, bytes }) => head.subarray(at, at + bytes.length / 2).toString('hex') === bytes)?.packing;
}
