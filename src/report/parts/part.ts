import { z } from 'zod';

/**
 * A part of the report: either its data, or why there is none yet and which command brings it. A reader of the JSON
 * asks `done` first, so that "nothing found" and "never looked" stay two things.
 */
export function part<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.discriminatedUnion('done', [z.object({ done: z.literal(true), ...shape }), NotYetSchema]);
}

export const NotYetSchema = z.object({
  done: z.literal(false),
  message: z.string().describe('Such as "not planned yet: run `bw2wholesale plan`".'),
});
export type NotYet = z.output<typeof NotYetSchema>;

export function notYet(what: string, command: string): NotYet {
  return { done: false, message: `${what}: run \`bw2wholesale ${command}\`` };
}

/** A number of things that can be counted. */
export const count = () => z.int().nonnegative();

/** Counts by name, biggest first, ties by name: the order of every table and chart made from it. */
export function ranked(counts: ReadonlyMap<string, number>): { readonly name: string; readonly count: number }[] {
  return [...counts]
    .map(([name, number]) => ({ name, count: number }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

export function tally<Item>(items: Iterable<Item>, nameOf: (item: Item) => string | undefined): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const name = nameOf(item);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
