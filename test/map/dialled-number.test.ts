import { describe, expect, it } from 'vitest';
import { dialledNumber } from '../../src/map/phone-number.ts';

describe('dialledNumber', () => {
  it.each([
    ['DE', '49', '0033142685300', '+33142685300'],
    ['DE', '49', '00442079460000', '+442079460000'],
    ['DE', '49', '03012345678', '+493012345678'],
    ['DE', '49', '015112345678', '+4915112345678'],
    ['AT', '43', '0041446681800', '+41446681800'],
    ['AT', '43', '06641234567', '+436641234567'],
    ['GB', '44', '0033142685300', '+33142685300'],
    ['GB', '44', '02079460000', '+442079460000'],
    ['GB', '44', '442079460000', '+442079460000'],
    ['US', '1', '01133142685300', '+33142685300'],
    ['US', '1', '2025550199', '+12025550199'],
    ['US', '1', '12025550199', '+12025550199'],
    ['FR', '33', '0033142685300', '+33142685300'],
    ['FR', '33', '0142685300', '+33142685300'],
    ['FR', '33', '0612345678', '+33612345678'],
    ['IT', '39', '0041446681800', '+41446681800'],
    ['IT', '39', '0668123456', '+390668123456'],
    ['IT', '39', '3471234567', '+393471234567'],
    ['IT', '39', '3912345678', '+393912345678'],
    ['JP', '81', '01033142685300', '+33142685300'],
    ['RU', '7', '81033142685300', '+33142685300'],
  ])('%s (+%s): %s reaches %s', (_country, code, digits, number) => {
    expect(dialledNumber(digits, code)).toEqual({ number });
  });

  it.each([
    ['DE: own calling code without +', '49', '4915112345678', 'reads as'],
    ['AT: a number that its plan does not know', '43', '01', 'not a possible number'],
    ['US: a prefix of other countries', '1', '00442079460000', 'not a possible number'],
    ['GB: a number that its plan does not know', '44', '01632960200', 'does not know'],
    ['FR: behind an outside digit', '33', '90142685300', '+33'],
    ['IT: abroad, but nothing is there', '39', '004912', '+39'],
  ])('leaves open %s', (_name, code, digits, reason) => {
    expect(dialledNumber(digits, code)).toEqual({ reason: expect.stringContaining(reason) });
  });
});
