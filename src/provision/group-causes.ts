import type { StepRecord } from '../domain/plan-record.ts';

export interface CauseGroup {
  readonly cause: string;
  readonly count: number;
  /** Labels of the first steps of the group. */
  readonly examples: readonly string[];
}

/** What tells one object from another in the words of a cause. */
const PARTICULARS: readonly (readonly [pattern: RegExp, stand: string])[] = [
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '<e-mail>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\bY2lzY29z[\w+/-]+=*/g, '<id>'],
  [/\b(?:[0-9A-F]{2}[:-]?){5}[0-9A-F]{2}\b/g, '<MAC>'],
  [/\+\d{7,15}\b/g, '<number>'],
  [/"(?:[^"\\]|\\.)*"/g, '"…"'],
];

/**
 * Steps by why they ended as they did, the most frequent first. Causes that differ only in numbers, addresses, ids and names
 * are one; a group of one cause keeps its own words.
 */
export function groupCauses(records: readonly StepRecord[]): CauseGroup[] {
  const groups = new Map<string, { readonly causes: Set<string>; readonly labels: string[] }>();
  for (const { cause = 'no reason given', label } of records) {
    const key = PARTICULARS.reduce((text, [pattern, stand]) => text.replace(pattern, stand), cause);
    const group = groups.get(key) ?? { causes: new Set<string>(), labels: [] };
    group.causes.add(cause);
    group.labels.push(label);
    groups.set(key, group);
  }
  return [...groups]
    .map(([key, { causes, labels }]) => ({
      cause: causes.size === 1 ? ([...causes][0] ?? key) : key,
      count: labels.length,
      examples: labels.slice(0, 3),
    }))
    .sort((a, b) => b.count - a.count || (a.cause < b.cause ? -1 : 1));
}
