import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadCatalogues } from '../../src/map/catalogues.ts';
import type { MappedPart } from '../../src/map/map-customer.ts';
import { sourceCustomer, sourceDevice, sourceService, sourceUser } from '../builders/source-builders.ts';
import { CATALOGUES, migrationConfig } from './map-inputs.ts';
import { mapOneCustomer } from './whole-customer.ts';

const SHIPPED = new URL('../../mappings', import.meta.url).pathname;
const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

/** Two people, two kinds of phone, one service each that the other does not have. */
function mapWith(files: Record<string, string>): MappedPart {
  const folder = mkdtempSync(join(tmpdir(), 'bw2w-mutation-'));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const bob = 'bob@acme.example.test';
  const endpoint = {
    deviceKey: 'acme/north/bob-phone',
    deviceLevel: 'Group',
    deviceName: 'bob-phone',
    linePort: bob,
  };
  const source = sourceCustomer({
    users: [
      sourceUser({ language: 'Klingon', timeZone: 'Bridge/Time' }),
      sourceUser({
        userId: bob,
        firstName: 'Bob',
        lastName: 'Baker',
        phoneNumber: '2025550102',
        dn: '+12025550102',
        extension: '0102',
        emailAddress: 'bob.baker@mail.example.test',
        endpoint,
        services: [sourceService('Prepaid'), sourceService('Call Center - Premium')],
      }),
    ],
    devices: [
      sourceDevice(),
      sourceDevice({
        name: 'bob-phone',
        type: 'Yealink-T46S',
        macAddress: '805EC0000102',
        lines: [{ userKey: bob, linePort: bob, endpointType: 'Primary' }],
      }),
    ],
  });
  const catalogues = loadCatalogues({ shipped: SHIPPED, override: folder });
  // Named, because the level of package also says who may become administrator.
  const config = migrationConfig({ customers: { acme: { administrator: 'anna@acme.example.test' } } });
  return mapOneCustomer(source, { config, catalogues, answers: new Map() });
}

const before = mapWith({});
const texts = (items: readonly object[], id: (item: never) => string) =>
  new Map(items.map((item) => [id(item as never), JSON.stringify(item)]));

/** Ids of drafts, and losses as `owner service`, that are not as they were. */
function changed(after: MappedPart): string[] {
  const both = (mapped: MappedPart) =>
    new Map([
      ...texts(mapped.drafts, (draft: { id: string }) => draft.id),
      ...texts(mapped.losses, (loss: { owner: string; service: string }) => `loss ${loss.owner} ${loss.service}`),
    ]);
  const [old, fresh] = [both(before), both(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].filter((id) => old.get(id) !== fresh.get(id)).sort();
}

describe('a changed line of a table changes exactly what it is about', () => {
  it.each([
    ['nothing', {}, []],
    [
      'the fate of one device type: its devices, and nobody else',
      {
        'devices.yaml':
          'devices:\n  - id: yealink-t4\n    type: \\byealink\\b.*\\bt46s\\b\n    kind: phone\n    management: none\n    fate: replace\n',
      },
      ['device:acme/north/bob-phone'],
    ],
    [
      'the verdict of one service: the losses of those who have it',
      {
        'services.yaml':
          'services:\n  - name: Prepaid\n    level: user\n    verdict: not-needed\n    how: the carrier does it\n',
      },
      ['loss user:bob@acme.example.test Prepaid'],
    ],
    [
      'a package rule: whom it fits, and the list of the customer',
      {
        'packages.yaml':
          'rules:\n  - id: customer-assist\n    when:\n      anyService: [BroadWorks Supervisor]\n    package: cx_essentials\n    why: supervisors only\n',
      },
      ['customer:acme', 'subscriber:bob@acme.example.test'],
    ],
    ['a country name that nobody here uses', { 'countries.yaml': 'countries:\n  Zamunda: ZW\n' }, []],
    [
      'the code of a state: the location, and the address of the customer that is its own',
      { 'countries.yaml': 'states:\n  US:\n    District of Columbia: WDC\n' },
      ['customer:acme', 'location:acme/north'],
    ],
    ['a language that nobody here speaks', { 'locales.yaml': 'locales:\n  Elvish: en_gb\n' }, []],
    ['a zone that nobody here lives in', { 'timezones.yaml': 'zones:\n  Shire/Time: Europe/London\n' }, []],
    ['a word of life safety: whose name has it', { 'safety-words.yaml': 'words:\n  - baker\n' }, 'bob'],
  ] as const)('%s', (_, files, expected) => {
    const ids = changed(mapWith(files));

    if (expected !== 'bob') expect(ids).toEqual(expected);
    else {
      expect(ids).toContain('subscriber:bob@acme.example.test');
      expect(ids.filter((id) => id.includes('anna'))).toEqual([]);
    }
  });
});

describe('policies', () => {
  it('choose another package only where a cheaper one is confirmed', () => {
    const confirm =
      'packages:\n  - name: webex_voice\n    rank: 3\n    confirmed: true\n    allCalling: true\n    source: a test of ours\n    price: 9.50\n';
    const folder = mkdtempSync(join(tmpdir(), 'bw2w-mutation-'));
    made.push(folder);
    writeFileSync(join(folder, 'packages.yaml'), confirm);
    const catalogues = loadCatalogues({ shipped: SHIPPED, override: folder });
    const source = sourceCustomer({});
    const packageOf = (policy: 'safe' | 'cheapest', tables: typeof CATALOGUES) =>
      mapOneCustomer(source, {
        config: migrationConfig({ packages: { policy } }),
        catalogues: tables,
        answers: new Map(),
      }).drafts.flatMap((draft) => (draft.kind === 'subscriber' ? [draft.data.package] : []));

    expect(packageOf('cheapest', CATALOGUES)).toEqual(['webex_calling']);
    expect(packageOf('safe', catalogues)).toEqual(['webex_calling']);
    expect(packageOf('cheapest', catalogues)).toEqual(['webex_voice']);
    expect(catalogues.packages.get('webex_voice')?.price).toBe('9.50');
  });
});
