/**
 * The entry of a table under a name that comes from data: a capture, a sheet, `migration.yaml`, an answer of the target.
 *
 * Plain indexing would also find what every object inherits: a service pack or a device type that is called
 * `constructor` or `toString` would have an entry in each table.
 *
 * @returns `undefined` for a name that the table does not hold itself, and for no name
 */
export function entryOf<Entry>(table: Readonly<Record<string, Entry>>, name: string | undefined): Entry | undefined {
  return name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
