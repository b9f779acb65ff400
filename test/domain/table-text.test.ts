import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readSheet, writeSheet } from '../../src/decisions/sheet.ts';
import { bytesOf, tableText } from '../../src/domain/table-text.ts';

describe('tableText', () => {
  it.each<[string, Buffer, number]>([
    ['utf-8', Buffer.from('Zoë'), 0],
    ['utf-8', Buffer.from('\ufeffZoë'), 3],
    ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode('Zoë', 'utf-16le')]), 2],
    ['utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode('Zoë', 'utf-16be')]), 2],
    ['windows-1252', iconv.encode('Zoë', 'windows-1252'), 0],
  ])('reads %s', (encoding, bytes, mark) => {
    expect(tableText(bytes)).toEqual({ text: 'Zoë', encoding, mark });
    expect(bytesOf('Zoë', tableText(bytes).encoding) + mark).toBe(bytes.length);
  });

  it('lets a sheet of decisions come back as a spreadsheet saves it, with the columns of the customer', () => {
    const decision = {
      id: 'mailbox:user:zoë',
      kind: 'mailbox',
      customer: 'customer:acme',
      object: 'user:zoë',
      question: 'Zoë’s mailbox?',
      options: [{ value: 'keep', consequence: 'stays' }],
      recommendation: 'keep',
      reason: 'r',
      fingerprint: 'f',
      state: 'open',
    } as const;
    const sheet = writeSheet([decision]).replace(/\r?\n/, ',Année\n').replace(/f\n$/, 'f,été\n');
    for (const bytes of [
      Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(sheet.replace('\ufeff', ''), 'utf-16le')]),
      iconv.encode(sheet.replace('\ufeff', ''), 'windows-1252'),
    ]) {
      const [row] = readSheet(tableText(bytes).text, 'sheet.csv').rows;
      expect(row?.cells).toMatchObject({ id: 'mailbox:user:zoë', Année: 'été' });
    }
  });
});
