import { describe, expect, it } from 'vitest';
import { captureOf } from '../extract/exchanges.ts';
import { extractInto, featureRows, folderOf, newStore } from '../extract/extract-into.ts';

export const GROUP = '<serviceProviderId>p</serviceProviderId><groupId>g</groupId>';
export const USER = '<userId>anna@example.test</userId>';
export const INSTANCE = '<serviceUserId>cc@example.test</serviceUserId>';
export const table = (name: string, headings: string, ...rows: readonly string[]): string => {
  const cells = (tag: string, text: string): string =>
    text
      .split('|')
      .map((cell) => (cell === '' ? `<${tag}/>` : `<${tag}>${cell}</${tag}>`))
      .join('');
  return `<${name}>${cells('colHeading', headings)}${rows.map((row) => `<row>${cells('col', row)}</row>`).join('')}</${name}>`;
};
export const exchange = (base: string, release: string, asked: string, answered: string) => ({
  request: `<command echo="" xsi:type="${base}Request${release}" xmlns="">${asked}</command>`,
  response: `<command echo="" xsi:type="${base}Response${release}" xmlns="">${answered}</command>`,
});
export const WORLD = [
  exchange('UserGet', '22', USER, `${GROUP}${USER}<lastName>A</lastName>`),
  exchange(
    'GroupCallCenterGetInstanceList',
    '',
    GROUP,
    table('callCenterTable', 'Service User Id|Name', 'cc@example.test|Sales'),
  ),
];

/** One exchange, whom its answer is about, and the feature that it becomes. */
export interface FeatureCase {
  readonly base: string;
  readonly release: string;
  readonly asked: string;
  readonly answered: string;
  readonly owner: string;
  readonly feature: string;
  readonly data: unknown;
}

export async function featuresOf(exchanges: Parameters<typeof captureOf>[0]) {
  const db = newStore();
  const summary = await extractInto(db, ['a.xml'], { cwd: folderOf({ 'a.xml': captureOf(exchanges) }) });
  const rows = featureRows(db).map(({ owner_kind: kind, owner_key: key, name, state, data }) => ({
    kind,
    key,
    name,
    state,
    data,
  }));
  return { db, summary, rows };
}

/** One test per case: the answer becomes the feature, nothing is left unread, and no secret reaches the store. */
export function readsFeatures(title: string, cases: readonly FeatureCase[]): void {
  describe(title, () => {
    it.each(cases)('$feature from $base of release "$release"', async ({
      base,
      release,
      asked,
      answered,
      owner,
      feature,
      data,
    }) => {
      const { db, rows, summary } = await featuresOf([...WORLD, exchange(base, release, asked, answered)]);
      const row = rows.find(({ name }) => name === feature);

      expect(`${row?.kind} ${row?.key}`).toBe(owner);
      expect(row?.state).toBe('read');
      expect(JSON.parse(row?.data ?? 'null')).toEqual(data);
      expect(summary.orphans).toBe(0);
      expect(summary.unknown).toEqual([]);
      expect(db.serialize().includes('s3cret')).toBe(false);
    });
  });
}
