import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readCommandType } from '../../src/broadworks/command-type.ts';
import { createDecoder } from '../../src/broadworks/decode.ts';
import { expandDns, readDn } from '../../src/broadworks/dn.ts';
import { macCandidate } from '../../src/broadworks/mac.ts';

describe('readCommandType', () => {
  it.each([
    ['UserGetResponse', 'UserGetResponse', 'response'],
    ['c:ErrorResponse', 'ErrorResponse', 'response'],
    ['UserGetRequest22V5', 'UserGetRequest', 'request'],
    ['UserCallForwardingNoAnswerGetResponse13mp16', 'UserCallForwardingNoAnswerGetResponse', 'response'],
    ['GroupTrunkGroupGetInstanceResponse14sp9A', 'GroupTrunkGroupGetInstanceResponse', 'response'],
    ['UserGetLoginInfoResponseRI', 'UserGetLoginInfoResponse', 'response'],
    ['GroupAccessDeviceGetResponse24V3', 'GroupAccessDeviceGetResponse', 'response'],
  ])('takes %s apart', (type, base, direction) => {
    expect(readCommandType(type)).toMatchObject({ base, direction });
  });

  it('knows what is neither', () => {
    expect(readCommandType('Something')).toBeUndefined();
  });
});

describe('readDn and expandDns', () => {
  it.each([
    ['+1-2405550112', undefined, '+12405550112'],
    ['2405550112', '1', '+12405550112'],
    ['2079460101', '44', '+442079460101'],
    ['2405550112', undefined, undefined],
    ['sip:anna@example.test', '1', undefined],
  ])('reads %s with country %s', (written, country, dn) => {
    expect(readDn(written, country)).toBe(dn);
  });

  it('expands a range with both ends', () => {
    expect(expandDns('+1-5035550107 - +1-5035550110')).toEqual([
      '+15035550107',
      '+15035550108',
      '+15035550109',
      '+15035550110',
    ]);
  });

  it.each([
    '+1-5035550110 - +1-5035550107',
    '+1-5035550000 - +1-5035559999999',
    'n/a',
    '+1-1000000000 - +1-9000000000',
  ])('does not expand %s', (written) => {
    expect(expandDns(written)).toBeUndefined();
  });
});

describe('macCandidate', () => {
  it.each([
    ['DV_805EC02EC440', '805EC02EC440'],
    ['VVX411-0004f2a1b210', '0004F2A1B210'],
    ['6175550163_64167f01b5a0_1@example.test', '64167F01B5A0'],
    ['SEP00562B04B101', '00562B04B101'],
    ['00-04-F2-A1-B2-10', '0004F2A1B210'],
    ['442079460101_1@example.test', undefined],
    ['deadbeefcafe0', undefined],
    ['Lobby', undefined],
  ])('finds in %s: %s', (name, mac) => {
    expect(macCandidate(name)).toBe(mac);
  });
});

describe('createDecoder', () => {
  it('reads Latin-1 as windows-1252 and says so where it matters', () => {
    const decoder = createDecoder(false);

    expect(decoder.decode(Buffer.from([0x93, 0xe9, 0x94]), 'ISO-8859-1')).toBe('“é”');
    expect([...decoder.warnings.keys()]).toEqual(['encoding-windows-1252']);
    expect(decoder.name).toBe('windows-1252');
  });

  it('lets a byte order mark outrank the declaration', () => {
    expect(createDecoder(true).decode(Buffer.from('é'), 'ISO-8859-1')).toBe('é');
  });

  it('honours other declarations', () => {
    expect(createDecoder(false).decode(iconv.encode('Łódź', 'iso-8859-2'), 'ISO-8859-2')).toBe('Łódź');
  });

  it('suspects a Latin-1 label on bytes that are all valid UTF-8', () => {
    const decoder = createDecoder(false);
    decoder.decode(Buffer.from('Zoë Ærø'), 'ISO-8859-1');

    expect([...decoder.warnings.keys()]).toContain('encoding-suspect');
  });

  it('falls back to windows-1252 for bytes that are no UTF-8', () => {
    const decoder = createDecoder(false);

    expect(decoder.decode(Buffer.from([0x5a, 0x6f, 0xeb]), undefined)).toBe('Zoë');
    expect([...decoder.warnings.keys()]).toEqual(['encoding-not-utf8']);
  });
});
