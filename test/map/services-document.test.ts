import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { servicesDocument } from '../../src/map/services-document.ts';
import { CATALOGUES } from './map-inputs.ts';

const PAGE = new URL('../../docs/services.md', import.meta.url);

it('keeps docs/services.md current (node test/scripts/generate-services.mjs)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(servicesDocument(CATALOGUES));
});

it('names every service of both lists with its verdict', () => {
  const page = servicesDocument(CATALOGUES);

  expect(page).toContain(`User services (${CATALOGUES.userServices.size})`);
  for (const { name, verdict } of [...CATALOGUES.userServices.values(), ...CATALOGUES.groupServices.values()]) {
    expect(page).toContain(`| ${name} | ${verdict} |`);
  }
});
