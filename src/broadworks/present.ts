/** The same fields, each of which may be missing or `undefined`. */
export type Loose<Shape> = { [Field in keyof Shape]?: Shape[Field] | undefined };

/** Leaves out what was absent in the source: an optional field is missing, never `undefined`. */
export function present<Shape extends object>(fields: Loose<Shape>): Partial<Shape> {
  const kept: Loose<Shape> = {};
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name];
  // Nothing is added here, so the shape still holds.
  return kept as Partial<Shape>;
}
