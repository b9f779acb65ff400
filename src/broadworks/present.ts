/** The same fields, each of which may be missing or `undefined`. */
export type Loose<Shape> = { [Field in keyof Shape]?: Shape[Field] | undefined };

/** Leaves out what was absent in the source: an optional field is missing, never `undefined`. */
export function present<Shape extends object>(fields: Loose<Shape>): Partial<Shape> {
  // Object.entries forgets which field has which type; nothing is added here, so the shape still holds.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Shape>;
}
