import { z } from 'zod';
import type { DraftId } from '../../domain/draft-id.ts';
import { entryOf } from '../../domain/entry-of.ts';
import type { AutoAttendantData } from '../../domain/feature-data.ts';
import type { DraftsByKind } from './drafts-by-kind.ts';

const CALLS = [
  'in',
  'extension',
  'out',
  'emergency',
  'huntGroup',
  'queue',
  'overflow',
  'attendant',
  'key',
  'fax',
] as const;

/** One call to make at a site after the cutover; words for it stand in the texts of the report. */
export const TestCallSchema = z.object({
  call: z.enum(CALLS),
  object: z.string().exactOptional().describe('Name of who or what should answer'),
  dial: z.string().exactOptional().describe('Number, extension or key to dial; missing where it has to be asked for'),
  expect: z.string().exactOptional().describe('Where the call should end, where the plan says so'),
});
export type TestCall = z.output<typeof TestCallSchema>;

/** Enough to show that numbers ring; a list of hundreds is not tested by anybody. */
const DIRECT_NUMBERS = 3;
/** In the North American plan this number reads back where the call seems to come from; elsewhere the carrier has one. */
const EMERGENCY_TEST: Readonly<Record<string, string>> = { US: '933', CA: '933' };
const FAX = /\bfax\b/i;

/** By location: in, between extensions, out, emergency test number, and one call through every group feature. */
export function collectTestCalls(
  drafts: DraftsByKind,
  nameOf: (id: DraftId) => string,
): ReadonlyMap<DraftId, TestCall[]> {
  const sites = new Map<DraftId, TestCall[]>(drafts.location.map(({ id }) => [id, []]));
  const add = (location: DraftId, call: TestCall): void => void sites.get(location)?.push(call);
  const direct = new Map<DraftId, number>();
  const colleagues = new Set<DraftId>();

  for (const { id, data } of drafts.location) {
    if (data.mainNumber !== undefined) add(id, { call: 'in', object: data.name, dial: data.mainNumber });
  }
  const owners = [...drafts.subscriber, ...drafts.workspace, ...drafts.virtualLine];
  for (const { id, data } of owners) {
    const seen = direct.get(data.location) ?? 0;
    if (data.phoneNumber !== undefined && seen < DIRECT_NUMBERS) {
      direct.set(data.location, seen + 1);
      add(data.location, { call: 'in', object: nameOf(id), dial: data.phoneNumber });
    }
  }
  for (const { id, data } of owners) {
    if (data.extension === undefined || colleagues.has(data.location)) continue;
    colleagues.add(data.location);
    add(data.location, { call: 'extension', object: nameOf(id), dial: data.extension });
  }
  for (const { id, data } of drafts.location) {
    add(id, { call: 'out', ...(data.mainNumber === undefined ? {} : { expect: data.mainNumber }) });
    const dial = entryOf(EMERGENCY_TEST, data.address.country);
    add(id, { call: 'emergency', ...(dial === undefined ? {} : { dial }), object: data.name });
  }
  for (const { data } of drafts.huntGroup) {
    add(data.location, { call: 'huntGroup', object: data.name, ...reach(data) });
    if (data.noAnswer.forwardEnabled && data.noAnswer.destination !== undefined) {
      add(data.location, { call: 'overflow', object: data.name, ...reach(data), expect: data.noAnswer.destination });
    }
  }
  for (const { data } of drafts.callQueue) {
    add(data.location, { call: 'queue', object: data.name, ...reach(data) });
    const { action, destination } = data.overflow;
    add(data.location, {
      call: 'overflow',
      object: data.name,
      ...reach(data),
      ...(action === 'TRANSFER_TO_PHONE_NUMBER' && destination !== undefined ? { expect: destination } : {}),
    });
  }
  for (const { data } of drafts.autoAttendant) for (const call of attendantCalls(data)) add(data.location, call);
  for (const { id, data } of owners) {
    const name = nameOf(id);
    if (FAX.test(name)) add(data.location, { call: 'fax', object: name, ...reach(data) });
  }
  return sites;
}

function* attendantCalls(data: AutoAttendantData): Generator<TestCall> {
  yield { call: 'attendant', object: data.name, ...reach(data) };
  for (const { key, description, value } of data.businessHoursMenu.keys) {
    const expect = description ?? value;
    yield { call: 'key', object: data.name, dial: key, ...(expect === undefined ? {} : { expect }) };
  }
}

function reach(data: { readonly phoneNumber?: string; readonly extension?: string }): { readonly dial?: string } {
  const dial = data.phoneNumber ?? data.extension;
  return dial === undefined ? {} : { dial };
}
