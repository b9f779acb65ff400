import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/cli/config.ts';
import { CONFIG_TEMPLATE } from '../../src/cli/config-template.ts';
import { MigrationError } from '../../src/domain/errors.ts';

function folderWith(yaml: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'bw2w-config-'));
  writeFileSync(join(folder, 'migration.yaml'), yaml);
  return folder;
}

function refusal(yaml: string): MigrationError {
  try {
    loadConfig(folderWith(yaml));
  } catch (error) {
    if (error instanceof MigrationError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('loadConfig', () => {
  it('takes the template that init writes as defaults', () => {
    const { config } = loadConfig(folderWith(CONFIG_TEMPLATE));
    const { config: defaults } = loadConfig(mkdtempSync(join(tmpdir(), 'bw2w-config-')));

    expect(config).toEqual(defaults);
    expect(config.limits.concurrency).toBe(10);
  });

  it('takes the template with every setting switched on', () => {
    const all = CONFIG_TEMPLATE.replace(/^( *)# ( *(?:- )?[a-z][\w/]*:(?: .*)?)$/gm, '$1$2');
    const { config } = loadConfig(folderWith(all));
    expect(config.customers).toHaveProperty('acme');
    expect(config.precheck.overrides).toHaveLength(1);
  });

  it('keeps digits as text', () => {
    const { config } = loadConfig(folderWith('partner:\n  provisioningId: 0123\n'));
    expect(config.partner.provisioningId).toBe('0123');
  });

  it('names every fault with its line and the nearest known key', () => {
    const error = refusal('partner:\n  provisioningID: x\nlimits:\n  concurrency: many\nlimit: 3\n');

    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.message).toContain('line 2: unknown key "partner.provisioningID"; did you mean "provisioningId"?');
    expect(error.message).toContain('line 4: limits.concurrency: must be a whole number (it says "many")');
    expect(error.message).toContain('line 5: unknown key "limit"; did you mean "limits"?');
  });

  it('takes what is said of a whole provider for providers only', () => {
    const error = refusal('customers:\n  acme/north:\n    name: North\n    groupsAre: customers\n');

    expect(error.message).toContain('customers.acme/north.groupsAre: is said of a whole provider');
    expect(error.place?.line).toBe(4);
    expect(error.message).toContain('write it under "acme"');
  });

  it('takes what is split off only where it is said by what', () => {
    const error = refusal('locations:\n  acme/north:\n    splitOff: [Sales]\n');

    expect(error.message).toContain('locations.acme/north.splitOff: says nothing without splitBy');
    expect(error.place?.line).toBe(3);
  });

  it('takes places where audio is played, and says which there are where one is none', () => {
    const assigning = (...places: string[]): string =>
      `announcements:\n  baseUri: https://audio.example.test/\n  assign:\n    acme/north:\n${places.map((place) => `      ${place}: a.wav\n`).join('')}`;
    const good = ['welcome', 'submenu/Front desk', 'key/holidayMenu/7', 'key/submenu/A/B/*'];
    const { config } = loadConfig(folderWith(assigning(...good)));
    const error = refusal(assigning('welcome', 'comfortBypas', 'key/businesshours/7', 'key/businessHoursMenu/77'));

    expect(Object.keys(config.announcements?.assign?.['acme/north'] ?? {})).toEqual(good);
    for (const [line, place] of [
      [6, 'comfortBypas'],
      [7, 'key/businesshours/7'],
      [8, 'key/businessHoursMenu/77'],
    ])
      expect(error.message).toContain(`line ${line}: announcements.assign.acme/north.${place}: no place where audio`);
    expect(error.message).toContain('comfortBypass, music,');
  });

  it('names the line of broken YAML', () => {
    expect(refusal('partner:\n  a: [1\n').place?.line).toBeGreaterThan(1);
  });
});
