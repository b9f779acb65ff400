import { entryOf } from '../domain/entry-of.ts';

/** What emergency services answer, by country; elsewhere 112 does. */
const EMERGENCY_NUMBERS: Readonly<Record<string, readonly string[]>> = {
  AU: ['000'],
  BR: ['190', '192', '193'],
  CA: ['911'],
  CH: ['112', '117', '118', '144'],
  CN: ['110', '119', '120'],
  DE: ['110', '112'],
  FR: ['112', '15', '17', '18'],
  GB: ['112', '999'],
  HK: ['999'],
  IE: ['112', '999'],
  JP: ['110', '118', '119'],
  MX: ['911'],
  NZ: ['111'],
  SG: ['995', '999'],
  US: ['911', '933'],
};

/** @param country - ISO 3166, two letters; of a location whose country is open, 112 counts */
export function emergencyNumbers(country: string | undefined): readonly string[] {
  return entryOf(EMERGENCY_NUMBERS, country) ?? ['112'];
}
