import iconv from 'iconv-lite';

export interface TableText {
  /** Without its mark. */
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** Bytes of the mark in front of it. */
  readonly mark: number;
}

/**
 * A table or list that people wrote, as text: spreadsheets save as UTF-8 with a mark, as UTF-16 ("Unicode text") or as
 * windows-1252.
 *
 * @param beginning - these are the first bytes of a file only, and may end inside a character
 */
export function tableText(bytes: Buffer, beginning = false): TableText {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : undefined;
  const encoding = wide ?? (bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined);
  if (encoding !== undefined) return { text: iconv.decode(bytes.subarray(2), encoding), encoding, mark: 2 };
  if (!isUtf8(bytes, beginning))
    return { text: iconv.decode(bytes, 'windows-1252'), encoding: 'windows-1252', mark: 0 };
  const mark = bytes.subarray(0, 3).equals(MARK) ? MARK.length : 0;
  return { text: bytes.toString('utf8', mark), encoding: 'utf-8', mark };
}

/** How many bytes a part of such a text takes in its file. */
export function bytesOf(part: string, encoding: TableText['encoding']): number {
  if (encoding === 'utf-8') return Buffer.byteLength(part);
  return encoding === 'windows-1252' ? part.length : part.length * 2;
}

const MARK = Buffer.from('\uFEFF');

function isUtf8(bytes: Buffer, beginning: boolean): boolean {
  const text = bytes.toString('utf8');
  return !(beginning ? text.replace(/\ufffd$/, '') : text).includes('\ufffd');
}
