import { expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { extractView } from '../../src/report/extract-view.ts';
import { inventoryView } from '../../src/report/inventory-view.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { extractInto, newStore } from './extract-into.ts';

it('the extract view shows counts, orphans, unknown responses and what to run next', async () => {
  const view = extractView(await extractInto(newStore(), ['broken/orphans.xml']));
  const text = JSON.stringify(view);

  expect(text).toContain('1 file read, 0 skipped');
  expect(text).toContain('Orphans: 2 responses');
  expect(view.at(-1)).toMatchObject({ kind: 'next', command: 'bw2wholesale map' });
});

it('the inventory view shows services in use, device types and what was never asked', async () => {
  const db = newStore();
  await extractInto(db, ['enterprise']);
  const text = JSON.stringify(inventoryView(sourceReader(db, FEATURE_SOURCE).inventory()));

  expect(text).toContain('["brightwater","Brightwater Instruments & Sons","enterprise",3,39]');
  expect(text).toContain('["Call Center - Basic",3,0,0,3]');
  expect(text).toContain('["Cisco 8851",8]');
  expect(text).toContain('["UserAssignedServicesGetListResponse",10,0,29]');
});
