import { describe, expect, it } from 'vitest';
import { safetyWordFinder } from '../../src/map/safety-words.ts';
import { CATALOGUES } from './map-inputs.ts';

const find = safetyWordFinder(CATALOGUES.safetyWords);

describe('safetyWordFinder', () => {
  it.each([
    ['Fax2 Accounting', ['fax']],
    ['EMERGENCY_phone', ['emergency']],
    ['card-terminal till 1', ['card terminal']],
    ['Aufzug Nord', ['Aufzug']],
    ['AUFZÜGE', ['Aufzüge']],
    ['Aufzugsnotruf Haus B', ['Aufzugsnotruf']],
    ['Brandmeldeanlage', ['Brandmeldeanlage']],
    ['Tuersprechanlage Hof', ['Tuersprechanlage']],
    ['EC-Terminal Kasse', ['EC Terminal']],
    ['Ascenseur Nord', ['ascenseur']],
    ['Telecopie', ['télécopie']],
    ['Terminal de paiement 3', ['terminal de paiement']],
    ['Ascensor principal', ['ascensor']],
    ['Portero automatico', ['portero automático']],
    ['Citofono ingresso', ['citofono']],
    ['Allarme', ['allarme']],
    ['Noodtelefoon lift', ['lift', 'noodtelefoon']],
    ['Pinautomaat', ['pinautomaat']],
    ['ASANSÖR', ['asansör']],
    ['Yangin', ['yangın']],
    ['KAPI telefonu', ['kapı']],
    ['Elevador A', ['elevador']],
    ['Portao', ['portão']],
  ])('finds what "%s" says', (text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  it.each([
    'Bill Gates',
    'Faxon',
    'Clifton',
    'Laporte',
    'Arturo Turner',
    'Position desk',
    'Alarmist',
    'Tor Hansen',
  ])('finds nothing in "%s"', (text) => {
    expect(find(text)).toEqual([]);
  });

  it('finds nothing without words', () => {
    expect(safetyWordFinder([])('Fax')).toEqual([]);
  });
});
