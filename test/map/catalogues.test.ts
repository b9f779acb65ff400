import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MigrationError } from '../../src/domain/errors.ts';
import { loadCatalogues } from '../../src/map/catalogues.ts';

const SHIPPED = new URL('../../mappings', import.meta.url).pathname;

function overrideWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'bw2w-mappings-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

function failure(work: () => unknown): MigrationError {
  try {
    work();
  } catch (error) {
    if (error instanceof MigrationError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('loadCatalogues', () => {
  it('reads every shipped table', () => {
    const catalogues = loadCatalogues({ shipped: SHIPPED });

    expect(catalogues.userServices.size).toBe(212);
    expect(catalogues.groupServices.size).toBe(32);
    expect(catalogues.devices.length).toBeGreaterThanOrEqual(60);
    expect(catalogues.packages.get('webex_voice')?.confirmed).toBe(false);
    expect(catalogues.locales.get('english')).toBe('en_us');
    expect(catalogues.timeZones.get('us/eastern')).toBe('America/New_York');
    expect(catalogues.states.get('US/oregon')).toBe('OR');
  });

  it('lets a file of the workspace folder replace single entries and keep the others', () => {
    const own = overrideWith({
      'services.yaml': 'services:\n  - name: Call Waiting\n    level: user\n    verdict: lost\n',
      'devices.yaml':
        'devices:\n  - id: mine\n    type: ^Acme Phone$\n    kind: phone\n    management: customer\n    fate: keep\n',
    });
    const shipped = loadCatalogues({ shipped: SHIPPED });

    const catalogues = loadCatalogues({ shipped: SHIPPED, override: own });

    expect(catalogues.userServices.get('Call Waiting')?.verdict).toBe('lost');
    expect(catalogues.userServices.get('Do Not Disturb')).toEqual(shipped.userServices.get('Do Not Disturb'));
    expect(catalogues.devices[0]?.id).toBe('mine');
    expect(catalogues.devices.length).toBe(shipped.devices.length + 1);
    expect(catalogues.digest).not.toBe(shipped.digest);
  });

  it('refuses a table under a name that no table has, and leaves notes and copies alone', () => {
    const { message, place, hint } = failure(() =>
      loadCatalogues({
        shipped: SHIPPED,
        override: overrideWith({ 'service.yaml': 'services: []\n', 'devices.yml': 'devices: []\n', 'notes.txt': '' }),
      }),
    );

    expect(message).toBe(
      'there is no table "devices.yml"; did you mean "devices.yaml"?\nthere is no table "service.yaml"; did you mean "services.yaml"?',
    );
    expect(place?.where).toMatch(/devices\.yml$/);
    expect(hint).toContain('exports');
    const withFolder = overrideWith({});
    mkdirSync(join(withFolder, 'services.yaml'));
    expect(failure(() => loadCatalogues({ shipped: SHIPPED, override: withFolder })).message).toBe(
      'a folder stands where a table is expected',
    );
    expect(
      loadCatalogues({ shipped: SHIPPED, override: overrideWith({ 'README.md': '', 'devices.yaml.bak': '' }) }).digest,
    ).toBe(loadCatalogues({ shipped: SHIPPED }).digest);
  });

  it('adds and takes away words of life-safety lines', () => {
    const own = overrideWith({ 'safety-words.yaml': 'words:\n  - Hydrant\nwithout:\n  - PORTA\n' });
    const shipped = loadCatalogues({ shipped: SHIPPED }).safetyWords;
    const words = loadCatalogues({ shipped: SHIPPED, override: own }).safetyWords;

    expect(shipped).toEqual(expect.arrayContaining(['fax', 'porta']));
    expect(words).toContain('Hydrant');
    expect(words).not.toContain('porta');
    expect(words.length).toBe(shipped.length);
  });

  it('keeps the digest when only comments change', () => {
    const plain = overrideWith({ 'timezones.yaml': 'zones:\n  Here: Europe/Berlin\n' });
    const commented = overrideWith({ 'timezones.yaml': '# ours\nzones:\n  # home\n  Here: Europe/Berlin\n' });

    expect(loadCatalogues({ shipped: SHIPPED, override: plain }).digest).toBe(
      loadCatalogues({ shipped: SHIPPED, override: commented }).digest,
    );
  });

  it.each([
    ['services.yaml', 'services:\n  - name: Call Waiting\n    level: user\n    verdict: lossst\n', 4, 'verdict'],
    [
      'services.yaml',
      'services:\n  - name: Call Waiting\n    level: user\n    verdict: lost\n    notise: x\n',
      5,
      'did you mean "notice"',
    ],
    ['timezones.yaml', 'zones:\n  Here: Europe/Nowhere\n', 2, 'not an IANA time zone'],
    [
      'devices.yaml',
      'devices:\n  - id: x\n    type: "("\n    kind: phone\n    management: none\n    fate: drop\n',
      3,
      'regular',
    ],
  ])('names file, line and fault of a bad %s', (name, content, line, message) => {
    const own = overrideWith({ [name]: content });

    const error = failure(() => loadCatalogues({ shipped: SHIPPED, override: own }));

    expect(error.code).toBe('MAPPING_INVALID');
    expect(error.place).toEqual({ where: join(own, name), line });
    expect(error.message).toContain(message);
  });

  it('refuses a rule that chooses a package nobody described', () => {
    const own = overrideWith({
      'packages.yaml': 'rules:\n  - id: mine\n    when: {}\n    package: webex_gold\n    why: gold\n',
    });

    expect(failure(() => loadCatalogues({ shipped: SHIPPED, override: own })).message).toContain('webex_gold');
  });
});
