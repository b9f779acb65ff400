import { getCountries, getCountryCallingCode, Metadata, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { readInternational } from '../../src/domain/read-international.ts';
import { randomOf } from '../scripts/generate/random-source.mjs';

describe('readInternational', () => {
  it('reads every number as the library does: all calling codes, all lengths, every way to begin', () => {
    const random = randomOf(7).next;
    const different: string[] = [];
    let byLength = 0;
    for (const code of new Set([...getCountries().map((country) => getCountryCallingCode(country)), '800', '999'])) {
      for (let length = 4; length <= 13; length++) {
        for (let first = 0; first < 10; first++) {
          const written = `+${code}${first}${digits(random, length - 1)}`;
          const parsed = parsePhoneNumberFromString(written);
          const expected = parsed && {
            number: parsed.number,
            callingCode: parsed.countryCallingCode,
            possible: parsed.isPossible() && parsed.ext === undefined,
          };
          const read = readInternational(written);
          if (JSON.stringify(read) !== JSON.stringify(expected)) different.push(written);
          if (read?.possible === true) byLength++;
        }
      }
    }

    expect(different).toEqual([]);
    expect(byLength).toBeGreaterThan(1000);
  });

  it('still finds what the library does not declare: without it every number would be slow', () => {
    const metadata = new Metadata();
    metadata.selectNumberingPlan('US');
    expect(Reflect.get(metadata.numberingPlan ?? {}, 'nationalPrefixForParsing')).toBeTypeOf('function');
  });
});

function digits(random: () => number, count: number): string {
  return Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
}
