import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { catalogueDocument } from '../../src/precheck/catalogue-document.ts';
import { RULE_IDS } from '../../src/precheck/rules/index.ts';

const PAGE = new URL('../../docs/prechecks.md', import.meta.url);

it('keeps docs/prechecks.md current (node test/scripts/generate-prechecks.mjs)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(catalogueDocument());
});

it('names every rule on the page', () => {
  const page = catalogueDocument();

  expect([...RULE_IDS].filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
});
